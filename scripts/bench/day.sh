#!/bin/bash
# Times a query of the literal day on this machine, beside numpy and doubles. Some 30 s.
# Usage: day.sh BUILD BIN, BUILD with assumptions.tsv, fit.nc, fits.tsv and exact.tsv of a scenario.
# What a program takes to start, its time at one query, is taken off; memory is that of the largest
# process. faster: than numpy in one process; without numpy its rows are left out, and it is over
# the slowest way.
set -euo pipefail
build=$1 bin=$2
processors=$(nproc)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mix=$(sed -n 's/^mix\.\([a-z0-9_]*\)\.shares\t.*/\1/p' "$build/assumptions.tsv" | head -n 1)

# Streams are drawn once for all mixes, as far as the greediest needs: queries drawn over N.
drawn=$(sed -n 's/^mix\.[a-z0-9_]*\.shares\t\([^\t]*\).*/\1/p' "$build/assumptions.tsv" |
    awk -v RS='[,\n]' -F= '$2 > most[$1] { most[$1] = $2 }
        END { for (w in most) sum += most[w]; print sum }')

python() { # that has numpy: a user's own may not
    local python
    for python in python3 /usr/bin/python3; do
        "$python" -c 'import numpy' 2>/dev/null && { echo "$python"; return; }
    done
    echo 'bench: no numpy here, its rows are left out' >&2
}

# Wall time [s] and memory [MB] of a command, after what else it says.
cost() { "$bin/measure" - "$@" | tail -n 1 | cut -f2,4; }

# A row: $1 way, $2 threads, $3 N, $4 queries drawn over N, $5 "wall memory", $6 start [s]
row() {
    awk -v way="$1" -v threads="$2" -v n="$3" -v factor="$4" -v start="${6:-0}" '{
        wall = $1 - start
        printf "%s\t%s\t%s\t%.4f\t%.3f\t%s\n", way, threads, n, wall, 1e9 * wall / (n * factor), $2
    }' <<<"$5"
}

numpy() { # $1: processes, $2: queries
    "$python" scripts/bench/numpy_day.py --assumptions "$build/assumptions.tsv" \
        --fits "$build/fits.tsv" --exact "$build/exact.tsv" --mix "$mix" \
        --processes "$1" --queries "$2"
}

numpy_rows() {
    local processes start
    for processes in $(printf '1\n%s\n' "$processors" | uniq); do
        export -f numpy
        start=$(cost bash -c 'numpy "$@"' numpy "$processes" 1 | cut -f1)
        row 'numpy, chunks' "$processes" 1e7 1 \
            "$(cost bash -c 'numpy "$@"' numpy "$processes" 1e7)" "$start"
    done
    numpy "$processors" 1e7 >"$scratch/numpy.tsv"
}

draw() { # $1: kernel, $2: threads, $3: queries
    cost "$bin/draw_day" --assumptions "$build/assumptions.tsv" --fit "$build/fit.nc" \
        --output "$scratch/day.tsv" --minutes "$scratch/minutes.tsv" --quiet 1 \
        --kernel "$1" --threads "$2" --queries "$3"
}

# Queries of a second, rounded: $1 ns a query of the kernel, alone, on these threads
second() { awk -v ns="$1" 'BEGIN { printf "%.0e\n", 1e9 / ns }'; }

draw_rows() { # the kernels' rows are read from standard input
    local way threads ns n
    while IFS=$'\t' read -r way threads _ _ ns _; do
        [[ $way == kernel* ]] || continue
        n=$(second "$ns")
        row "draw_day, ${way#kernel }" "$threads" "$n" "$drawn" \
            "$(draw "${way#kernel }" "$threads" "$n")" "$start"
    done
}

# A thousand million at once if that takes less than 20 s: $1: ns a query of the last row.
whole_day() {
    awk -v ns="$1" 'BEGIN { exit !(ns < 16) }' || return 0
    row 'draw_day, whole' "$processors" 1e9 "$drawn" "$(draw auto "$processors" 1e9)"
}

memory_rows() {
    local one many
    one=$(draw auto "$processors" 1 | cut -f2)
    many=$(draw auto "$processors" 1e8 | cut -f2)
    printf 'memory of one query\t%s\t1\t-\t-\t%s\n' "$processors" "$one"
    printf 'memory of 1e8\t%s\t1e8\t-\t-\t%s\n' "$processors" "$many"
    awk -v one="$one" -v many="$many" 'BEGIN {
        printf "more (at most 8)\t-\t-\t-\t-\t%.1f\n", many - one }'
}

rows() {
    local start
    [ -z "$python" ] || numpy_rows
    "$bin/kernels" "$build/assumptions.tsv" "$build/fit.nc" |
        while IFS=$'\t' read -r way threads n wall; do
            row "$way" "$threads" "$n" 1 "$wall -"
        done | tee "$scratch/kernels.tsv"
    start=$(draw auto 1 1 | cut -f1)
    draw_rows <"$scratch/kernels.tsv" | tee "$scratch/draws.tsv"
    whole_day "$(tail -n 1 "$scratch/draws.tsv" | cut -f5)"
    memory_rows
}

ratios() { # to the first row if it is numpy's, else to the slowest
    awk -F'\t' -v OFS='\t' '{ row[NR] = $0; if ($5 != "-" && $5 > slowest) slowest = $5 + 0 }
        NR == 1 && /^numpy/ { base = $5 }
        END { if (!base) base = slowest
            for (i = 1; i <= NR; i++) {
                split(row[i], f, "\t")
                ratio = f[5] == "-" ? "-" : sprintf("%.2f", base / f[5])
                print f[1], f[2], f[3], f[4], f[5], ratio, f[6] } }'
}

# That the day is the same: its headline numbers by each way. exact.tsv has the scenario rounding.
same_day() {
    printf 'statistic\tunit\tnumpy_1e7\tdraw_day_1e8\texact\n'
    awk -F'\t' -v OFS='\t' -v mix="$mix" 'NR == FNR { drawn[$1] = $7; next }
        FNR > 2 && $1 !~ /node|min|max/ {
            key = "day." mix "." ($1 ~ /^improved/ ? "energy.all." : "") $1
            sub(/\.energy\.p/, ".energy.all.p", key)
            sub(/\.energy\.mean/, ".energy.all.mean", key)
            print $1, $4, $2, drawn[key], $5 }' "$scratch/day.tsv" "$scratch/numpy.tsv"
}

python=$(python)
export python build mix
printf 'way\tthreads\tqueries\twall_s\tns_a_query\tfaster\tmemory_MB\n' >"$scratch/table.tsv"
rows | ratios >>"$scratch/table.tsv"
tables=("A query of the day ($(basename "$build")): time, and times faster" "$scratch/table.tsv")
if [ -n "$python" ]; then
    same_day >"$scratch/same.tsv"
    tables+=("The same day, mix $mix" "$scratch/same.tsv")
fi
lua5.4 scripts/terminal/tables.lua "${tables[@]}"
