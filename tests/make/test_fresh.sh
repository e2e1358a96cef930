#!/bin/bash
# test_fresh.sh -- content decides what is made again, and not time: nothing stale passes as fresh.
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

set_up() { build_tiny; }

median() { awk -F'\t' '$1 == "traditional.energy.frontier.p50" { print $7 }' build/tiny/results.tsv; }

# The energy of Eq. 1 is proportional to PUE: by what factor the median stands above $1.
assert_factor() {
    awk -v was="$1" -v is="$(median)" -v want="$2" 'BEGIN {
        if (!(is / was > want - 1e-12 && is / was < want + 1e-12)) {
            print "factor: found " is / was ", want " want; exit 1 } }' || exit 1
}

# Two scenarios that differ in PUE alone, the one with 1.5 older by a day; the one with 1.2 is made.
make_with_12() {
    sed 's/lognormal { p5 = 1.05, p95 = 1.60 }/constant { 1.5 }/' $tiny >"$root/pue15.lua"
    touch -d yesterday "$root/pue15.lua"
    sed -i 's/lognormal { p5 = 1.05, p95 = 1.60 }/constant { 1.2 }/' $tiny
    cmp -s $tiny "$root/pue15.lua" && fail "want two scenarios that differ"
    grep -q 'constant { 1.2 }' $tiny || fail "want a constant PUE"
    good_make figures SCENARIO=$tiny
}

# ---- what was read -------------------------------------------------------------------------------

older_scenario_put_over__is_what_results_are_of() {
    local was
    make_with_12
    was=$(median)
    cp -p "$root/pue15.lua" $tiny
    good_make results SCENARIO=$tiny
    assert_factor "$was" 1.25
    good_make provenance SCENARIO=$tiny
    grep -q "$(sha256sum <$tiny | cut -c 1-64)" build/tiny/provenance.json ||
        fail "provenance.json has not the sha256 of what was read"
}

older_scenario_moved_over_or_linked__is_seen_too() {
    local was
    make_with_12
    was=$(median)
    cp $tiny "$root/pue12.lua"
    mv "$root/pue15.lua" $tiny
    good_make results SCENARIO=$tiny
    assert_factor "$was" 1.25
    cp -p $tiny "$root/pue15.lua"
    touch -d '2 days ago' "$root/pue12.lua"
    ln -sf "$root/pue12.lua" $tiny
    good_make results SCENARIO=$tiny
    assert_factor "$was" 1
    ln -sf "$root/pue15.lua" $tiny
    good_make results SCENARIO=$tiny
    assert_factor "$was" 1.25
}

# A table with half of each model's TPS: twice the energy.
older_table_put_over__is_what_results_are_of() {
    local was table=data/throughput_supplement_s1.csv column
    was=$(median)
    column=$(head -n 1 $table | tr ',' '\n' | grep -n '^tokens_per_second$' | cut -d : -f 1)
    awk -F, -v OFS=, -v c="$column" 'NR > 1 { $c = $c / 2 } 1' $table >"$root/half.csv"
    touch -d yesterday "$root/half.csv"
    cp -p "$root/half.csv" $table
    good_make results SCENARIO=$tiny
    awk -v was="$was" -v is="$(median)" 'BEGIN { exit !(is > 1.99 * was && is < 2.01 * was) }' ||
        fail "half the TPS: found $(median) beside $was, want twice as much"
    grep -q "^throughput.table	$table	$(sha256sum <$table | cut -c 1-64)$" build/tiny/read.tsv ||
        fail "read.tsv has not the sha256 of the table"
}

table_changed_while_make_runs__is_refused() {
    "$BIN/fit_tps" --assumptions build/tiny/assumptions.tsv --output build/other.nc \
        --table-sha256 0000 >"$root/out" 2>&1 && fail "want a refusal"
    says 'changed since the scenario was read (sha256 0b150f69..., want 0000...): run make again'
    absent build/other.nc
}

# ---- products ------------------------------------------------------------------------------------

product_of_another_time__is_made_again() {
    cp -a build/tiny "$root/first_products"
    make_with_12
    cp -p "$root/first_products/results.tsv" build/tiny/results.tsv
    touch -d '2100-01-01' build/tiny/results.tsv
    good_make figures SCENARIO=$tiny
    says 'summarize'
    cmp -s build/tiny/results.tsv "$root/first_products/results.tsv" && fail "results.tsv is stale"
    cp -p "$root/first_products/violins/traditional.models.tsv" build/tiny/violins/
    good_make figures SCENARIO=$tiny
    cmp -s build/tiny/violins/traditional.models.tsv \
        "$root/first_products/violins/traditional.models.tsv" && fail "a violin is stale"
    return 0
}

clock_set_back__changes_nothing() {
    local was
    make_with_12
    was=$(median)
    find build/tiny figures -type f -exec touch -d '2100-01-01' {} +
    cp "$root/pue15.lua" $tiny
    good_make results SCENARIO=$tiny
    assert_factor "$was" 1.25
}

whole_folder_put_back__is_not_taken_for_todays() {
    local was
    make_with_12
    was=$(median)
    cp -a build/tiny "$root/folder"
    cp "$root/pue15.lua" $tiny
    good_make results SCENARIO=$tiny
    rm -rf build/tiny && cp -a "$root/folder" build/tiny
    good_make results SCENARIO=$tiny
    assert_factor "$was" 1.25
}

removed_product__comes_back() {
    local file
    for file in words.tsv violins/traditional.levers.tsv tables/fleet.tsv made.tsv; do
        rm "build/tiny/$file"
        good_make figures SCENARIO=$tiny
        [ -s "build/tiny/$file" ] || fail "$file did not come back"
    done
    assert_same_products "$root/built"
}

every_product__is_noted_with_what_it_was_made_from() {
    local product
    good_make products SCENARIO=$tiny
    grep '^figures' "$root/out" | cut -f 2 | while read -r product; do
        grep -q "^$product	.*	assumptions=[0-9a-f]\{64\} throughput.table=[0-9a-f]\{64\}$" \
            build/tiny/made.tsv || fail "made.tsv: no line for $product"
    done || exit 1
    cut -f 1 build/tiny/made.tsv | sort | uniq -d | grep . && fail "made.tsv: a product twice"
    awk -F'\t' 'NR > 1 && $2 != "-" { print $2 "  " $1 }' build/tiny/made.tsv |
        sha256sum -c --quiet || fail "made.tsv has other sums than the products"
}

relinked_program__rebuilds_nothing_behind_products_that_are_the_same() {
    rm "$BIN/sample"
    good_make figures SCENARIO=$tiny
    assert_steps 'sample '
    good_make figures SCENARIO=$tiny
    assert_steps ''
    assert_same_products "$root/built"
}

what_if_and_why__ask_todays_scenario() {
    make_with_12
    cp -p "$root/pue15.lua" $tiny
    good_make what-if SCENARIO=$tiny SET='pue=constant(value=1.2)'
    says '1.5'
    good_make why SCENARIO=$tiny KEY=traditional.energy.frontier.p50
    grep -q '^  sampled' "$root/out" && fail "why shows a result of other assumptions"
    return 0
}

# It is run once and finds the same packages, so that nothing is compiled again.
new_search_for_packages__is_made_once() {
    touch scripts/setup/deps.sh
    good_make figures SCENARIO=$tiny
    assert_steps 'resolve ' # make has begun again
    [ build/config.mk -nt scripts/setup/deps.sh ] || fail "the next make will look again"
    [ -z "$(find "${BIN%bin}obj" -name '*.o' -newer scripts/setup/deps.sh)" ] || fail "compiled"
}

# ---- running -------------------------------------------------------------------------------------

run_tests "${1:-}"
