#!/bin/bash
# test_transcripts.sh -- what the README and docs/questions.md show of commands is what they print.
#
# A transcript is an indented block that begins with "$ make". Each of its lines must be printed, in
# that order, at 120 columns; lines of "..." stand for what is left out.
set -uo pipefail
# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

set_up() {
    copy_sources "$root/built"
    cd "$root/built" || exit 1
    make -j2 build/paper/results.tsv >"$root/first" 2>&1 || { cat "$root/first"; exit 1; }
}

# Whether the lines of file $1 stand in file $2 in that order.
stand_in_order() {
    awk 'NR == FNR { if ($0 !~ /^ *(\.\.\.)?$/) want[++n] = $0; next }
         k < n && $0 == want[k + 1] { k++ }
         END { if (k < n) { print "not printed: " want[k + 1]; exit 1 } }' "$1" "$2"
}

# Runs the transcript of file $1 whose command begins with "make $2" and holds it against the run.
check_transcript() {
    local command
    awk -v start="    \$ make $2" 'index($0, start) == 1 { on = 1; print substr($0, 7); next }
        on && /^[^ ]|^    \$/ { exit }
        on { print substr($0, 5) }' "$here/$1" >"$root/shown"
    command=$(head -n 1 "$root/shown")
    [ -n "$command" ] || fail "$1 shows no make $2"
    sed -i 1d "$root/shown"
    (export COLUMNS=120; eval "$command") >"$root/printed" 2>&1
    stand_in_order "$root/shown" "$root/printed" || fail "$1: $command"
}

questions__what_if__is_as_shown() {
    check_transcript docs/questions.md what-if
}

questions__solve__is_as_shown() {
    check_transcript docs/questions.md solve
}

questions__why__is_as_shown() {
    check_transcript docs/questions.md why
}

questions__ledger__is_as_shown() {
    check_transcript docs/questions.md ledger
}

readme__what_if__is_as_shown() {
    check_transcript README.md '-s what-if'
}

# The two figures that the README shows are those that make draws today.
readme__pictures__are_as_drawn() {
    make -s figures/paper/energy_per_query_traditional.svg
    make -s compare FROM=text TO=paper >"$root/printed"
    cmp figures/paper/energy_per_query_traditional.svg \
        "$here/docs/images/energy_per_query_traditional.svg" &&
        cmp figures/paper/compare_text/traditional_energy_frontier_p50.svg \
            "$here/docs/images/from_text_to_print.svg"
}

readme__fleet__is_as_shown() {
    check_transcript README.md '-s fleet QUERIES=1e8'
}

# With the scenario file that the README shows.
readme__own_scenario__is_as_shown() {
    awk '/^```lua$/ { on = 1; next } /^```$/ { on = 0 } on' "$here/README.md" >scenarios/mine.lua
    check_transcript README.md '-s figures SCENARIO=mine'
}

run_tests "${1:-}"
