#!/bin/bash
# Draws one figure: draw.sh OUT.svg|OUT.pdf SCRIPT.gp ARGS...   The same inputs give the same bytes.
set -euo pipefail
export LC_ALL=C

if (($# < 2)) || [[ $1 != *.svg && $1 != *.pdf ]]; then
    echo "usage: draw.sh OUT.svg|OUT.pdf SCRIPT.gp ARGS..." >&2
    exit 2
fi
out=$1 script=$2
shift 2
temp=${out%.*}.part.${out##*.}
log=$temp.log edited=$temp.edited
# shellcheck source=scripts/lib/in_the_way.sh
. "${0%/*}/../lib/in_the_way.sh"
! in_the_way "$out" "$temp" "$log" "$edited" >&2 || exit 1
trap 'rm -f -- "$temp" "$log" "$edited"' EXIT
[ ! -L "$temp" ] || rm -f -- "$temp"

fail() {
    echo "draw.sh: $script: $out: $1" >&2
    exit 1
}

( : >"$log") 2>/dev/null || fail "cannot write there"

# gnuplot warns of a missing file or an unreadable column, goes on and reports success: so a word on
# stderr is a failure too. It needs a UTF-8 locale to count letters, and no more of the environment.
# gnuplot runs in a session of its own: its handler of Ctrl-C can deadlock, and then make would wait
# for ever. The signal comes here, and gnuplot is ended from here.
status=0
setsid env -i PATH="$PATH" HOME=/nonexistent LC_ALL=C.UTF-8 GNUPLOT_LIB="$(dirname -- "$script")" \
    gnuplot -d -c "$script" "$temp" "$@" 2>"$log" </dev/null &
plotter=$!
trap 'kill -KILL "$plotter" 2>/dev/null; exit 130' INT TERM HUP
wait "$plotter" || status=$?
trap - INT TERM HUP
if [[ $status -ne 0 || -s $log ]]; then
    fail "not drawn (status $status): $(sed '/^[[:space:]^]*$/d' "$log" | head -n 20)"
fi
[[ -s $temp ]] || fail "came out empty"

if [[ $out == *.svg ]]; then
    [[ $(tail -c 16 "$temp") == *"</svg>"* ]] || fail "cut short; is the disk full?"
    # A browser may lack DejaVu Sans (Verdana is as wide) and does not know gnuplot's ":Bold".
    # gnuplot asks for edges without antialiasing, which come out as steps, and sets text high.
    font='font-family="DejaVu Sans, Verdana, Helvetica, sans-serif"'
    title=$(basename -- "$out" .svg)
    sed -e "s/font-family=\"DejaVu Sans:Bold\"/$font font-weight=\"bold\"/" \
        -e "s/font-family=\"DejaVu Sans\"/$font/" \
        -e "s/shape-rendering='crispEdges'/shape-rendering='geometricPrecision'/" \
        -e 's/<text>/<text dy="3">/' \
        -e 's/<title>gnuplot_plot_[^<]*<\/title>//' \
        -e "s/<title>Gnuplot</<title>${title//[!a-z0-9]/ }</" "$temp" >"$edited"
else
    [[ $(tail -c 16 "$temp" | tr -d '\0') == *"%%EOF"* ]] || fail "cut short; is the disk full?"
    # The one thing that differs between two runs is the date: other digits, the same length.
    sed 's/\(\/CreationDate (D:\)[0-9]\{14\}/\120000101000000/' "$temp" >"$edited"
    grep -aq '/CreationDate (D:20000101000000' "$edited" || fail "no creation date to make constant"
fi
mv -f -- "$edited" "$out"
