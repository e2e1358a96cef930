#!/bin/bash
# test_make_audit.sh -- make audit, compare and multiverse: what they print, draw, refuse and hold
# against.
#
# Works on copies of the tree, as make_fixture.sh says. In the tree that each test gets, the tiny
# scenario has been audited beside another, and its verdicts have been accepted.
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

beside=scenarios/beside.lua # it has every case, the tiny one lacks most
expected=data/audit_expected.tsv
unset BESIDE STRICT TO

set_up() {
    copy_sources "$root/sources"
    cp -a "$here/$BIN"/{audit,compare,multiverse} "$root/sources/$BIN"
    echo 'scenario { extends = "paper", queries = 100 }' >"$root/sources/$beside"
    cp -a "$root/sources" "$root/built"
    cd "$root/built" || exit 1
    make audit SCENARIO=$tiny BESIDE=$beside ACCEPT=1 >"$root/first" 2>&1 ||
        { cat "$root/first"; exit 1; }
}

audit() { run_make audit SCENARIO=$tiny BESIDE=$beside "$@"; }

audit_good() {
    audit "$@"
    [ "$status" = 0 ] || fail "make audit $*: status $status, want 0"
}

audit_bad() {
    audit "$@"
    [ "$status" = 2 ] || fail "make audit $*: status $status, want 2"
}

# A column of a table, by its name, without the header.
column() {
    awk -F'\t' -v name="$2" '/^#/ { next }
        !n { for (c = 1; c <= NF; c++) if ($c == name) n = c; next }
        { print $n }' "$1"
}

verdict_of() {
    paste <(column build/tiny/audit.tsv id) <(column build/tiny/audit.tsv tiny.verdict) |
        awk -F'\t' -v id="$1" '$1 == id { print $2 }'
}

# Replaces what is expected of the tiny scenario: id, verdict.
expect() {
    sed -i "s/^\(tiny\t$1\t\).*/\1$2/" $expected
    grep -qx "tiny	$1	$2" $expected || fail "$1: nothing is expected of it"
}

# ---- verdicts ------------------------------------------------------------------------------------

audit__of_any_verdicts__ends_well() {
    local verdict
    audit_good
    for verdict in reproduced differs 'not computed'; do
        column build/tiny/audit.tsv tiny.verdict | grep -xF "$verdict" ||
            fail "want a verdict: $verdict"
    done
    grep -q '^tiny, 87 values against data/published_values.csv: [0-9]* reproduced, ' "$root/out" ||
        fail "want counts of verdicts"
    grep -q '^base.trad.median  *0\.34  *Wh ' "$root/out" || fail "want a line of the table"
    says 'Figure: figures/tiny/audit.svg'
    ! grep -q $'\033' "$root/out" || fail "colours, and no terminal"
    assert_no_leftovers
}

strict_audit__of_accepted_verdicts__ends_well() {
    audit_good STRICT=1
    ! grep -q '^  draw' "$root/out" || fail "drawn again, and nothing had changed"
}

strict_audit__of_a_worse_verdict__fails_and_names_the_id() {
    [ "$(verdict_of base.trad.median)" = differs ] || fail "base.trad.median: want it to differ"
    expect base.trad.median reproduced
    audit_bad STRICT=1
    says 'audit: tiny: base.trad.median: found "differs", want "reproduced" or better (printed 0.34,'
    says '1 verdict is worse than data/audit_expected.tsv says'
    [ "$(grep -c '^audit: tiny: ' "$root/out")" = 1 ] || fail "want one id alone"
    audit_good
    audit_good ACCEPT=1
    audit_good STRICT=1
}

strict_audit__of_a_better_verdict__ends_well() {
    [ "$(verdict_of s5.beta)" = reproduced ] || fail "s5.beta: want it reproduced"
    expect s5.beta differs
    audit_good STRICT=1
}

strict_audit__after_a_change_of_the_scenario__fails_and_names_the_id() {
    [ "$(verdict_of in.pue.1)" = reproduced ] || fail "in.pue.1: want it reproduced"
    sed -i 's/p5 = 1.05/p5 = 1.15/' $tiny
    audit_bad STRICT=1
    says 'audit: tiny: in.pue.1: found "differs", want "reproduced" or better (printed 1.05,'
}

strict_audit__of_what_nothing_is_expected__fails() {
    sed -i '/^tiny\ts5.beta\t/d' $expected
    audit_bad STRICT=1
    says 'audit: tiny: s5.beta: found "reproduced", want it accepted first'
    expect s5.mean fine
    audit_bad STRICT=1
    says "$expected: tiny s5.mean: found the verdict \"fine\", want one of: reproduced,"
}

strict_audit__of_an_unknown_scenario__is_one_line() {
    sed -i '/^tiny\t/d' $expected
    audit_bad STRICT=1
    says 'audit: tiny: data/audit_expected.tsv expects nothing of this scenario; the same call with ACCEPT=1'
    [ "$(grep -c '^audit: ' "$root/out")" = 1 ] || fail "want one line"
}

switches__zero_and_no_are_off() {
    local off
    cp $expected "$root/expected"
    expect base.trad.median reproduced
    cp $expected "$root/edited"
    for off in '' 0 no; do
        audit_good STRICT="$off" ACCEPT="$off"
        cmp $expected "$root/edited"
    done
    audit_bad STRICT=yes
    audit_bad STRICT=yes ACCEPT=1
    says 'STRICT=yes and ACCEPT=1: found both, want one'
    cmp $expected "$root/edited"
    audit_good ACCEPT=true STRICT=no
    cmp $expected "$root/expected"
}

malformed_row__is_one_error_and_takes_nothing_away() {
    cp build/tiny/audit.tsv build/tiny/modes.tsv "$root"
    sed -i '2s/,0\.18,Wh,/,0.18,kWh,/' data/published_values.csv
    audit_bad
    says 'audit: data/published_values.csv:2: unit: found "kWh", want "Wh", which is what'
    ! grep -i 'deleting' "$root/out" || fail "make takes products away"
    cmp build/tiny/audit.tsv "$root/audit.tsv"
    cmp build/tiny/modes.tsv "$root/modes.tsv"
}

dumb_terminal__has_no_colour() {
    command -v script >/dev/null || return 0
    TERM=xterm script -qec "make audit SCENARIO=$tiny BESIDE=$beside" /dev/null >"$root/colours"
    grep -q $'\033\[3[126]m' "$root/colours" || fail "want colours on a terminal"
    TERM=dumb script -qec "make audit SCENARIO=$tiny BESIDE=$beside" /dev/null >"$root/plain"
    ! grep -q $'\033' "$root/plain" || fail "colours on a dumb terminal"
}

narrow_terminal__names_what_is_left_out_and_has_no_longer_line() {
    local print="lua5.4 scripts/terminal/audit.lua build/tiny/audit.tsv build/tiny/modes.tsv"
    local columns
    for columns in 120 100 80 60 40 20; do
        $print $columns >"$root/out" || fail "$columns columns: status $?"
        LC_ALL=C.UTF-8 awk -v n=$columns 'length($0) > n { exit 1 }' "$root/out" || # mawk: bytes
            sed 's/…/./g; s/±/+/g' "$root/out" | awk -v n=$columns 'length($0) > n { exit 1 }' ||
            fail "a line is longer than $columns"
    done
    $print 60 >"$root/out"
    tr '\n' ' ' <"$root/out" | tr -s ' ' |
        grep -q 'no room here for: unit, difference, standard error' ||
        fail "want the names of what is left out"
    $print 80 | tr '\n' ' ' | grep -q 'repr. reproduced, s.e. within' || fail "want short words"
    $print 0 >"$root/out"
    ! grep -q 'no room\|…' "$root/out" || fail "want all where there is room"
}

committed_expectation__has_every_printed_number_of_its_scenarios() {
    local scenario
    [ "$(head -n 1 "$here/$expected")" = $'scenario\tid\tverdict' ] || fail "header"
    column build/tiny/audit.tsv id | sort >"$root/ids"
    for scenario in paper text; do
        awk -F'\t' -v s=$scenario '$1 == s { print $2 }' "$here/$expected" | sort |
            diff "$root/ids" - || fail "$scenario: other ids than are printed"
    done
}

scenario_beside__is_checked() {
    bad_make audit SCENARIO=$tiny BESIDE=$tiny
    says 'want another scenario than SCENARIO'
    bad_make audit SCENARIO=$tiny BESIDE=papier
    says 'BESIDE: found no file scenarios/papier.lua, want'
}

# ---- the figure ----------------------------------------------------------------------------------

figure__has_words_and_every_value_on_the_axis_or_named() {
    local data=build/tiny/audit_figure.tsv
    [ -s figures/tiny/audit.svg ] || fail "no audit.svg"
    [ "$(head -c 5 figures/tiny/audit.pdf)" = %PDF- ] || fail "audit.pdf is no PDF"
    ! column $data label | grep -E '^[a-z0-9]+\.[a-z]' || fail "an id instead of a name"
    ! column $data label | grep -E '.{25}' || fail "a name too long for its column"
    ! column $data printed | grep -E '.{13}' || fail "a printed value too long for its column"
    column $data value1 | grep -v NaN |
        awk '$1 && ($1 < 0.4 || $1 > 3) { bad = 1 } END { exit bad }' || fail "a mark off the axis"
    column $data off_low2 | grep -x '0\.[0-9]*×' || fail "want a value off the axis, by its number"
    column $data title | grep ' reproduced, .* not computed$' || fail "no counts"
}

figure__of_no_value__is_drawn_too() {
    { head -n 1 data/published_values.csv; grep '^ref.gemini,' data/published_values.csv; } \
        >data/cited.csv
    sed -i 's|seed = 42|seed = 42, published = "data/cited.csv"|' $tiny
    audit_good
    says 'tiny, 1 values against data/cited.csv: 0 reproduced, 0 within sampling error, 0 differs'
    [ -s figures/tiny/audit.svg ] || fail "no audit.svg"
}

figure__same_bytes_in_another_run() {
    cp figures/tiny/audit.svg figures/tiny/audit.pdf "$root"
    rm figures/tiny/audit.* build/tiny/audit_figure.tsv
    audit_good -j2
    cmp figures/tiny/audit.svg "$root/audit.svg"
    cmp figures/tiny/audit.pdf "$root/audit.pdf"
}

# ---- comparing -----------------------------------------------------------------------------------

compare__names_the_assumption_and_draws_what_it_moves() {
    local to=tests/scenarios/changed.lua parts=build/changed/compare_tiny/parts.tsv
    sed 's/p95 = 1.60/p95 = 1.40/' $tiny >$to
    good_make compare FROM=$tiny TO=$to
    says 'tiny -> changed: 1 assumption differs'
    says 'pue      p95 1.6 -> 1.4  -'
    [ "$(column build/changed/compare_tiny/differences.tsv path)" = pue ] ||
        fail "want pue alone to differ"
    column $parts key | grep -x 'traditional.energy.frontier.p50' || fail "no part of the median"
    [ -s figures/changed/compare_tiny/traditional_energy_frontier_p50.svg ] || fail "no waterfall"
    good_make compare FROM=$tiny TO=$to
    ! grep -q '^  \(draw\|compare\) ' "$root/out" || fail "made again, and nothing had changed"
}

# pue moves all; the lever of fleets the improved day, by too little for a line; trim moves nothing.
compare__width_and_others__are_the_same_on_terminal_and_in_figures() {
    local to=tests/scenarios/changed.lua others='[0-9][0-9]* others\?'
    sed 's/p95 = 1.60/p95 = 1.40/; s/p95 = 3.5 /p95 = 3.5001 /; s/trim = .*/trim = "none",/' \
        $tiny >$to
    COLUMNS=50 good_make -s compare FROM=$tiny TO=$to
    awk 'length > 50 { print; n++ } END { exit n > 0 }' "$root/out" || fail "wider than COLUMNS"
    says 'Without effect on any of them: trim'
    [ "$(grep -o "^  $others " "$root/out" | sort | uniq -c | xargs)" = '3 1 other' ] ||
        fail "want 1 other in each of 3 tables"
    [ "$(cat figures/changed/compare_tiny/*.svg | grep -o ">$others<" | uniq -c | xargs)" = \
        '3 >1 other<' ] ||
        fail "other others in the figures"
}

# Cut evenly at both ends a pool of energies keeps its median, and days are of the whole pool.
compare__what_moves_nothing__is_said_and_drawn_without_a_step() {
    local to=tests/scenarios/changed.lua
    sed 's/trim = .*/trim = "none",/' $tiny >$to
    good_make compare FROM=$tiny TO=$to
    says 'Without effect on any of them: trim'
    [ "$(grep -A 2 '^Traditional, a query' "$root/out" | grep -o '0\.[0-9]*$')" = 0.188 ] ||
        fail "want three digits of the median"
    [ "$(grep -c '>0.188<' figures/changed/compare_tiny/traditional_energy_frontier_p50.svg)" = 2 ] ||
        fail "want both ends in the waterfall"
}

compare__what_enters_no_headline__is_said_and_not_drawn() {
    local to=tests/scenarios/changed.lua
    sed 's/parameters = 70 /parameters = 71 /' $tiny >$to
    good_make compare FROM=$tiny TO=$to
    says "model.llama_70b.parameters [1e9], enters no headline result"
    says 'none of them enters a headline result that both scenarios have'
    absent figures/changed/compare_tiny
}

compare__of_a_scenario_with_itself__finds_nothing() {
    good_make compare FROM=$tiny TO=$tiny
    [ "$(wc -l <build/tiny/compare_tiny/differences.tsv)" = 1 ] || fail "want a header alone"
    absent figures/tiny/compare_tiny
}

compare__unknown_scenario__is_refused() {
    bad_make compare FROM=papier TO=$tiny
    says 'FROM: found no file scenarios/papier.lua, want'
    bad_make compare FROM=$tiny TO='two words'
    says 'TO: found "two words", want one name without blanks'
}

# ---- readings ------------------------------------------------------------------------------------

multiverse__keeps_going__for_any_word_but_no() {
    local to=tests/scenarios/read.lua word
    cp $tiny $to
    echo 'readings { pool_size = { 2, 9 } }' >>$to
    for word in '' 0 no; do
        bad_make multiverse SCENARIO=$to KEEP_GOING="$word"
        says 'pool_size: found 9, want'
    done
    for word in yes 1 on; do
        good_make multiverse SCENARIO=$to KEEP_GOING="$word"
        says 'Failed, and not ranked: 1 of 2 combinations'
    done
}

multiverse__where_nothing_varies__shows_no_table_and_names_no_figures() {
    local to=tests/scenarios/read.lua
    cp $tiny $to
    echo 'readings { input_weight = { 0.1, 0.2 } }' >>$to
    good_make multiverse SCENARIO=$to
    says 'no printed number varies'
    ! grep -q 'figures:\|moved by\|^id ' "$root/out" || fail "a table or figures of nothing"
    absent figures/read/specification_*
}

# ---- running -------------------------------------------------------------------------------------

run_tests "${1:-}"
