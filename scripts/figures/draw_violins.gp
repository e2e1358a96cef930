# Draws violins 1..N of read_violins.gp, centred at Y[i] pt below the top of the axes, HALF pt high
# to either side, in the colour HUE[i]: pale from P5 to P95, deeper between the quartiles, a bar of
# line width BAR from P25 to P75, a disc at the median. STEP[i], where a layout sets it, is the next
# row's median: a line PITCH pt long leads there.
if (!exists("STEP")) { PITCH = 0; array STEP[N]; do for [i=1:N] { STEP[i] = P50[i] } }
_between(x, low, high) = x < low ? low : x > high ? high : x
_shown(x, i) = x > FROM[i] ? x : FROM[i]             # a quantile may be 0, which has no place
set print $MARKS
do for [i=1:N] {
    a = _shown(P25[i], i); b = _shown(P50[i], i); c = _shown(P75[i], i)
    print sprintf("%.10g\t%.10g\t%.10g\t%.10g\t%.10g\t%.10g", \
        Y[i], a, b, c, _shown(STEP[i], i) - b, STEP[i] == P50[i] ? 0 : PITCH)
}
set print
plot for [i=1:N] SRC[i] index BLOCK[i] using 10:(Y[i] - HALF * $11):(Y[i] + HALF * $11) \
         with filledcurves lc rgb pale(HUE[i], 0.35) title LABEL[i], \
     for [i=1:N] SRC[i] index BLOCK[i] using (_between($10, _shown($6, i), _shown($8, i))): \
         (Y[i] - HALF * $11):(Y[i] + HALF * $11) \
         with filledcurves lc rgb pale(HUE[i], 0.8) notitle, \
     $MARKS using 3:1:5:6 with vectors nohead lt 1 lw 1 notitle, \
     $MARKS using 2:1:($4 - $2):(0) with vectors nohead lt 1 lw BAR notitle, \
     $MARKS using 3:1 with points lt 1 pt 7 ps 2.1 * DOT notitle, \
     $MARKS using 3:1 with points pt 7 ps 1.3 * DOT lc rgb "#ffffff" notitle
