#!/bin/bash
# test_run.sh -- how tests are run and counted: tests/run.sh and tests/count.sh.
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

set_up() {
    mkdir -p "$root/built"
    cp -a --parents tests/run.sh tests/count.sh "$root/built"
}

# $1: name, $2: what a test says, $3: its status
pretend_test() {
    printf '#!/bin/bash\nprintf "%s"; %s\n' "$2" "$3" >"$1"
    chmod +x "$1"
    tests/run.sh "./$1" "$1.log"
}

count_tests() {
    status=0
    tests/count.sh "$@" >"$root/out" 2>&1 || status=$?
    cat "$root/out"
}

counted_tests__good_ones_are_counted_and_not_shown() {
    pretend_test one '[ RUN      ] a\n[  PASSED  ] 2 test(s).\n' 'exit 0'
    pretend_test two '[  PASSED  ] 3 test(s).\n' 'exit 0'
    count_tests one.log two.log
    [ "$status" = 0 ] || fail "status $status, want 0"
    [ "$(sed 's/  */ /' "$root/out" | tr '\n' '|')" = 'one 2 passed|two 3 passed|5 passed, 0 failed|' ] ||
        fail "want three lines"
}

# As under nohup, or in a job behind an &.
tests__signals_that_come_ignored__are_as_in_a_terminal() {
    local signal
    for signal in HUP INT; do
        printf '#!/bin/bash\nkill -%s $$\necho survived\n' $signal >pretend
        chmod +x pretend
        (trap '' HUP INT; tests/run.sh ./pretend pretend.log)
        grep -q survived pretend.log && fail "$signal: ignored in a test"
        grep -q "^status $((128 + $(kill -l $signal)))$" pretend.log || fail "$signal: no status"
    done
}

counted_tests__bad_ones_are_shown_and_fail() {
    local how
    pretend_test good '[  PASSED  ] 2 test(s).\n' 'exit 0'
    pretend_test bad 'why\n[  PASSED  ] 1 test(s).\n[  FAILED  ] b\n 3 FAILED TEST(S)\n' 'exit 3'
    count_tests bad.log good.log
    [ "$status" = 1 ] || fail "status $status, want 1"
    says why
    [ "$(tail -n 1 "$root/out")" = '3 passed, 3 failed' ] || fail "want 3 failed"
    for how in 'kill -SEGV $$' 'exit 1' 'kill -KILL $$'; do
        pretend_test crash 'a last word\n[  PASSED  ] 4 test(s).\n' "$how"
        count_tests good.log crash.log
        says 'a last word'
        [ "$status $(tail -n 1 "$root/out")" = '1 6 passed, 1 failed' ] || fail "$how passes"
    done
    pretend_test silent '' 'exit 0'
    count_tests good.log silent.log
    [ "$status $(tail -n 1 "$root/out")" = '1 2 passed, 1 failed' ] || fail "silence passes"
    pretend_test none '[  PASSED  ] 0 test(s).\n' 'exit 0'
    count_tests none.log
    [ "$status" = 1 ] || fail "no test at all passes"
}

# ---- running -------------------------------------------------------------------------------------

run_tests "${1:-}"
