# Lays out violins in groups, a group a lever: header, then a row for each variation, its tag
# on the left and its numbers on the right; a line joins a group's medians, so that what the
# variation does is seen as a slope. Wants the violins, ROWS, ROWNO[i], TAG[1..ROWS], and NOTE for
# the line under the title.
HEAD = 13.0; PITCH = 17.0; HALF = 7.8; BAR = 2.0; GAP = 4.0; TOP = 27.0; BOTTOM = 26.0; SIDE = 4.0
array Y[N]; array HUE[N]; array STEP[N]; array GROUPNO[N]
groups = 0; left = 20.0; right = 70.0
do for [k=1:ROWS] { left = 4.6 * strlen(TAG[k]) > left ? 4.6 * strlen(TAG[k]) : left }
do for [i=1:N] {
    wide = spread_width(spread(P50[i], P25[i], P75[i]))
    right = wide > right ? wide : right
    HUE[i] = colour(LEVER[i])
    GROUPNO[i] = 0
    do for [k=1:i-1] {
        if (LEVER[k] eq LEVER[i] && GROUP[k] eq GROUP[i]) { GROUPNO[i] = GROUPNO[k] }
    }
    if (GROUPNO[i] == 0) { groups = groups + 1; GROUPNO[i] = groups }
}
BAND = HEAD + ROWS * PITCH + GAP
left = left + SIDE + 4; right = right + SIDE + 4
eval page(TOP + groups * BAND + BOTTOM, left, right, TOP, BOTTOM)
set output OUT
eval log_tics("x", LOWEST / 1.15, HIGHEST * 1.15, WIDTH - left - right)
set yrange [groups * BAND:0]
unset ytics
set xlabel "Energy per query (Wh)"
set label CASE[1] at screen across(SIDE), first -20 font BOLD noenhanced
set label NOTE at screen across(SIDE), first -9 textcolor rgb FAINT
set label "median (IQR), Wh" at screen across(WIDTH - SIDE), first -20 right textcolor rgb FAINT
do for [i=1:N] {
    top = (GROUPNO[i] - 1) * BAND
    Y[i] = top + HEAD + (ROWNO[i] - 0.5) * PITCH
    set object rectangle from graph -0.01, first top to graph 1, first top + HEAD - 2 \
        fs solid noborder fc rgb "#ffffff" back noclip
    if (ROWNO[i] == 1) { set label LABEL[i] at screen across(SIDE), first top + 6 noenhanced }
    set label TAG[ROWNO[i]] at screen across(left - 4), first Y[i] right noenhanced
    set label spread(P50[i], P25[i], P75[i]) at screen across(WIDTH - SIDE), first Y[i] right
    STEP[i] = P50[i]
    do for [k=1:N] {
        if (GROUPNO[k] == GROUPNO[i] && ROWNO[k] == ROWNO[i] + 1) { STEP[i] = P50[k] }
    }
}
load "draw_violins.gp"
