#!/bin/bash
# Is the day that is there the one that is asked for? Makes STAMP old if so, else new, for make.
# Usage: asked.sh STAMP day.tsv day_minutes.tsv assumptions.tsv LOAD_CURVE, with DAY_QUERIES; the
# last two may be empty.
set -euo pipefail
stamp=$1 day=$2 minutes=$3 assumptions=$4 curve=$5

# What cannot be read, of either kind, is left to draw_day, which says what is wrong with it.
number='^[0-9]+([.][0-9]*)?([eE][+]?[0-9]+)?$'
curve_part=''

# As the first line of the minutes has it.
drawn() {
    local n=${DAY_QUERIES:-}
    [ -n "$n" ] || n=$(awk -F'\t' '$1 == "fleet.queries_per_day" { print $2 }' "$assumptions")
    [[ $n =~ $number ]] || return 1
    if [ -n "$curve" ]; then
        curve_part=$(sha256sum "$curve" 2>/dev/null) || return 1
        curve_part=", load curve ${curve_part%% *}"
    fi
    awk -v n="$n" -v rest="$curve_part" 'BEGIN { printf "# drawn: %.0f queries%s\n", n, rest }'
}

# Both tables are of it: they are renamed one after the other.
is_there() {
    local line
    [ -s "$day" ] && [ -s "$minutes" ] && line=$(drawn) &&
        [ "$(head -n 1 "$minutes")" = "$line" ] &&
        awk -F'\t' -v line="$line" '/[.]queries[.]all[.]total\t/ {
            found = 1
            if (index(line, sprintf("# drawn: %.0f queries", $7)) != 1) bad = 1
        } END { exit !found || bad }' "$day"
}

if is_there; then touch -d @0 "$stamp"; else touch "$stamp"; fi
