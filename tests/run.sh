#!/bin/bash
# Runs test programs one after the other and adds up what cmocka says. Usage: run.sh PROGRAM...
# A test whose name contains $ONLY is run alone: make test ONLY=truncated
set -uo pipefail
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for program in "$@"; do
    "$program" ${ONLY:+"$ONLY"} >"$log" 2>&1
    status=$?
    grep -E '^\[  (PASSED|FAILED)  \]|^\[  ERROR' "$log" >/dev/null || status=99
    p=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test(s).*/\1/p' "$log")
    f=$(sed -n 's/^ *\([0-9]*\) FAILED TEST(S)$/\1/p' "$log")
    passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0}))
    if [ "$status" != 0 ]; then
        cat "$log"
        [ "${f:-0}" = 0 ] && failed=$((failed + 1)) # a crash, a sanitizer's report
    fi
    printf '%-36s %s passed%s\n' "${program##*/}" "${p:-0}" "${f:+, $f failed}"
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
