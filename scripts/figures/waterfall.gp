# Draws the way from one scenario's result to another's, difference by difference, as a waterfall:
# waterfall.gp OUT parts.tsv KEY FROM TO
call "theme.gp" ARG1
PARTS = ARG2; KEY = ARG3; FROM = ARG4; TO = ARG5
TOP = 17.0; BOTTOM = 26.0; SIDE = 8.0; LINE = 9.5; BAND = 13.5; BAR = 3.2; LETTER = 4.3
SMALL = 1e-3; MOST = 14               # smaller ones (of value and gap), and more, share one row,
NOISE = 1e-12                         # as scripts/terminal/comparison.lua; those below have none
RISE = "#bb5566"; FALL = "#004488"; GATHERED = "others"

set datafile columnheaders
array NAME[300]; array WORDS[300]; array PART[300]; array ERROR[300]
N = 0; LABEL = ""; UNIT = ""; START = NaN; END = NaN; REST = 0.0; OTHERS = 0
_most(a, b) = a > b ? a : b
_least(a, b) = a < b ? a : b
_limit(from, to) = _most(SMALL * _least(abs(from), abs(to - from)), NOISE * abs(from))
_largest(x, y, z) = _most(abs(x), _most(abs(y), abs(z)))
MOVING = "|"                          # the changes with an effect on any result
_moves(change) = strstrt(MOVING, "|" . change . "|") > 0
_add(change) = _moves(change) ? 0 : (MOVING = MOVING . change . "|", 0)
stats PARTS using (_largest(column("part"), column("first"), column("last")) > \
    NOISE * abs(column("from")) ? _add(strcol("change")) : 0) nooutput
_keep(i) = (N = i, NAME[i] = strcol("change"), WORDS[i] = strcol("words"), \
    PART[i] = column("part"), ERROR[i] = column("standard_error"))
_gather(x) = !_moves(strcol("change")) ? 0 : (OTHERS = OTHERS + 1, REST = REST + x)
_see(key) = key ne KEY ? 0 : (LABEL = strcol("label"), UNIT = strcol("unit"), \
    START = column("from"), END = column("to"), \
    N < MOST && _largest(column("part"), column("first"), column("last")) > \
    _limit(START, END) ? _keep(N + 1) : _gather(column("part")))
stats PARTS using (_see(strcol("key")), column("part")) nooutput
set datafile nocolumnheaders
if (!(START >= 0 && END >= 0)) { exit error PARTS.": wanted ".KEY.", at least 0" }
if (OTHERS > 0) {
    N = N + 1; NAME[N] = sprintf("%d other%s", OTHERS, OTHERS > 1 ? "s" : ""); WORDS[N] = GATHERED
    PART[N] = REST; ERROR[N] = 0
}

# Levels between the steps, and decimals that show three digits of values and steps.
array LEVEL[N + 1]; LEVEL[1] = START; lowest = START; highest = START
largest = abs(END - START) > NOISE * abs(START) ? abs(END - START) : 0.0
do for [i=1:N] {
    LEVEL[i + 1] = i == N ? END : LEVEL[i] + PART[i]
    lowest = _least(lowest, LEVEL[i + 1]); highest = _most(highest, LEVEL[i + 1])
    largest = _most(largest, abs(PART[i]))
}
_places(x) = x > 0 ? _least(9, places(_least(x, 999))) : 0
decimals = _most(_places(_least(START, END)), _places(largest))
room = highest > lowest ? highest - lowest : highest > 0 ? 0.1 * highest : 1

_blank(s) = s eq "" ? 1 : (s[1:1] eq "0" || s[1:1] eq ".") && _blank(s[2:])
signed(x) = (_s = fixed(abs(x), decimals), _blank(_s) ? "0" : (x < 0 ? "−" : "+") . _s)
_arrow(s) = (_at = strstrt(s, "->"), _at ? s[1:_at-1] . "→" . _arrow(s[_at+2:]) : s)
fits(s, taken) = shortened(s, int((WIDTH - 2 * SIDE - taken) / LETTER))

# The rows: both ends and the steps, each with one or two lines of text above its band.
array TEXT[N + 2]; array SMALLER[N + 2]; array NUMBER[N + 2]; array UP[N + 2]; array Y[N + 2]
height = 0.0
do for [i=1:N+2] {
    inner = i > 1 && i < N + 2
    NUMBER[i] = i == 1 ? fixed(START, decimals) : inner ? signed(PART[i-1]) : fixed(END, decimals)
    if (inner && ERROR[_most(i - 1, 1)] > 0) {
        NUMBER[i] = NUMBER[i] . " ± " . fixed(ERROR[i-1], decimals)
    }
    TEXT[i] = i == 1 ? FROM : inner ? NAME[i-1] : TO
    TEXT[i] = fits(TEXT[i], LETTER * strlen(NUMBER[i]) + 8)
    SMALLER[i] = inner && WORDS[_most(i - 1, 1)] ne GATHERED ? fits(_arrow(WORDS[i-1]), 0) : ""
    UP[i] = height
    Y[i] = height + (SMALLER[i] eq "" ? 1 : 2) * LINE + 0.45 * BAND
    height = height + (SMALLER[i] eq "" ? 1 : 2) * LINE + BAND
}

eval page(TOP + height + BOTTOM, SIDE, SIDE, TOP, BOTTOM)
set output OUT
margin = room * (highest > lowest ? 0.05 : 0.5)      # without a step: enough for a tic
left = lowest - margin; right = highest + margin
set xrange [left:right]
set yrange [height:0]
unset ytics
step = 10.0**floor(log10(room / 2.5))                # tics at steps of 1, 2 or 5, three to eight
step = step * (room / step > 15 ? 5 : room / step > 6 ? 2 : 1)
set xtics step
set format x sprintf("%%.%df", _most(0, -floor(log10(step) + 1e-9)))
set xlabel UNIT eq "Wh" ? "Median energy per query (Wh)" : "Energy per day (GWh)"
set label fits(LABEL, LETTER * strlen(FROM . TO) + 60) at graph 0, first -9 font BOLD noenhanced
set label FROM . " → " . TO . ", " . (UNIT eq "Wh" ? "Wh" : "GWh") at graph 1, first -9 right \
    textcolor rgb FAINT noenhanced
do for [i=1:N+2] {
    set object rectangle from graph -0.01, first UP[i] to graph 1.01, \
        first UP[i] + (SMALLER[i] eq "" ? 1 : 2) * LINE fs solid noborder fc rgb "#ffffff" \
        back noclip
    set label TEXT[i] at graph 0, first UP[i] + 5 noenhanced
    set label NUMBER[i] at graph 1, first UP[i] + 5 right
    set label SMALLER[i] at graph 0, first UP[i] + LINE + 4.5 textcolor rgb FAINT noenhanced
}

# A line hands each level on to the next row, and stops where it would cross the text.
at(x) = (x - left) / (right - left) * (WIDTH - 2 * SIDE)   # pt from the left margin
wide(i) = LETTER * _most(strlen(TEXT[i]), strlen(SMALLER[i])) + 5
crosses(x, i) = at(x) < wide(i) || at(x) > WIDTH - 2 * SIDE - LETTER * strlen(NUMBER[i]) - 5
do for [i=1:N+1] {
    hidden = crosses(LEVEL[i], i + 1)
    above = hidden ? UP[i+1] : Y[i+1]
    below = Y[i+1] - 0.45 * BAND
    set arrow from LEVEL[i], Y[i] to LEVEL[i], above nohead back lc rgb FAINT lw 0.7
    if (hidden) {
        set arrow from LEVEL[i], below to LEVEL[i], Y[i+1] nohead back lc rgb FAINT lw 0.7
    }
}
set print $STEPS
if (N == 0) { print "NaN\tNaN\tNaN\t0" }            # nothing moves it: both ends alone
do for [i=1:N] {
    print sprintf("%.10g\t%.10g\t%.10g\t%d", LEVEL[i], LEVEL[i+1], Y[i+1], PART[i] < 0 ? 2 : 1)
}
set print $ENDS
print sprintf("%.10g\t%.10g\n%.10g\t%.10g", START, Y[1], END, Y[N+2])
set print
hue(k) = pale(k == 2 ? FALL : RISE, 0.85)
plot for [k=1:2] $STEPS using ($4 == k ? $1 : NaN):3:1:2:($3 - BAR):($3 + BAR) \
         with boxxyerror lc rgb hue(k) notitle, \
     $ENDS using 1:2 with points lt 1 pt 7 ps 3 * DOT notitle
