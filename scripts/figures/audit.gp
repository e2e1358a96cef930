# Draws every printed number against two scenarios: value over printed, with the interval that
# rounds to what is printed and three standard errors, in two panels over both columns of a page.
# audit.gp OUT audit_figure.tsv LOW HIGH SCENARIO BESIDE
call "theme.gp" ARG1
DATA = ARG2; LOW = real(ARG3); HIGH = real(ARG4)
array SCENARIO[2] = [ARG5, ARG6]
SIDE = 6.0; NAMES = 104.0; PRINTED = 54.0; TOP = 60.0; BOTTOM = 26.0
BOX = "#d4d4d4"; BAND = "#fff0c8"

set datafile columnheaders
stats DATA using (column("y") + column("height") / 2) nooutput
if (STATS_records < 2) { exit error DATA.": no row" }
N = int(STATS_records); REACH = STATS_max + 4
array PANEL[N]; array Y[N]; array HEIGHT[N]; array TITLE[N]; array LABEL[N]; array SHOWN[N]
array FROM[N]; array TO[N]
array VALUE[2*N]; array BAR_FROM[2*N]; array BAR_TO[2*N]; array DIFFERS[2*N]
array OFF_LOW[2*N]; array OFF_HIGH[2*N]
_i = 0
_take(k) = (_i = _i + 1, PANEL[_i] = column("panel"), Y[_i] = column("y"), \
    HEIGHT[_i] = column("height"), FROM[_i] = column("low"), TO[_i] = column("high"), \
    TITLE[_i] = strcol("title"), LABEL[_i] = strcol("label"), SHOWN[_i] = strcol("printed"), \
    _take_side(1), _take_side(2), column("y"))
_take_side(s) = (_k = 2 * _i - 2 + s, VALUE[_k] = column("value".s), \
    BAR_FROM[_k] = column("from".s), BAR_TO[_k] = column("to".s), \
    DIFFERS[_k] = column("differs".s) == 1, OFF_LOW[_k] = strcol("off_low".s), \
    OFF_HIGH[_k] = strcol("off_high".s))
stats DATA using (_take(0)) nooutput

WIDTH = 504.0                                        # both columns of a page: 17.8 cm
COLUMN = WIDTH / 2
PAGE = TOP + REACH + BOTTOM
eval page(PAGE, NAMES, PRINTED, TOP, BOTTOM)
down(y) = 1 - y / PAGE                               # screen ordinate of what is y pt from the top
set output OUT
set multiplot
set yrange [REACH:0]
set logscale x
set xrange [LOW:HIGH]
set xtics (0.5, "" 0.6 1, 0.7, "" 0.8 1, "" 0.9 1, 1, "" 1.2 1, 1.4, "" 1.6 1, "" 1.8 1, 2, 3, 0.25)
set xlabel "Value / printed"
unset ytics
is(s) = s ne "-"
array HUE[2] = [INK, colour(SCENARIO[2])]

# What a mark is: a disc, or where the verdict is "differs" a diamond; the second scenario's hollow.
sort_of(s, differs) = differs ? (s == 1 ? 13 : 12) : (s == 1 ? 7 : 6)
filled(s, differs) = sort_of(1, differs)
size(differs) = DOT * (differs ? (IS_PDF ? 2.3 : 1.7) : 1.5)
disc(s) = s == 1 ? "●" : "○"
diamond(s) = s == 1 ? "◆" : "◇"
to_left(s) = s == 1 ? "◀" : "◁"
to_right(s) = s == 1 ? "▶" : "▷"

# Above both panels: what box, bar and marks mean.
set label "Every printed number: " . SCENARIO[1] . ", and " . SCENARIO[2] . " beside it" \
    noenhanced font BOLD at screen across(SIDE), screen down(9)
do for [s=1:2] {
    set label disc(s) . " " . SCENARIO[s] . ": " . TITLE[s] noenhanced textcolor rgb HUE[s] \
        at screen across(SIDE), screen down(10 + 10 * s)
}
set label "◆ ◇ differs: beyond 3 standard errors (" . SCENARIO[1] . ": name in bold)" \
    noenhanced at screen across(SIDE), screen down(40)
KEY = 376                                            # pt from the left: what else is drawn
set object rectangle from screen across(KEY), screen down(12) \
    to screen across(KEY + 14), screen down(6) fc rgb BOX fs solid noborder
set label "rounds to what is printed" at screen across(KEY + 18), screen down(9)
set arrow from screen across(KEY), screen down(20) to screen across(KEY + 14), screen down(20) \
    nohead lt 1
set label "" at screen across(KEY + 7), screen down(20) point pt 7 ps size(0) lc rgb INK
set label "± 3 standard errors" at screen across(KEY + 18), screen down(20)
set label "◀ ▶" at screen across(KEY - 1), screen down(30)
set label "off the axis" at screen across(KEY + 18), screen down(30)
set label "TTS" at screen across(KEY), screen down(40)
set label "test-time scaling" at screen across(KEY + 18), screen down(40)

do for [p=1:2] {
    left = (p - 1) * COLUMN
    eval margins(PAGE, left + NAMES, WIDTH - left - COLUMN + PRINTED, TOP, BOTTOM)
    set arrow from 1, 0 to 1, REACH nohead back lt 1 lw 0.5
    set label "printed" right textcolor rgb FAINT at screen across(left + COLUMN - SIDE), first -5
    shown = p == 1                                   # with it goes what is above both
    do for [i=1:N] {
        if (PANEL[i] == p) {
            shown = 1
            is_bold = DIFFERS[2*i-1]
            if (is_bold) {
                set object rectangle \
                    from screen across(left + SIDE / 2), first Y[i] - HEIGHT[i] / 2 \
                    to screen across(left + COLUMN - SIDE / 2), first Y[i] + HEIGHT[i] / 2 \
                    fc rgb BAND fs solid noborder behind
            }
            if (FROM[i] == FROM[i]) {
                set object rectangle from FROM[i], Y[i] - HEIGHT[i] / 2 + 1 \
                    to TO[i], Y[i] + HEIGHT[i] / 2 - 1 fc rgb BOX fs solid noborder back
            }
            if (is(TITLE[i])) {
                set label TITLE[i] font BOLD at screen across(left + SIDE), first Y[i]
            } else {
                set label shortened(LABEL[i], 24) noenhanced \
                    font (is_bold ? BOLD : "DejaVu Sans,7") \
                    at screen across(left + SIDE + 4), first Y[i]
            }
            if (is(SHOWN[i])) {
                set label SHOWN[i] noenhanced right textcolor rgb FAINT \
                    at screen across(left + COLUMN - SIDE), first Y[i]
            }
            # The second scenario first: the first one's mark lies on top.
            do for [s=2:1:-1] {
                k = 2 * i - 2 + s
                y = Y[i] + (s == 1 ? -1 : 1) * (HEIGHT[i] - 5) / 2
                if (VALUE[k] == VALUE[k]) {
                    set arrow from BAR_FROM[k], y to BAR_TO[k], y nohead lw 0.8 lc rgb HUE[s]
                    set label "" at VALUE[k], y front point pt filled(s, DIFFERS[k]) \
                        ps size(DIFFERS[k]) lc rgb "#ffffff"
                    set label "" at VALUE[k], y front point pt sort_of(s, DIFFERS[k]) \
                        ps size(DIFFERS[k]) lc rgb HUE[s]
                }
                if (is(OFF_LOW[k])) {
                    set label to_left(s) . OFF_LOW[k] textcolor rgb HUE[s] \
                        at LOW, y left offset 0.2, 0 front
                }
                if (is(OFF_HIGH[k])) {
                    set label OFF_HIGH[k] . to_right(s) textcolor rgb HUE[s] \
                        at HIGH, y right offset -0.2, 0 front
                }
            }
        }
    }
    if (shown) { plot -1 notitle }
    unset label
    unset arrow
    unset object
}
unset multiplot
