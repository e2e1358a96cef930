# Lays out violins one below the other, violin i in the row RANK[i]: name and numbers above, violin
# below, full width. Wants the violins, RANK[i] and HUE[i].
ROW = 31.0; TEXT = 7.0; HALF = 8.0; BAR = 2.6; TOP = 16.0; BOTTOM = 26.0; SIDE = 8.0
eval page(TOP + N * ROW + BOTTOM, SIDE, SIDE, TOP, BOTTOM)
set output OUT
eval log_tics("x", LOWEST / 1.2, HIGHEST * 1.2, WIDTH - 2 * SIDE)
set yrange [N * ROW:0]
unset ytics
set xlabel "Energy per query (Wh)"
set label CASE[1] at graph 0, first -9 font BOLD noenhanced
set label "median (IQR), Wh" at graph 1, first -9 right textcolor rgb FAINT
array Y[N]
do for [i=1:N] {
    top = (RANK[i] - 1) * ROW
    Y[i] = top + TEXT + 13
    numbers = spread(P50[i], P25[i], P75[i])
    room = int((WIDTH - 2 * SIDE - spread_width(numbers) - 8) / 4.3)
    set object rectangle from graph -0.01, first top to graph 1, first top + 11 \
        fs solid noborder fc rgb "#ffffff" back noclip
    set label shortened(LABEL[i], room) at graph 0, first top + TEXT noenhanced
    set label numbers at graph 1, first top + TEXT right
}
load "draw_violins.gp"
