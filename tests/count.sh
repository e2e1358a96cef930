#!/bin/bash
# count.sh -- what tests came to, by what cmocka says in their logs; those of failed ones are shown.
# Usage: count.sh LOG...      LOG as run.sh leaves it
set -uo pipefail
passed=0 failed=0
for log in "$@"; do
    p=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test(s).*/\1/p' "$log")
    f=$(sed -n 's/^ *\([0-9]*\) FAILED TEST(S)$/\1/p' "$log")
    if [ "$(tail -n 1 "$log")" != 'status 0' ] || [ -z "$p" ]; then
        cat "$log"
        [ "${f:-0}" != 0 ] || f=1 # a crash, a sanitizer's report
    fi
    passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0}))
    name=${log##*/}
    printf '%-36s %s passed%s\n' "${name%.log}" "${p:-0}" "${f:+, $f failed}"
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" = 0 ] && [ "$passed" != 0 ]
