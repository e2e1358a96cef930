# Draws the energy of a day of queries, baseline and improved, beside web searches, a data centre:
# fleet_day.gp OUT fleet.tsv MIX headlines.tsv assumptions.tsv, where the keys of the mix's days are
# and the mix's label
call "theme.gp" ARG1
FLEET = ARG2
MIX = ARG3
HEADLINES = ARG4
ASSUMPTIONS = ARG5
PITCH = 22.0; BAR = 7.0; TOP = 44.0; BOTTOM = 26.0; SIDE = 8.0; LEFT = 48.0; RIGHT = 72.0

set datafile columnheaders
_day(kind) = kind eq "day" ? (DAY = strcol("key"), 1) : \
    kind eq "improved_day" ? (IMPROVED_DAY = strcol("key"), 1) : 0
DAY = ""; IMPROVED_DAY = ""
stats HEADLINES using (strcol("name") eq MIX ? _day(strcol("kind")) : 0) nooutput
array VALUE[2] = [0, 0]; array ERROR[2] = [0, 0]; array LINE[2] = [0, 0]; POWER = 0
_bar(k) = (VALUE[k] = column("value"), ERROR[k] = column("standard_error"))
_line(k) = (LINE[k] = column("value"))
_see(key) = key eq DAY ? _bar(1) : key eq IMPROVED_DAY ? _bar(2) : \
    key eq "fleet.web_search.total" ? _line(1) : key eq "fleet.data_centre.total" ? _line(2) : \
    key eq "fleet.data_centre_power.total" ? (POWER = column("value")) : 0
stats FLEET using (_see(strcol("key")), column("value")) nooutput
if (!(VALUE[1] > 0 && VALUE[2] > 0)) {
    exit error FLEET.": wanted both days of ".MIX.", as ".HEADLINES." names them, above 0"
}
_labelled(path) = path eq "mix." . MIX . ".label" ? (TITLE = strcol("value"), 1) : 0
TITLE = MIX
stats ASSUMPTIONS using (_labelled(strcol("path"))) nooutput
_most(a, b) = a > b ? a : b
reach = _most(1.08 * _most(VALUE[1], VALUE[2]), 1.45 * _most(LINE[1], LINE[2]))

eval page(TOP + 2 * PITCH + BOTTOM, LEFT, RIGHT, TOP, BOTTOM)
set output OUT
set xrange [0:reach]
set yrange [2 * PITCH:0]
unset ytics
unset grid
step = 10.0**floor(log10(reach / 3))                 # tics at steps of 1, 2 or 5, four to nine
set xtics step * (reach / step > 20 ? 5 : reach / step > 8 ? 2 : 1)
set xlabel "Energy per day (GWh)"
set label shortened("A day of queries: " . TITLE, 38) noenhanced font BOLD \
    at screen across(SIDE), first -35
set label "GWh ± s.e." at screen across(WIDTH - SIDE), first -35 right textcolor rgb FAINT

# The lines are named above the bars. The one further right stops short, below the other's name.
array NAME[2] = ["web searches ", sprintf("%g MW data centre ", POWER)]
do for [k=1:2] {
    y = LINE[k] < LINE[3-k] || (k == 1 && LINE[1] == LINE[2]) ? -19 : -7
    if (LINE[k] > 0) {
        set arrow from LINE[k], 2 * PITCH to LINE[k], y - 5 nohead front lt k + 2
        set label NAME[k] . digits3(LINE[k]) at LINE[k], y offset 0.6, 0
    }
}
array NAME[2] = ["Baseline", "Improved"]
set print $BARS
do for [k=1:2] {
    error = ERROR[k] > 0 ? " ± " . fixed(ERROR[k], places(VALUE[k])) : ""
    set label NAME[k] at screen across(SIDE), first (k - 0.5) * PITCH
    set label digits3(VALUE[k]) . error right \
        at screen across(WIDTH - SIDE), first (k - 0.5) * PITCH
    print sprintf("%.10g\t%.10g\t%.10g", VALUE[k], (k - 0.5) * PITCH, _most(ERROR[k], 0))
}
set print
set datafile nocolumnheaders
set errorbars 0
hue(k) = pale(colour(NAME[k]), 0.8)
plot for [k=1:2] $BARS every ::k-1::k-1 using 1:2:(0):1:($2 - BAR):($2 + BAR) \
         with boxxyerror lc rgb hue(k) title NAME[k], \
     $BARS using 1:2:3 with xerrorbars lt 1 lw 2 pt 0 notitle
