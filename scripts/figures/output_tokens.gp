# Draws how many tokens the answers have, a histogram a workload:
# output_tokens.gp OUT output_tokens.tsv
# A block of the file is a workload: case_label p25 p50 p75 bin_low bin_high share. A bar's area is
# its share.
call "theme.gp" ARG1
TABLE = ARG2
ROW = 44.0; TEXT = 7.0; FOOT = 39.0; TALL = 24.0; TOP = 16.0; BOTTOM = 26.0; SIDE = 8.0; BAR = 2.6

array LABEL[200]; array P25[200]; array P50[200]; array P75[200]; array PEAK[200]
N = 0; from = 1e300; to = 0
_low(x) = x > 0.5 ? x : 0.5
_density(a, b, share) = share / log(b / _low(a))
_add(i) = (N = i, LABEL[i] = strcol(1), P25[i] = column(2), P50[i] = column(3), \
    P75[i] = column(4), PEAK[i] = 0)
_peak(i, d) = (i > N ? _add(i) : 0, PEAK[i] = d > PEAK[i] ? d : PEAK[i])
stats TABLE using (_peak(column(-2) + 1, _density($5, $6, $7)), $7) nooutput
if (N == 0) { exit error TABLE.": no workloads in this file" }

# The axis leaves out bars too low to be seen.
_stretch(a, b) = (from = a < from ? a : from, to = b > to ? b : to)
_seen(i) = _density($5, $6, $7) > 0.03 * PEAK[int(i)+1]
stats TABLE using (_seen(column(-2)) ? _stretch(_low($5), $6) : 0, $7) nooutput
if (STATS_invalid > 0 || !(to > from)) { exit error TABLE.": wanted shares of queries, not all 0" }

eval page(TOP + N * ROW + BOTTOM, SIDE, SIDE, TOP, BOTTOM)
set output OUT
eval log_tics("x", from, to, WIDTH - 2 * SIDE)
set yrange [N * ROW:0]
unset ytics
set xlabel "Output tokens per query"
set label "Share of queries" at graph 0, first -9 font BOLD
set label "median (IQR), tokens" at graph 1, first -9 right textcolor rgb FAINT
_inside(x) = x < from ? from : x > to ? to : x
set print $MARKS
do for [i=1:N] {
    top = (i - 1) * ROW
    set object rectangle from graph -0.01, first top to graph 1, first top + 11 \
        fs solid noborder fc rgb "#ffffff" back noclip
    set label shortened(LABEL[i], 32) at graph 0, first top + TEXT noenhanced
    set label spread(P50[i], P25[i], P75[i]) at graph 1, first top + TEXT right
    print sprintf("%.10g\t%.10g\t%.10g\t%.10g", top + FOOT + 3, _inside(P25[i]), \
        _inside(P50[i]), _inside(P75[i]))
}
set print

# The part of a bin between low and high; _w is NaN where there is none, which leaves the bar out.
_a(low) = $5 > low ? $5 : low
_b(high) = $6 < high ? $6 : high
_w(low, high) = _a(low) < _b(high) ? _b(high) : NaN
_foot(i) = i * ROW + FOOT
_top(i) = _foot(i) - TALL * _density($5, $6, $7) / PEAK[i+1]
plot for [i=0:N-1] TABLE index i \
         using (_w(from, to)):(_top(i)):(_a(from)):(_b(to)):(_foot(i)):(_top(i)) with boxxyerror \
         fs solid border rgb "#ffffff" dt 1 lw 0.6 lc rgb pale(colour(LABEL[i+1]), 0.35) \
         title LABEL[i+1], \
     for [i=0:N-1] TABLE index i \
         using (_w($2, $4)):(_top(i)):(_a($2)):(_b($4)):(_foot(i)):(_top(i)) with boxxyerror \
         fs solid border rgb "#ffffff" dt 1 lw 0.6 lc rgb pale(colour(LABEL[i+1]), 0.8) \
         notitle, \
     $MARKS using 2:1:($4 - $2):(0) with vectors nohead lt 1 lw BAR notitle, \
     $MARKS using 3:1 with points lt 1 pt 7 ps 2.1 * DOT notitle, \
     $MARKS using 3:1 with points pt 7 ps 1.3 * DOT lc rgb "#ffffff" notitle
