# Draws a printed number over all combinations of readings, sorted by value, and below it which
# readings each stretch of the curve takes: specification_curve.gp OUT build/S/curves/ID.tsv
call "theme.gp" ARG1
CURVE = ARG2
ROW = 7.6; PLOT = 96.0; TOP = 50.0; BOTTOM = 26.0; GAP = 10.0
LEFT = 100.0; RIGHT = 14.0; SIDE = 8.0

# Block 0 is one row: what the number is.
LOW = 0; HIGH = 0; FROM = 0; TO = 0; MIN = 0; MAX = 0; PRINTED = 0; N = 0; HITS = 0
TITLE = ""; OF = ""; UNIT = ""; SHOWN = ""; ID = ""
_capital(s) = (_at = strstrt(LETTERS, s[1:1]), \
    _at && _at <= 26 ? CAPITALS[_at:_at] : s[1:1]) . s[2:]
_head(d) = (ID = strcol(1), TITLE = _capital(strcol(2)), OF = strcol(3) . ", " . strcol(5), \
    SHOWN = strcol(6), UNIT = strcol(7), PRINTED = column(8), LOW = column(9), HIGH = column(10), MIN = column(11), \
    MAX = column(12), FROM = column(13), TO = column(14), N = column(15), HITS = column(16))
stats CURVE index 0 using (_head(0)) nooutput
stats CURVE index 1 using 1 nooutput
ROWS = int(STATS_max)
if (!(MAX > MIN && N > 1 && ROWS > 1)) { exit error CURVE.": wanted values that vary" }
array NAME[ROWS]; array LABEL[ROWS]
stats CURVE index 1 using (NAME[int($1)] = strcol(2), LABEL[int($1)] = strcol(3), 0) nooutput

HEIGHT = TOP + PLOT + GAP + ROWS * ROW + BOTTOM
eval page(HEIGHT, LEFT, RIGHT, TOP, HEIGHT - TOP - PLOT)
set output OUT
set multiplot

# ---- the curve: all values, the printed one, and the interval that rounds to it --------------
is_number(x) = abs(x) < 1e299
_least(x) = is_number(x) && x < MIN ? x : MIN
_most(x) = is_number(x) && x > MAX ? x : MAX
_bottom = is_number(PRINTED) ? _least(PRINTED) : is_number(LOW) ? _least(LOW) : _least(HIGH)
_top = is_number(PRINTED) ? _most(PRINTED) : is_number(HIGH) ? _most(HIGH) : _most(LOW)
is_log = _bottom > 0 && _top / _bottom > 6
unset grid
set xrange [0:100]
set format x ""
set xtics 0, 25, 100 scale 0
set style rectangle fillstyle solid noborder
low_end = is_log ? _bottom / (_top / _bottom)**0.06 : _bottom - 0.06 * (_top - _bottom)
high_end = is_log ? _top * (_top / _bottom)**0.14 : _top + 0.14 * (_top - _bottom)
set yrange [low_end:high_end]
if (is_log) { eval log_tics("y", low_end, high_end, PLOT) }
if (!is_log) {
    step = 10.0**floor(log10((high_end - low_end) / 4))
    many = (high_end - low_end) / step
    set ytics step * (many > 25 ? 10 : many > 12 ? 5 : many > 6 ? 2 : 1)
    set format y "%g"
}
set label shortened(TITLE, 52) noenhanced font BOLD at screen across(SIDE), 1 - 11.0 / HEIGHT
set label UNIT eq "1" ? "" : UNIT noenhanced at screen across(SIDE), 1 - (TOP + 6) / HEIGHT
share = 100.0 * HITS / N
share_text = HITS == 0 ? "none gives it" : HITS == N ? "all give it" : \
    sprintf("%s%% of %s give it", share < 0.1 ? "<0.1" : share > 99.9 && HITS < N ? ">99.9" : fixed(share, 1), whole(N))
set label shortened(OF, 60) noenhanced at screen across(SIDE), 1 - 22.0 / HEIGHT textcolor rgb FAINT
set label shortened(ID, 24) . ", printed " . SHOWN . ": " . share_text noenhanced \
    at screen across(SIDE), 1 - 33.0 / HEIGHT textcolor rgb FAINT
BAND = pale(colour("improved"), 0.35)
# The interval, cut to the axes; an open end reaches to the axis.
_from(x) = is_number(x) && x > low_end ? x : low_end
_to(x) = is_number(x) && x < high_end ? x : high_end
if (_to(HIGH) > _from(LOW)) {
    set object 1 rectangle from 0, _from(LOW) to 100, _to(HIGH) behind fillcolor rgb BAND
}
if (is_number(PRINTED)) {
    set arrow 1 from 0, PRINTED to 100, PRINTED nohead front lt 3 lc rgb colour("improved")
}
plot CURVE index 2 using 1:2 with steps lt 1 lw 2.4 lc rgb INK

# ---- which reading each stretch takes: the darker, the more of it -----------------------------
unset label
unset object 1
unset arrow 1
unset logscale y
unset ytics
set border 0
eval margins(HEIGHT, LEFT, RIGHT, TOP + PLOT + GAP, BOTTOM)
set yrange [ROWS + 0.5:0.5]
set format x "%g"
set xtics 0, 25, 100 scale 0.5
set border 1
set xlabel "Combinations, sorted by value (%)"
if (TO > FROM) { set object 1 rectangle from FROM, 0.5 to TO, ROWS + 0.5 behind fillcolor rgb BAND }
do for [i=1:ROWS] {
    set label NAME[i] eq "" ? shortened(LABEL[i], 24) : shortened(NAME[i], 26) noenhanced \
        font (NAME[i] eq "" ? "" : BOLD) at screen across(NAME[i] eq "" ? SIDE + 5 : SIDE), first i
    if (NAME[i] eq "") { set arrow from 0, i + 0.5 to 100, i + 0.5 nohead back lt 2 }
}
_grey(s) = (_v = int(235 - 205 * s), _v * 65536 + _v * 256 + _v)
plot CURVE index 3 using (($2 + $3) / 2):1:2:3:($1 - 0.36):($1 + 0.36):(_grey($4)) \
    with boxxyerror lc rgb variable
unset multiplot
