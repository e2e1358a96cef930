#!/bin/bash
# test_make_hostile.sh -- what no scenario does to a tree.
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

run_tests "${1:-}"
