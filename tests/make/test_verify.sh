#!/bin/bash
# test_verify.sh -- make verify: what it lets pass, and what it tells.
#
# Works on copies of the tree, as make_fixture.sh says. The tiny scenario stands for the committed
# ones: its results have been accepted in the tree that each test gets.
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

copy=tests/expected/results/tiny.tsv
record=build/tiny/provenance.json
median=traditional.energy.frontier.p50
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1

set_up() {
    build_tiny
    verify_good ACCEPT=1 >"$root/accepted"
}

# ---- what the tests say --------------------------------------------------------------------------

verify_good() { good_make verify VERIFIED=$tiny "$@"; }

verify_bad() {
    bad_make verify VERIFIED=$tiny "$@"
    says "a deliberate change: of results by make verify VERIFIED=$tiny ACCEPT=1, of data by its sum"
}

# Replaces a cell of a row of the copy: key, column (2 value, 4 standard error, 5 n), what becomes
# of the number x that stands there.
edit_copy() {
    awk -F'\t' -v OFS='\t' -v key="$1" -v c="$2" \
        "\$1 == key { x = \$c; \$c = sprintf(\"%.17g\", $3) } { print }" $copy >"$root/copy"
    cmp -s "$root/copy" $copy && fail "$1: the copy is not changed"
    mv "$root/copy" $copy
}

sum_of() { sha256sum <"$1" | cut -c 1-64; }

cell_of_copy() { awk -F'\t' -v key="$1" -v column="$2" '$1 == key { print $column }' $copy; }

# How many differences were told, one by one.
assert_told_lines() {
    local n
    n=$(grep -c '^  [^ ]*: ' "$root/out") || true
    [ "$n" = "$1" ] || fail "told $n differences, want $1"
}

# ---- data ----------------------------------------------------------------------------------------

as_committed__says_a_line_for_each_and_ends_well() {
    local file
    verify_good
    for file in data/*.csv; do says "$file: as listed in data/README.md"; done
    says "tiny: $(($(wc -l <$copy) - 1)) results as in $copy"
    says "$record: written"
    [ "$(tail -n 1 "$root/out")" = 'verify: all as committed' ] || fail "want a good last line"
    assert_told_lines 0
}

changed_byte_of_data__is_told_with_the_name() {
    local sum
    sum=$(sum_of data/published_values.csv)
    sed -i '2s/./x/' data/published_values.csv
    verify_bad
    says "data/published_values.csv: found sha256 $(sum_of data/published_values.csv)"
    says "want $sum (data/README.md:"
    assert_told_lines 1
    verify_bad ACCEPT=1
}

csv_that_is_not_listed__is_told() {
    echo 'a,b' >data/another.csv
    verify_bad
    says "data/another.csv: not listed, want the line \"$(sum_of data/another.csv)  another.csv\""
    assert_told_lines 1
}

listed_csv_that_is_missing__is_told() {
    rm data/published_values_v*.csv
    verify_bad
    says 'published_values_v2.csv: missing; data/README.md:'
    assert_told_lines 1
}

malformed_sums__are_told() {
    sed -i 's/^\(.\{60\}\)....  published_values.csv/\1  published_values.csv/' data/README.md
    verify_bad
    says 'want 64 hexadecimal digits, two blanks and the file'
    says 'data/published_values.csv: not listed'
    assert_told_lines 2
    sed -i 's/^## Checksums/## Sums/' data/README.md
    verify_bad
    says 'data/README.md: found no whole block of sums'
}

# ---- results -------------------------------------------------------------------------------------

value_off_in_the_eighth_digit__is_told_with_key_found_and_wanted() {
    local found wanted
    found=$(cell_of_copy $median 2)
    edit_copy $median 2 'x * (1 + 1e-8)'
    wanted=$(cell_of_copy $median 2)
    verify_bad
    says "tiny: $median: value: found $found, want $wanted (off by 1e-08 relative)"
    says "tiny: 1 of 109 results differ from $copy"
    assert_told_lines 1
}

value_off_in_the_tenth_digit__is_not() {
    edit_copy $median 2 'x * (1 + 1e-10)'
    edit_copy $median 4 'x * (1 - 1e-10)'
    verify_good
    assert_told_lines 0
}

standard_error_unit_and_n__are_each_told() {
    edit_copy $median 4 'x * (1 + 1e-8)'
    edit_copy $median 5 'x + 1'
    sed -i "s/^\($median\t[^\t]*\)\tWh\t/\1\tkWh\t/" $copy
    verify_bad
    says "tiny: $median: standard_error: found"
    says "tiny: $median: unit: found Wh, want kWh"
    says "tiny: $median: n: found 360, want 361"
    says "tiny: 1 of 109 results differ"
    assert_told_lines 3
}

zero__must_be_zero() {
    local key=traditional.frontier.llama_405b.share
    [ "$(cell_of_copy fleet.beta.total 4)" = 0 ] || fail "want a standard error of zero here"
    edit_copy fleet.beta.total 4 '1e-300'
    edit_copy $key 2 '0'
    verify_bad
    says 'tiny: fleet.beta.total: standard_error: found 0, want 1e-300 (off by 1 relative)'
    says "tiny: $key: value: found 0.5, want 0 (want zero)"
    assert_told_lines 2
}

missing_and_new_keys__are_told() {
    sed -i "s/^$median\t/traditional.energy.frontier.p51\t/" $copy
    verify_bad
    says "tiny: $median: new, found 0."
    says 'tiny: traditional.energy.frontier.p51: missing, want 0.'
    assert_told_lines 2
}

many_differences__are_counted_after_twenty() {
    local n
    awk -F'\t' -v OFS='\t' 'NR > 1 { $5++ } { print }' $copy >"$root/copy"
    mv "$root/copy" $copy
    n=$(($(wc -l <$copy) - 1))
    verify_bad
    says "tiny: $n of $n results differ from $copy"
    says "  ... and $((n - 20)) more"
    assert_told_lines 20
}

damaged_copy__is_named_with_the_line() {
    sed -i '5s/\t[^\t]*$//' $copy
    verify_bad
    says "$copy:5: found 4 cells, want 5 cells and each key once"
    verify_good ACCEPT=1
    cmp $copy "$root/built/$copy"
    sed -i '5p' $copy
    verify_bad
    says "$copy:6: found $(sed -n '5s/\t.*//p' $copy) again"
    rm $copy
    verify_bad
    says "tiny: found no copy $copy, want one: make verify VERIFIED=$tiny ACCEPT=1 makes it"
    assert_told_lines 1
    verify_bad ACCEPT=no
    absent $copy
}

scenario_that_cannot_be_built__is_told_with_the_rest() {
    sed -i '2s/2050.00/0/' data/throughput_supplement_s1.csv
    verify_bad ACCEPT=1
    says 'fit_tps: data/throughput_supplement_s1.csv:2:'
    says 'data/throughput_supplement_s1.csv: found sha256'
    says 'build/tiny/results.tsv: could not be built, see above'
    cmp $copy "$root/built/$copy" # the old results do not pass for new ones
    absent build/tiny/provenance.json.tmp
}

# ---- accepting -----------------------------------------------------------------------------------

deliberate_change__is_accepted() {
    sed -i 's/p95 = 1.60/p95 = 1.40/' $tiny
    verify_bad
    says 'tiny: fleet.traditional.total: value: found'
    cmp $copy "$root/built/$copy"
    verify_good ACCEPT=1
    says "results accepted into $copy"
    says 'say in the commit which results move'
    verify_good
    assert_told_lines 0
    diff <(cut -f 1,7-10 build/tiny/results.tsv) $copy
}

accepting__leaves_rows_that_count_as_the_same() {
    local key=traditional.energy.frontier.p25
    edit_copy $key 2 'x * (1 + 1e-10)'
    cp $copy "$root/last_bits"
    verify_good ACCEPT=1
    cmp $copy "$root/last_bits"
    edit_copy $median 2 'x * 2'
    verify_good ACCEPT=1
    cmp $copy "$root/last_bits"
}

dry_run__writes_nothing() {
    edit_copy $median 2 'x * 2'
    cp $copy "$root/edited"
    good_make -n verify VERIFIED=$tiny ACCEPT=1
    cmp $copy "$root/edited"
}

committed_copies__are_whole_and_sorted() {
    local file
    for file in "$here"/tests/expected/results/{paper,text,joule}.tsv; do
        [ "$(head -n 1 "$file")" = $'key\tvalue\tunit\tstandard_error\tn' ] || fail "$file: header"
        tail -n +2 "$file" | cut -f 1 | LC_ALL=C sort -c -u
        [ "$(tail -n +2 "$file" | awk -F'\t' 'NF != 5 || $2 !~ /[0-9]/' | wc -l)" = 0 ] ||
            fail "$file: a row without five cells or a value"
    done
}

# ---- running -------------------------------------------------------------------------------------

run_tests "${1:-}"
