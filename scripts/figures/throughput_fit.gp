# Draws throughput, observed against fitted, a panel a model, with the cap:
# throughput_fit.gp OUT throughput.tsv
call "theme.gp" ARG1
TABLE = ARG2
COLUMNS = 3; LEFT = 40.0; SIDE = 8.0; GAP = 8.0; NAME = 22.0; TOP = 14.0; BOTTOM = 27.0
PANEL = (WIDTH - LEFT - SIDE - (COLUMNS - 1) * GAP) / COLUMNS

set datafile columnheaders
array MODEL[200]; array LABEL[200]; array CAP[200]; array USED[200]; array UNUSED[200]
N = 0; low = 1e300; high = 0; unused = 0
_known(m, i) = i > N ? 0 : MODEL[i] eq m ? i : _known(m, i + 1)
_add(m) = (N = N + 1, MODEL[N] = m, LABEL[N] = strcol("label"), CAP[N] = column("cap"), \
    USED[N] = 0, UNUSED[N] = 0, N)
_count(i) = strcol("used") eq "yes" ? (USED[i] = USED[i] + 1) \
    : (UNUSED[i] = UNUSED[i] + 1, unused = unused + 1)
_stretch(x) = (low = x < low ? x : low, high = x > high ? x : high)
_see(m) = (_row = _known(m, 1), _count(_row ? _row : _add(m)), \
    _stretch(column("observed_tps")), _stretch(column("fitted_tps")), _stretch(column("cap")))
stats TABLE using (_see(strcol("model")), column("observed_tps")) nooutput
if (N == 0 || STATS_invalid > 0 || !(low > 0)) {
    exit error TABLE.": wanted rows of throughput, all above 0"
}
low = low / 1.4; high = high * 1.4

HEIGHT = TOP + (N + COLUMNS - 1) / COLUMNS * (NAME + PANEL) + BOTTOM
eval page(HEIGHT, LEFT, SIDE, TOP, BOTTOM)
set output OUT
set multiplot
set border 3 lt 1
set grid ytics
set ytics offset 0.3, 0
_left(i) = LEFT + (i - 1) % COLUMNS * (PANEL + GAP)
_top(i) = TOP + NAME + (i - 1) / COLUMNS * (NAME + PANEL)
down(y) = 1 - y / HEIGHT
set label N > COLUMNS ? "Observed throughput (tokens/s)" : "Observed (tokens/s)" center rotate \
    at screen across(6), screen down(0.5 * (TOP + NAME + HEIGHT - BOTTOM))
set label "Fitted throughput (tokens/s)" center \
    at screen across(0.5 * (LEFT + WIDTH - SIDE)), screen down(HEIGHT - 8)

array KEY[4] = ["used in the fit", "not used", "cap", "observed = fitted"]
array KEY_AT[4] = [11, 76, 123, 153]
do for [k=1:4] {
    x = KEY_AT[k]
    tilt = k == 4 ? 3 : 0
    if (k != 2 || unused) {
        set label KEY[k] at screen across(x + 6), screen down(8) textcolor rgb FAINT
        if (k < 3) {
            set label "" at screen across(x), screen down(8) point lt 1 pt 8 - k ps 2 * DOT
        } else {
            set arrow from screen across(x - tilt), screen down(12) \
                to screen across(x + tilt), screen down(4) nohead lt (k == 3 ? 3 : 1)
        }
    }
}
# Where a name of more than 16 letters breaks into two lines: at the last space that allows it.
_break(s, k) = k < 2 ? 16 : s[k:k] eq " " ? k : _break(s, k - 1)
_is(i, on) = strcol("model") eq MODEL[i] && (strcol("used") eq "yes") == on
do for [i=1:N] {
    eval margins(HEIGHT, _left(i), WIDTH - _left(i) - PANEL, _top(i), HEIGHT - _top(i) - PANEL)
    eval log_tics("x", low, high, i + COLUMNS > N ? PANEL : 0)
    eval log_tics("y", low, high, (i - 1) % COLUMNS ? 0 : PANEL)
    cut = strlen(LABEL[i]) <= 16 ? 0 : _break(LABEL[i], 17)
    set label LABEL[i][1:cut] at graph 0, screen down(_top(i) - 14) noenhanced
    set label shortened(LABEL[i][cut+1:], 17) at graph 0, screen down(_top(i) - 5) noenhanced
    set arrow from CAP[i], low to CAP[i], high nohead back lt 3
    set arrow from low, low to high, high nohead back lt 1 lw 0.8
    plot for [on=(UNUSED[i] ? 0 : 1):(USED[i] ? 1 : 0)] TABLE \
        using (_is(i, on) ? column("fitted_tps") : NaN):(column("observed_tps")) \
        with points pt (on ? 7 : 6) ps 2 * DOT lc rgb colour(MODEL[i]) title LABEL[i]
    unset label
    unset arrow
}
unset multiplot
