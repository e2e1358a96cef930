# Draws a drawn day: nodes busy and idle, minute by minute, and below the power of the queries:
# day.gp OUT day_minutes.tsv MIX assumptions.tsv, where the mix's label is
call "theme.gp" ARG1
TABLE = ARG2
MIX = ARG3
ASSUMPTIONS = ARG4
LEFT = 40.0; RIGHT = 8.0; TOP = 16.0; GAP = 12.0; NODES = 104.0; POWER = 74.0; BOTTOM = 27.0
HEIGHT = TOP + NODES + GAP + POWER + BOTTOM
BUSY = word(OTHERS, 6); IDLE = pale(FAINT, 0.3)
BASELINE = colour("baseline"); IMPROVED = colour("improved")
MINUTES = 1440

set datafile columnheaders
array B[MINUTES]; array S[MINUTES]; array E[MINUTES]; array I[MINUTES]
N = 0; queries = 0; size = 0; most = 0; idle = 0
_row(t) = (N = N + 1, queries = queries + column("queries"), B[t] = column("nodes"), \
    S[t] = B[t] + column("idle_nodes"), size = S[t] > size ? S[t] : size, \
    idle = idle + column("idle_nodes") / MINUTES, \
    E[t] = column("energy") * 60 / 1e6, I[t] = column("improved") * 60 / 1e6, \
    most = E[t] > most ? E[t] : most, most = I[t] > most ? I[t] : most)
stats TABLE using (strcol("mix") eq MIX ? _row(int(column("minute")) + 1) : 0, column("minute")) \
    nooutput
if (N != MINUTES || !(size > 0 && most > 0)) {
    exit error sprintf("%s: found %d minutes of mix %s, wanted %d, with energy", TABLE, N, MIX, \
        MINUTES)
}
_labelled(path) = path eq "mix." . MIX . ".label" ? (TITLE = strcol("value"), 1) : 0
TITLE = MIX
stats ASSUMPTIONS using (_labelled(strcol("path"))) nooutput

# Units in which the axes want no exponent: at is where a list's plain unit stands.
_unit(x, at) = x >= 1e4 && at > 1 ? _unit(x / 1e3, at - 1) : \
    x < 1 && at < 7 ? _unit(x * 1e3, at + 1) : at
WATT = _unit(most, 3)
UNIT = word("TW GW MW kW W mW µW", WATT)
_times = 1e3**(WATT - 3)
most = most * _times
BULK = size >= 1e8 ? 1 : size >= 1e5 ? 2 : size >= 0.01 ? 3 : 4
COUNTED = BULK == 1 ? "Millions of nodes" : BULK == 2 ? "Thousands of nodes" : BULK == 3 ? "Nodes" \
    : "Thousandths of a node"
_bulk = 1e3**(BULK - 3)
fleet = size
size = size * _bulk
set print $DAY
do for [t=1:MINUTES] {
    E[t] = E[t] * _times; I[t] = I[t] * _times; B[t] = B[t] * _bulk; S[t] = S[t] * _bulk
    print sprintf("%.10g\t%.10g\t%.10g\t%.10g\t%.10g", (t - 0.5) / 60, B[t], S[t], E[t], I[t])
}
set print
set datafile nocolumnheaders

# The largest and smallest values of a curve in each quarter of an hour, and so in a window of them,
# from one to another: power baseline (1) and improved (2), nodes busy (3) and idle (4).
QUARTERS = 96; SPAN = 20; HALF = 5
_value(k, t) = k == 1 ? E[t] : k == 2 ? I[t] : k == 3 ? B[t] : S[t] - B[t]
array HIGH[4 * QUARTERS]; array LOW[4 * QUARTERS]
do for [k=1:4] { do for [q=1:QUARTERS] {
    hi = _value(k, 15 * q); lo = hi
    do for [t=15*q-14:15*q-1] {
        v = _value(k, t)
        hi = v > hi ? v : hi; lo = v < lo ? v : lo
    }
    HIGH[(k-1) * QUARTERS + q] = hi; LOW[(k-1) * QUARTERS + q] = lo
} }
_more(a, b) = a > b ? a : b
_most(k, q, end) = q >= end ? HIGH[(k-1) * QUARTERS + end] \
    : _more(HIGH[(k-1) * QUARTERS + q], _most(k, q + 1, end))
_least(k, q, end) = q >= end ? LOW[(k-1) * QUARTERS + end] \
    : -_more(-LOW[(k-1) * QUARTERS + q], -_least(k, q + 1, end))
top(k, q) = _most(k, q, q + SPAN - 1)
floor_of(k, q) = _least(k, q, q + SPAN - 1)

# Names of areas stand where the least in 2.5 hours is largest, those of lines where 5 hours have
# the best room, flat and high: for "improved" between the curves (0), or below (1); else both names
# stand above both curves (2), where these are lowest.
_deep(k, q) = _least(k, q - HALF, q + HALF)
crest = 7; trough = 7
do for [q=7:QUARTERS-6] {
    if (_deep(3, q) > _deep(3, crest)) { crest = q }
    if (_deep(4, q) > _deep(4, trough)) { trough = q }
}
above(k, q) = top(k, q) + 0.11 * most
_room(q) = above(2, q) + 0.08 * most < floor_of(1, q) ? 0 : \
    floor_of(2, q) > 0.2 * most && floor_of(1, q) > top(2, q) ? 1 : 2
_both(q) = _more(top(1, q), top(2, q))
_badness(q) = _room(q) == 2 ? 100 + _both(q) / most : \
    10 * _room(q) + (top(1, q) - 1.2 * floor_of(1, q)) / most
flat = 3; badness = _badness(flat)
do for [q=4:QUARTERS-SPAN-2] {
    worse = _badness(q)
    if (worse < badness) { flat = q; badness = worse }
}
# Tics at steps of 1, 2 or 5, four to nine.
_step(reach) = 10.0**floor(log10(reach / 3))
step(reach) = _step(reach) * (reach / _step(reach) > 20 ? 5 : reach / _step(reach) > 8 ? 2 : 1)

eval page(HEIGHT, LEFT, RIGHT, TOP, HEIGHT - TOP - NODES)
set output OUT
down(y) = 1 - y / HEIGHT
count = whole(queries) . (queries == 1 ? " query" : " queries")
name = shortened("A drawn day: " . TITLE, int((WIDTH - 24 - 3.75 * strlen(count)) / 4.6))
set multiplot
set border 3 lt 1
set xrange [0:24]
set xtics 3
set grid ytics
set ytics offset 0.3, 0
set label 1 name noenhanced font BOLD at screen across(RIGHT), screen down(7)
set label 2 count right textcolor rgb FAINT at screen across(WIDTH - RIGHT), screen down(7)
set label 3 COUNTED center rotate at screen across(6), screen down(TOP + 0.5 * NODES)

# The nodes: busy ones from 0 up, idle ones up to the size of the fleet.
set yrange [0:1.12 * size]
set ytics 0, step(size), size
set format x ""
hour(q) = 0.25 * (q - 0.5)
low(a, b) = a < b ? a : b
if (_deep(3, crest) > 0.14 * size) {
    set label 4 "busy" center front textcolor rgb "#ffffff" \
        at first hour(crest), first low(0.3 * B[15*crest], 0.5 * _deep(3, crest))
    idle_from = B[15*trough]
} else {
    set label 4 "busy" center front textcolor rgb BUSY \
        at first hour(trough), first _most(3, trough - HALF, trough + HALF) + 0.08 * size
    idle_from = 0.2 * size
}
if (_deep(4, trough) > 0.1 * size) {
    set label 5 "idle" center front at first hour(trough), first 0.5 * (idle_from + S[15*trough])
}
set label 6 "fleet of " . digits3(fleet) . " nodes, " . digits3(idle) . " idle on average" \
    right at first 24, first 1.06 * size
plot $DAY using 1:2:3 with filledcurves lc rgb IDLE notitle, \
     $DAY using 1:(0):2 with filledcurves lc rgb BUSY notitle, \
     size with lines lt 1 notitle

# The power of the queries, PUE in.
eval margins(HEIGHT, LEFT, RIGHT, TOP + NODES + GAP, BOTTOM)
do for [k=1:6] { unset label k }
set label 3 "Power (" . UNIT . ")" center rotate at screen across(6), \
    screen down(TOP + NODES + GAP + 0.5 * POWER)
set yrange [0:1.3 * most]
set ytics 0, step(1.3 * most)
set format x "%g"
set xlabel "Time (h)"
set label 4 "baseline" center textcolor rgb BASELINE at first hour(flat + 0.5 * SPAN), \
    first _room(flat) == 2 ? _both(flat) + 0.25 * most : above(1, flat)
set label 5 "improved" center textcolor rgb IMPROVED at first hour(flat + 0.5 * SPAN), \
    first _room(flat) == 2 ? _both(flat) + 0.1 * most : \
    _room(flat) == 1 ? floor_of(2, flat) - 0.11 * most : above(2, flat)
plot $DAY using 1:4 with lines lc rgb BASELINE lw 1.6 notitle, \
     $DAY using 1:5 with lines lc rgb IMPROVED lw 1.6 notitle
unset multiplot
