# Draws every printed number against two scenarios: value over printed, with the interval that
# rounds to what is printed and three standard errors, in two panels over both columns of a page.
# audit.gp OUT audit_figure.tsv LOW HIGH SCENARIO BESIDE
call "theme.gp" ARG1
DATA = ARG2; LOW = real(ARG3); HIGH = real(ARG4); SCENARIO = ARG5; BESIDE = ARG6
SIDE = 8.0; NAMES = 105.0; PRINTED = 60.0; TOP = 34.0; BOTTOM = 30.0; HALF = 3.0; SHIFT = 1.5

set datafile columnheaders
stats DATA using "y" nooutput
if (STATS_records < 1) { exit error DATA.": no row" }
N = int(STATS_records); REACH = STATS_max + 6
array PANEL[N]; array Y[N]; array TITLE[N]; array LABEL[N]; array SHOWN[N]; array BELOW[N]
array ABOVE[N]
_i = 0
_take(k) = (_i = _i + 1, PANEL[_i] = column("panel"), Y[_i] = column("y"), \
    TITLE[_i] = strcol("title"), LABEL[_i] = strcol("label"), SHOWN[_i] = strcol("printed"), \
    BELOW[_i] = strcol("off_low"), ABOVE[_i] = strcol("off_high"), column("y"))
stats DATA using (_take(0)) nooutput

WIDTH = 504.0                                        # both columns of a page: 17.8 cm
COLUMN = WIDTH / 2
eval page(TOP + REACH + BOTTOM, NAMES, PRINTED, TOP, BOTTOM)
set output OUT
set multiplot
set yrange [REACH:0]
set logscale x
set xrange [LOW:HIGH]
set xtics (0.5, "" 0.6 1, 0.7, "" 0.8 1, "" 0.9 1, 1, "" 1.2 1, 1.4, "" 1.6 1, "" 1.8 1, 2, 4, 0.25)
set xlabel "Value / printed"
unset ytics
set errorbars 0
set style textbox opaque noborder margins 0.1, 0.1
given(s) = s eq "-" ? "" : s
outside(s) = s[3:]                                   # what lies outside, behind whose it is
its(s) = s[1:1] eq "2" ? colour(BESIDE) : INK
first = INK; other = colour(BESIDE)

do for [p=1:2] {
    left = (p - 1) * COLUMN
    unset label
    unset arrow
    set lmargin at screen across(left + NAMES)
    set rmargin at screen across(left + COLUMN - PRINTED)
    set arrow from 1, 0 to 1, REACH nohead back lt 1 lw 0.5
    do for [i=1:N] {
        if (PANEL[i] == p) {
            if (given(TITLE[i]) ne "") {
                set label TITLE[i] font BOLD at screen across(left + SIDE), first Y[i]
            } else {
                set label LABEL[i] noenhanced at screen across(left + SIDE), first Y[i]
                set label shortened(SHOWN[i], 12) noenhanced right textcolor rgb FAINT \
                    at screen across(left + COLUMN - SIDE / 2), first Y[i]
                set label outside(BELOW[i]) textcolor rgb its(BELOW[i]) \
                    at LOW, Y[i] left offset 0.4, 0 front boxed
                set label outside(ABOVE[i]) textcolor rgb its(ABOVE[i]) \
                    at HIGH, Y[i] right offset -0.4, 0 front boxed
            }
        }
    }
    if (p == 1) {
        set label "Every printed number: " . SCENARIO . ", and " . BESIDE . " beside it" \
            noenhanced font BOLD at screen across(SIDE), first -20
    }
    set label "● " . SCENARIO noenhanced textcolor rgb first \
        at screen across(left + NAMES), first -6
    set label "○ " . BESIDE noenhanced right textcolor rgb other \
        at screen across(left + COLUMN - PRINTED), first -6
    set label "printed" right textcolor rgb FAINT \
        at screen across(left + COLUMN - SIDE / 2), first -6
    mine(x) = column("panel") == p ? x : NaN
    plot DATA using (mine(1)):"y":"low":"high":(column("y") - HALF):(column("y") + HALF) \
             with boxxyerror lc rgb "#d9d9d9" notitle, \
         DATA using (mine(column("beside_value"))):(column("y") + SHIFT): \
             (3 * column("beside_error")) with xerrorbars lt 1 lc rgb other lw 1 pt 0 notitle, \
         DATA using (mine(column("value"))):(column("y") - SHIFT): \
             (3 * column("error")) with xerrorbars lt 1 lc rgb first lw 1 pt 0 notitle, \
         DATA using (mine(column("beside_value"))):(column("y") + SHIFT) \
             with points pt 6 ps 1.5 * DOT lc rgb other notitle, \
         DATA using (mine(column("value"))):(column("y") - SHIFT) \
             with points pt 7 ps 1.5 * DOT lc rgb first notitle
}
unset multiplot
