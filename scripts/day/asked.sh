#!/bin/bash
# Is the day that is there the one that is asked for? Makes STAMP old if so, else new, for make; and
# notes it in made.tsv if it was drawn by a call of its own.
# Usage: asked.sh STAMP day.tsv day_minutes.tsv assumptions.tsv RECORD MADE_FROM, with DAY_QUERIES,
# which may be empty.
set -euo pipefail
stamp=$1 day=$2 minutes=$3 assumptions=$4 record=$5 made_from=$6

# What cannot be read is left to draw_day, which says what is wrong with it.
number='^[0-9]+([.][0-9]*)?([eE][+]?[0-9]+)?$'

# As the first line of the minutes has it.
drawn() {
    local n=${DAY_QUERIES:-}
    [ -n "$n" ] || n=$(awk -F'\t' '$1 == "fleet.queries_per_day" { print $2 }' "$assumptions")
    [[ $n =~ $number ]] || return 1
    awk -v n="$n" -v of="$made_from" 'BEGIN { printf "# drawn: %.0f queries of %s\n", n, of }'
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

if is_there; then
    touch -d @0 "$stamp"
    if [ ! -e "$record" ] || [ "$day" -nt "$record" ]; then
        scripts/verify/made.sh note "${day%/*}" "$record" "$made_from" "$day" "$minutes"
        touch -r "$day" "$record"
    fi
else
    touch "$stamp"
fi
