#!/bin/bash
# What each product of a scenario was made from, in BUILD/made.tsv: product, sha256, made_from.
# By content and not by time: a product put back, a clock set back, an older scenario do not pass.
#   made.sh note BUILD RECORD 'NAME=SHA256 ...' PRODUCT...   after they are made; RECORD is touched
#   made.sh fresh BUILD NAME=SHA256...    prints the products that are as noted, and of today's NAMEs
# RECORD, a file of BUILD/steps/, holds the lines of the products that are made together. A sample
# file (.nc) has no sha256 here: it names what it was made from, and holds checksums of its own.
set -euo pipefail
verb=$1 build=$2
shift 2

note() {
    local record=$1 made_from=$2
    shift 2
    local text=() all=()
    for product in "$@"; do
        if [[ $product == *.nc ]]; then all+=("-  $product"); else text+=("$product"); fi
    done
    { printf '%s\n' ${all[@]+"${all[@]}"}
      [ ${#text[@]} = 0 ] || sha256sum -- "${text[@]}"; } |
        awk -v from="$made_from" -v OFS='\t' 'NF { print $2, $1, from }' >"$record"
}

# One writer at a time: steps end at the same time under -j.
gather() {
    exec 9>"$build/steps/.lock"
    flock 9
    { printf 'product\tsha256\tmade_from\n'; cat "$build"/steps/*; } >"$build/made.tsv.tmp"
    mv -f "$build/made.tsv.tmp" "$build/made.tsv"
}

# Products whose origin is today's; sha256sum says of which the bytes are still as noted.
fresh() {
    [ -s "$build/made.tsv" ] || return 0
    awk -F'\t' -v today="$*" '
        BEGIN { n = split(today, t, " "); for (i = 1; i <= n; i++) known[t[i]] = 1 }
        FNR > 1 {
            n = split($3, from, " ") # none in a line that a power cut has cut short
            for (i = 1; i <= n && from[i] in known; i++);
            if (i <= n || !n) next
            if ($2 == "-") print $1; else print $2 "  " $1 | "sha256sum -c - 2>/dev/null"
        }' "$build/made.tsv" | sed -n 's/: OK$//p; /\.nc$/p'
}

case $verb in
    note) note "$@" && gather ;;
    fresh) fresh "$@" ;;
esac
