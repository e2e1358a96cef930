# Draws a drawn day: nodes busy and idle, minute by minute, and below the power of the queries:
# day.gp OUT day_minutes.tsv MIX
call "theme.gp" ARG1
TABLE = ARG2
MIX = ARG3
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
set print $DAY
do for [t=1:MINUTES] {
    print sprintf("%.10g\t%.10g\t%.10g\t%.10g\t%.10g", (t - 0.5) / 60, B[t], S[t], E[t], I[t])
}
set print
set datafile nocolumnheaders

# The largest and smallest values of a curve in a window: power baseline (1) and improved (2), nodes
# busy (3) and idle (4). Names of areas stand where the least in 2.5 hours is largest, those of
# lines where 5 hours are flat and high.
SPAN = 300; HALF = 75
_value(k, t) = k == 1 ? E[t] : k == 2 ? I[t] : k == 3 ? B[t] : S[t] - B[t]
_more(a, b) = a > b ? a : b
_most(k, t, end) = t >= end ? _value(k, end) : _more(_value(k, t), _most(k, t + 15, end))
_least(k, t, end) = t >= end ? _value(k, end) : -_more(-_value(k, t), -_least(k, t + 15, end))
_bend(t) = _most(1, t, t + SPAN) - 1.2 * _least(1, t, t + SPAN)
_deep(k, t) = _least(k, t - HALF, t + HALF)
flat = 30; crest = 91; trough = 91
do for [t=30:MINUTES-SPAN-30:15] { if (_bend(t) < _bend(flat)) { flat = t } }
do for [t=91:MINUTES-90:15] {
    if (_deep(3, t) > _deep(3, crest)) { crest = t }
    if (_deep(4, t) > _deep(4, trough)) { trough = t }
}
# Tics at steps of 1, 2 or 5, four to nine.
_step(reach) = 10.0**floor(log10(reach / 3))
step(reach) = _step(reach) * (reach / _step(reach) > 20 ? 5 : reach / _step(reach) > 8 ? 2 : 1)

eval page(HEIGHT, LEFT, RIGHT, TOP, HEIGHT - TOP - NODES)
set output OUT
down(y) = 1 - y / HEIGHT
_space(c) = c eq "_" ? " " : c
_spaced(s) = s eq "" ? "" : _space(s[1:1]) . _spaced(s[2:])
name = "A drawn day: " . _spaced(MIX)
count = whole(queries) . " queries"
set multiplot
set border 3 lt 1
set xrange [0:24]
set xtics 3
set grid ytics
set ytics offset 0.3, 0
set label 1 name noenhanced font BOLD at screen across(RIGHT), screen down(7)
set label 2 count right textcolor rgb FAINT at screen across(WIDTH - RIGHT), screen down(7)
set label 3 "Nodes" center rotate at screen across(6), screen down(TOP + 0.5 * NODES)

# The nodes: busy ones from 0 up, idle ones up to the size of the fleet.
set yrange [0:1.12 * size]
set ytics 0, step(size), size
set format x ""
set label 4 "busy" center front textcolor rgb "#ffffff" at first crest / 60.0, first 0.3 * B[crest]
if (_deep(4, trough) > 0.1 * size) {
    set label 5 "idle" center front at first trough / 60.0, first 0.5 * (B[trough] + S[trough])
}
set label 6 "fleet of " . digits3(size) . " nodes, " . digits3(idle) . " idle on average" \
    right at first 24, first 1.06 * size
plot $DAY using 1:2:3 with filledcurves lc rgb IDLE notitle, \
     $DAY using 1:(0):2 with filledcurves lc rgb BUSY notitle, \
     size with lines lt 1 notitle

# The power of the queries, PUE in.
eval margins(HEIGHT, LEFT, RIGHT, TOP + NODES + GAP, BOTTOM)
do for [k=1:6] { unset label k }
set label 3 "Power (MW)" center rotate at screen across(6), \
    screen down(TOP + NODES + GAP + 0.5 * POWER)
set yrange [0:1.3 * most]
set ytics 0, step(1.3 * most)
set format x "%g"
set xlabel "Time (h)"
middle = (flat + 0.5 * SPAN) / 60
above(k) = _most(k, flat, flat + SPAN) + 0.11 * most
fits = above(2) + 0.08 * most < _least(1, flat, flat + SPAN)
set label 4 "baseline" center textcolor rgb BASELINE at first middle, first above(1)
set label 5 "improved" center textcolor rgb IMPROVED at first middle, \
    first fits ? above(2) : _least(2, flat, flat + SPAN) - 0.11 * most
plot $DAY using 1:4 with lines lc rgb BASELINE lw 1.6 notitle, \
     $DAY using 1:5 with lines lc rgb IMPROVED lw 1.6 notitle
unset multiplot
