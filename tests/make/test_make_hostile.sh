#!/bin/bash
# test_make_hostile.sh -- what no scenario and no name that is taken does to a tree.
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
