#!/bin/bash
# test_make_questions.sh -- make why, solve and what-if: what is asked is text, and width.
#
# Works on copies of the tree, as make_fixture.sh says, with the tiny scenario built in them.
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

set_up() { build_tiny; }

# ---- questions -----------------------------------------------------------------------------------

questions__nothing_asked__say_what_is_wanted() {
    bad_make what-if SCENARIO=$tiny
    says "SET is missing, want one or several path=value, such as make what-if SET='pue.p95=1.4'"
    bad_make why SCENARIO=$tiny
    says 'KEY is missing, want a key of results.tsv, such as make why KEY=traditional.energy'
    bad_make solve SCENARIO=$tiny KEY=fleet.beta.total
    says 'TARGET is missing'
}

# Text that make or the shell would run, were it ever handed to them.
# shellcheck disable=SC2016
questions__quotes_and_dollars__run_no_command() {
    bad_make what-if SCENARIO=$tiny SET="pue=1'; touch pwned; '"
    bad_make what-if SCENARIO=$tiny SET='pue=1"; touch pwned; "'
    bad_make what-if SCENARIO=$tiny SET='pue$(shell touch pwned)`touch pwned`$$(touch pwned)=1'
    says 'what_if: SET: found "pue$(shelltouchpwned)`touch", want path=value'
    bad_make why SCENARIO=$tiny KEY='"; touch pwned; "'
    bad_make solve SCENARIO=$tiny KEY=fleet.beta.total TARGET='$(shell touch pwned)'
    says 'solve: TARGET: found "$(shell touch pwned)", want a finite number'
    [ ! -e pwned ] || fail "a command was run"
}

questions__asked__are_answered() {
    good_make what-if SCENARIO=$tiny SET='fleet.queries_per_day=2e9'
    says '+100.00%'
    good_make solve SCENARIO=$tiny KEY=fleet.beta.total TARGET=1.5
    says "SET='fleet.redundancy="
    good_make why SCENARIO=$tiny KEY=traditional.energy.frontier.p50
    says 'sampled'
    says 'tests/scenarios/tiny.lua:'
    good_make ledger SCENARIO=$tiny
    says 'without a source; whole, with notes: build/tiny/ledger.tsv'
}

# No line is wider than COLUMNS, or than the terminal that make writes to.
questions__width__is_that_of_the_terminal() {
    local ask="make -s what-if SCENARIO=$tiny SET=trim=none"
    ask+="; make -s why SCENARIO=$tiny KEY=traditional.energy.frontier.p50"
    ask+="; make -s ledger SCENARIO=$tiny"
    export COLUMNS=70
    good_make -s why SCENARIO=$tiny KEY=traditional.energy.frontier.p50
    unset COLUMNS
    awk 'length > 70 { print; n++ } END { exit n > 0 }' "$root/out" || fail "wider than COLUMNS"
    good_make -s ledger SCENARIO=$tiny
    grep -q "^path .*kind .*source .*figures " "$root/out" || fail "an uncut ledger lacks columns"
    command -v script >/dev/null || return 0
    script -qec "stty cols 64; $ask" /dev/null </dev/null | tr -d '\r' >"$root/out"
    sed '/^results: o/,$d' "$root/out" | awk 'length > 64 { print; n++ } END { exit n > 0 }' ||
        fail "wider than the terminal"
}

# ---- running -------------------------------------------------------------------------------------

run_tests "${1:-}"
