# The look that all figures share: call "theme.gp" OUT, the output file (.svg or .pdf).
# Lengths are in points: 1 pt is 1/72 inch in the PDF, 2 pixels in the SVG. Text is 7 pt in print.
set encoding utf8
set datafile separator "\t"

WIDTH = 244.0                                        # 8.6 cm, one column
OUT = ARG1
IS_PDF = OUT[strlen(OUT)-3:] eq ".pdf"

# A page of this height whose axes leave these margins. (pdfcairo takes 96 dots for an inch of text:
# hence the fontscale.)
page(height, left, right, top, bottom) = \
    (IS_PDF ? sprintf("set terminal pdfcairo size %.5fin,%.5fin fontscale 0.75 ", \
        WIDTH / 72, height / 72) \
    : sprintf("set terminal svg size %.0f,%.0f fontscale 2 background '#ffffff' ", \
        2 * WIDTH, 2 * height)) . "font 'DejaVu Sans,7' linewidth 1; " \
    . margins(height, left, right, top, bottom)
margins(height, left, right, top, bottom) = sprintf("set lmargin at screen %.6f; \
set rmargin at screen %.6f; set tmargin at screen %.6f; set bmargin at screen %.6f; ", \
    left / WIDTH, 1 - right / WIDTH, 1 - top / height, bottom / height)
across(x) = x / WIDTH                                # screen abscissa of what is x pt from the left
BOLD = "DejaVu Sans:Bold,7"
DOT = IS_PDF ? 0.33 : 0.76                           # point size of a disc of radius 1 pt

# Colours: one thing, one colour, in every figure. Models after Wong (2011), the rest after Tol's
# muted set; both are safe for colour-blind readers. A name that COLOURS has not, such as a model of
# one's own, has by its letters one of the seven of OTHERS; two such names may have the same.
INK = "#111111"; FAINT = "#666666"; RULE = "#e4e4e4"
COLOURS = "llama_405b #0072b2 llama_70b #56b4e9 mixtral_8x22b #e69f00 deepseek_r1 #d55e00 " \
    . "nemotron_253b #009e73 baseline #737373 none #737373 algorithm #cc79a7 serving #999933 " \
    . "hardware #882255 combined #332288 improved #44aa99 traditional #4477aa " \
    . "test_time_scaling #ee8866"
OTHERS = "#117733 #aa4499 #b8860b #6f7d1c #cc6677 #5a7d9a #8c564b"
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ          -"
_letter(c) = (_at = strstrt(CAPITALS, c), c eq " " ? "_" : _at ? LETTERS[_at:_at] : c)
plain(s) = s eq "" ? "" : _letter(s[1:1]) . plain(s[2:])     # Test-time scaling: test_time_scaling
_listed(s, i) = i > words(COLOURS) ? 0 : word(COLOURS, i) eq s ? i + 1 : _listed(s, i + 2)
_mixed(s) = int(sum [i=1:strlen(s)] (i + 3) * strstrt(LETTERS, s[i:i])) % words(OTHERS) + 1
colour(s) = (_at = _listed(plain(s), 1), _at ? word(COLOURS, _at) : word(OTHERS, _mixed(plain(s))))

# A colour let down with white: no figure needs transparency.
_part(c, i, share) = 255 - share * (255 - int(real("0x" . c[2*i:2*i+1])))
pale(c, share) = \
    sprintf("#%02x%02x%02x", _part(c, 1, share), _part(c, 2, share), _part(c, 3, share))

# Numbers for people: three significant digits, no exponent, thousands apart.
THIN = "\342\200\211"                                # a thin space
_groups(x) = x < 1e3 ? sprintf("%.0f", x) : \
    _groups(floor(x / 1e3)) . THIN . sprintf("%03.0f", x - 1e3 * floor(x / 1e3))
whole(x) = x < 9999.5 ? sprintf("%.0f", x) : _groups(floor(x + 0.5))
fixed(x, places) = sprintf(sprintf("%%.%df", places), x)
rounded(x) = real(sprintf("%.2e", x))
places(x) = (_e = floor(log10(rounded(x)) + 1e-9), _e >= 2 ? 0 : 2 - int(_e))
digits3(x) = x == 0 ? "0" : x >= 99.95 ? whole(rounded(x)) : fixed(x, places(x))
spread(median, low, high) = digits3(median) . " (" . digits3(low) . "–" . digits3(high) . ")"
spread_width(s) = 4.45 * strlen(s) - 13              # pt; its points, brackets and dash are narrow
shortened(s, room) = strlen(s) <= room ? s : s[1:room-1] . "…"

# Tics of a logarithmic axis, "x" or "y", from lo to hi over `room` pt: as many named as fit (1-2-5,
# 1-3, decades, every so many decades), small ones between; with no room, none is named.
_named(k, m, pitch) = pitch <= 0 ? 0 : m == 1 ? k % int(ceil(26 / pitch)) == 0 : \
    pitch > 220 || (pitch > 90 ? m == 2 || m == 5 : pitch > 64 && m == 3)
_name(k, m) = k < 0 ? fixed(m * 10.0**k, -k) : whole(m * 10.0**k)
_tic(k, m, pitch) = _named(k, m, pitch) ? sprintf("'%s' %.10g", _name(k, m), m * 10.0**k) \
    : sprintf("'' %.10g 1", m * 10.0**k)
_tics(k, m, last, pitch) = m > 9 ? _tics(k + 1, 1, last, pitch) : k > last ? "'' 1e300" : \
    _tic(k, m, pitch) . ", " . _tics(k, m + 1, last, pitch)
log_tics(axis, lo, hi, room) = \
    sprintf("set logscale %s; set %srange [%.10g:%.10g]; ", axis, axis, lo, hi) \
    . sprintf("set %stics (%s)", axis, _tics(int(floor(log10(lo))), 1, int(floor(log10(hi))), \
        room / log10(hi / lo)))

# Lines by number, colour, dash and point together: 1 axes and marks, 2 grid, 3 and 4 references.
set linetype 1 lc rgb INK  lw 1   dt 1          pt 7
set linetype 2 lc rgb RULE lw 1   dt 1          pt 0
set linetype 3 lc rgb INK  lw 1.4 dt (6, 3)     pt 6
set linetype 4 lc rgb INK  lw 1.6 dt (1.5, 2.5) pt 4
set border 1 lt 1
set tics out nomirror scale 0.5, 0.25
set grid xtics back lt 2
set style fill solid 1 noborder
set xtics offset 0, IS_PDF ? 0.25 : -0.2
set xlabel offset 0, IS_PDF ? 0.45 : -0.3
unset key
