#!/bin/bash
# Line coverage of stages/, by file, lowest first, and in all. Usage: coverage.sh OBJECT_DIR
# The counters are those that programs and tests built with COVERAGE=1 left beside their objects.
set -euo pipefail
export LC_ALL=C
objects=$1

# gcov says for each source: File 'stages/x.c', then Lines executed:97.50% of 40
find "$objects" -path "$objects/tests" -prune -o -name '*.gcno' -print0 | sort -z |
    xargs -0 gcov --no-output 2>/dev/null |
    awk -v OFS='\t' '
        /^File / { file = substr($2, 2, length($2) - 2) }
        /^Lines executed:/ && file ~ /^stages\// {
            split($0, part, /[:% ]+/)    # "Lines", "executed", percent, "of", lines
            print part[3], part[5], file
            lines += part[5]; hit += part[3] * part[5] / 100
            file = ""
        }
        END {
            if (!lines) exit 1
            printf "%.2f\t%d\tstages/ in all\n", 100 * hit / lines, lines
        }' | sort -t $'\t' -k 3,3 -u | sort -t $'\t' -k 1,1n -k 3,3 |
    awk -F '\t' 'BEGIN { printf "%7s %6s  %s\n", "percent", "lines", "file" }
        $3 == "stages/ in all" { total = sprintf("%7s %6s  %s", $1, $2, $3); next }
        { printf "%7s %6s  %s\n", $1, $2, $3 }
        END { print total }' ||
    { echo "coverage.sh: found no counters in $objects, want those of make test COVERAGE=1" >&2
      exit 1; }
