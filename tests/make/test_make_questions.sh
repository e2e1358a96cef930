#!/bin/bash
# test_make_questions.sh -- make why, solve and what-if: what is asked is text, and width; a full
# standard output and one that is closed.
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

# ---- where answers go ----------------------------------------------------------------------------

verbs=("figures" "tables" "help" "help-scenario" "products" "ledger"
    "what-if SET=trim=none" "why KEY=traditional.energy.frontier.p50"
    "solve KEY=fleet.beta.total TARGET=1.5")

output__full__fails_and_is_told() {
    local verb
    for verb in "${verbs[@]}" check-scenarios; do
        status=0
        # shellcheck disable=SC2086
        make -s $verb SCENARIO=$tiny >/dev/full 2>"$root/out" || status=$?
        [ "$status" = 2 ] || fail "make $verb: status $status, want 2"
        grep -q 'standard output: cannot be written\|write error: No space left' "$root/out" ||
            fail "make $verb: does not say why" "$(cat "$root/out")"
    done
}

# Who reads has had enough; what there is to make is made.
output__read_no_more__ends_quietly() {
    local verb ended
    for verb in "${verbs[@]}"; do
        # shellcheck disable=SC2086
        (sleep 0.2; exec make $verb SCENARIO=$tiny 2>"$root/out") | true
        ended=${PIPESTATUS[0]}
        [ "$ended" = 0 ] || fail "make $verb: status $ended, want 0" "$(cat "$root/out")"
        [ ! -s "$root/out" ] || fail "make $verb: said" "$(cat "$root/out")"
    done
    rm -r build/tiny figures
    (sleep 0.2; exec make figures SCENARIO=$tiny 2>"$root/out") | true
    [ ! -s "$root/out" ] || fail "said" "$(cat "$root/out")"
    [ -s figures/tiny/throughput_fit.svg ] || fail "the figures are not made"
}

# ---- running -------------------------------------------------------------------------------------

run_tests "${1:-}"
