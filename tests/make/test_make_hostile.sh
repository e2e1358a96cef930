#!/bin/bash
# test_make_hostile.sh -- what no scenario and no name that is taken does to a tree.
# shellcheck disable=SC2016 # of programs that are written here
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

set_up() { build_tiny; }

# ---- scenarios -----------------------------------------------------------------------------------

# Writes the tiny scenario with another throughput table, load curve and list of printed numbers.
write_mine() {
    printf 'scenario { extends = "tiny", published = "%s" }\n' "$1" >tests/scenarios/mine.lua
    printf 'throughput { table = "%s" }\nfleet { load_curve = "%s" }\n' "$1" "$1" \
        >>tests/scenarios/mine.lua
}

# Each verb that depends on one of the files, as make would go about it. $1: the files' path
assert_no_goal() {
    local mine=tests/scenarios/mine.lua
    rm -rf build/mine
    write_mine "$1"
    good_make build/mine/assumptions.tsv SCENARIO=$mine
    good_make -n build/mine/{fit.nc,ledger.tsv,multiverse.tsv,audit.tsv,day.tsv} SCENARIO=$mine \
        BESIDE=$tiny
    says /fit_tps
    ! grep -q -e 'rm -rf build figures' -e latex -e deps.sh -e /why "$root/out" || fail "$1: a goal"
    good_make -n compare-tables SCENARIO=$mine FROM=$tiny TO=$mine
    ! grep -q -e 'rm -rf build figures' "$root/out" || fail "$1: a goal of compare"
}

# The goals of the Makefile and its special targets are names of files as any other.
names_of_goals__are_no_goals() {
    local name
    mkdir -p build/other
    for name in clean paper all burn FORCE .PHONY build/deps.bench build/other/paper.pdf; do
        cp data/throughput_supplement_s1.csv $name
        assert_no_goal $name
    done
    for name in ./clean .//clean "$PWD/clean" "//$PWD/clean" build/../clean; do
        assert_no_goal "$name"
    done
    good_make results SCENARIO=tests/scenarios/mine.lua
    cmp build/mine/results.tsv build/tiny/results.tsv || fail "other results"
}

text_for_make__is_refused() {
    local path
    for path in '$(shell touch hacked)' '$(eval x:;touch hacked)' 'a;touch hacked' \
        '`touch hacked`' 'a b' 'data/*.csv' '%' 'a:b' 'a#b' 'a\\b'; do
        write_mine "$path"
        bad_make figures SCENARIO=tests/scenarios/mine.lua
        says 'resolve: tests/scenarios/mine.lua:2: throughput.table: found '
        says 'want letters, digits and _ . / + - only'
        absent hacked build/mine/cases.mk.tmp figures/mine
    done
}

endless_files__are_refused_at_once() {
    mkfifo pipe
    for path in pipe /dev/zero data; do
        write_mine $path
        run_make figures SCENARIO=tests/scenarios/mine.lua
        says "throughput.table: $path: found a"
    done
    truncate -s 100G scenarios/long.lua
    bad_make figures SCENARIO=long
    says 'scenarios/long.lua: found 107374182400 bytes, want at most 1048576'
    mkfifo scenarios/pipe.lua
    bad_make figures SCENARIO=pipe
    says 'scenarios/pipe.lua: found a pipe or a device, want a file'
    bad_make check-scenarios
}

# ---- names that are taken ------------------------------------------------------------------------

device() { mknod "$1" c 1 3 2>/dev/null || mkfifo "$1"; }

still_device() { if [ -f "$1" ] || [ ! -e "$1" ]; then fail "$1: the device is gone"; fi; }

devices__are_not_replaced() {
    local name
    for name in figures/tiny/output_tokens.svg figures/tiny/output_tokens.part.svg; do
        rm -f figures/tiny/output_tokens.svg
        device $name
        run_make -W build/tiny/output_tokens.tsv figures/tiny/output_tokens.svg SCENARIO=$tiny
        [ "$status" = 2 ] || fail "want a failure"
        says "$name: found a pipe or a device, want the name of a file"
        still_device $name
        rm $name
    done
    for name in build/tiny/tables/beta.tsv build/tiny/tables/beta.tsv.tmp; do
        rm -f $name
        device $name
        run_make -W build/tiny/results.tsv build/tiny/tables/beta.tsv SCENARIO=$tiny
        [ "$status" = 2 ] || fail "want a failure"
        says "write.lua: $name: found a pipe or a device, want the name of a file"
        still_device $name
        rm $name
    done
    good_make figures SCENARIO=$tiny
    assert_same_products "$root/built"
}

links__are_replaced_themselves() {
    echo mine >"$root/mine"
    for name in figures/tiny/output_tokens.svg build/tiny/tables/beta.tsv; do
        ln -sf "$root/mine" $name
        ln -sf "$root/mine" "${name/.svg/.part.svg}"
        ln -sf "$root/mine" $name.tmp
    done
    good_make -W build/tiny/results.tsv -W build/tiny/output_tokens.tsv figures SCENARIO=$tiny
    [ "$(cat "$root/mine")" = mine ] || fail "what the link leads to was written"
    assert_same_products "$root/built"
}

run_tests "${1:-}"
