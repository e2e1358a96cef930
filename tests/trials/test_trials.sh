#!/bin/bash
# test_trials.sh -- what somebody adds who has not seen the code: each addition is a patch of few
# lines, put into a copy of the tree, and then everything that rests on it must be right, or say so.
#
# docs/architecture.md names for each the files that change; these patches are its examples.
set -uo pipefail

# shellcheck source=tests/trials/trial_fixture.sh
. tests/trials/trial_fixture.sh

# ---- a distribution: its row ---------------------------------------------------------------------

# Median 300, shape 1.2: scale = 300 / (ln 2)^(1/1.2) = 407.16, mean = scale Gamma(1 + 1/1.2) =
# 383.00, P95 = scale (ln 20)^(1/1.2) = 1015.8 (Python's math module).
weibull__is_right_everywhere() {
    local tokens=traditional.output_tokens.llama_70b
    patched weibull
    sed -i 's/exponential { median = 300 }/weibull { median = 300, shape = 1.2 }/' $trial
    built
    programs what_if solve ledger why
    close_to "$(value_in exact $tokens.p50)" 300 1e-9
    close_to "$(value_in exact $tokens.p95)" 1016 1e-9
    close_to "$(value_in exact $tokens.mean)" 383.00 1e-4
    drawn_agrees_with_exact $tokens.p95 $tokens.mean $median traditional.energy.frontier.p95 \
        traditional.energy.frontier.serving.p50 fleet.traditional.total
    day_agrees_or_refuses weibull
    good_make ledger SCENARIO=$trial
    elasticity_is_right output_tokens.traditional output_tokens.traditional.median 300
    solve_comes_back output_tokens.traditional.median
    why_says $median 'weibull(median=300,shape=1.2)'
    good_make help-scenario
    says 'weibull'
    bad_make what-if SCENARIO=$trial SET='output_tokens.traditional=weibull(median=300,shape=-1)'
    says 'shape: found -1, want a number above 0'
}

# ---- a statistic: its row ------------------------------------------------------------------------

# L_out is exponential with median 300: its P99 is 300 log2(100) = 1993.16, rounded. Errors of a
# drawn P99 come from the sample alone; a quantile further out is less sure than P95.
statistic__is_right_everywhere() {
    local key=traditional.energy.frontier
    patched p99
    built
    programs what_if solve why draw_day
    close_to "$(value_in exact traditional.output_tokens.llama_70b.p99)" 1993 1e-9
    drawn_agrees_with_exact traditional.output_tokens.llama_70b.p99 traditional.tps.llama_70b.p99 \
        $key.p99 $key.serving.p99 traditional.energy.frontier_all.p99
    [ "$(awk -F'\t' '$6 == "p95"' build/trial/results.tsv | wc -l)" = \
        "$(awk -F'\t' '$6 == "p99" && $9 > 0' build/trial/results.tsv | wc -l)" ] ||
        fail 'want a p99 with an error for each p95'
    day_agrees_or_refuses p99
    agrees "$(value_in day day.traditional.energy.all.p99)" \
        "$(value_in exact traditional.energy.frontier_all.p99)" \
        "$(value_in day day.traditional.energy.all.p99 9)"
    median=$key.p99
    solve_comes_back output_tokens.traditional.median
    why_says $key.p99 '99th percentile'
    grep -q "^$key.p99	.*99th percentile" build/trial/words.tsv || fail 'no words'
}

# ---- a term in Eq. 1: its key, the projection, query_seconds -------------------------------------

# t = L_eff / TPS + 2 s: the mean energy of a model is higher by E[PUE] E[u] P_max 2 / 3.6 =
# 1.306815 x 0.618506 x 11.3 x 2 / 3.6 = 5.074155 Wh (means of log-normals with z = 1.645, by
# Python's math module).
overhead_of_two_seconds() {
    built
    before=$(value_in exact traditional.energy.llama_70b.mean)
    cp build/trial/assumptions.tsv "$root/assumptions"
    sed -i 's/^  rounding = "nearest",/&\n  overhead = 2,/' $trial
}

term__is_right_everywhere() {
    local after
    patched term
    overhead_of_two_seconds
    ! grep -q '^overhead' "$root/assumptions" || fail 'the default has a row'
    built
    programs what_if solve ledger why
    after=$(value_in exact traditional.energy.llama_70b.mean)
    close_to "$after" "$(awk -v b="$before" 'BEGIN { print b + 5.074155 }')" 1e-6
    drawn_agrees_with_exact traditional.energy.llama_70b.mean $median \
        traditional.energy.frontier.serving.p50 fleet.traditional.total
    day_agrees_or_refuses 'Eq. 1'
    good_make ledger SCENARIO=$trial
    [ "$(ledger_cell overhead results)" = 'energy frontier levers day' ] ||
        fail "results: $(ledger_cell overhead results)"
    elasticity_is_right overhead overhead 2
    solve_comes_back overhead
    why_says $median overhead
    good_make help-scenario
    says 'overhead'
}

term_left_out_of_the_projection__does_not_compile() {
    patched term
    sed -i 's/ a->overhead,//' stages/model/inputs.c
    does_not_compile stages/model/inputs.c ''
}

term_left_out_of_the_inputs__does_not_compile() {
    patched term
    forgotten stages/model/inputs.h 'double overhead;'
    does_not_compile stages/model/query.c overhead
}

term_left_out_of_the_digest__fails_its_test() {
    patched term
    test_passes test_inputs test_inputs_enter
    forgotten stages/model/inputs.c 'digest_number(digest, q->overhead)'
    test_fails test_inputs 'overhead'
}

term_left_out_of_equation_one__fails_its_test() {
    patched term
    sed -i 's/return q->overhead +$/return/' stages/model/query.c
    test_fails test_inputs_enter 'overhead'
}

# What the tests do not know of is found by the bytes of the struct that no row has.
term_left_out_of_the_tests__fails_them() {
    patched term
    forgotten tests/fixtures/query_fields.h 'overhead'
    test_fails test_inputs 'are in no row'
}

# ---- a key whose default is 0: its row, the projection -------------------------------------------

# beta is 1.1 x 1.12 x its utilisation factor, times 1 + 0.25.
key__is_right_everywhere() {
    local before after
    patched key
    built
    before=$(value_in exact fleet.traditional.total)
    ! grep -q '^fleet.cooling' build/trial/assumptions.tsv || fail 'the default has a row'
    good_make "$BIN/ledger" "$BIN/what_if" "$BIN/solve" "$BIN/why"
    close_to "$(under fleet.cooling=0.25 fleet.traditional.total)" \
        "$(awk -v b="$before" 'BEGIN { printf "%.17g", b * 1.25 }')" 1e-12
    sed -i 's/^fleet { /&cooling = 0.25, /' $trial
    built
    after=$(value_in results fleet.traditional.total)
    close_to "$(value_in exact fleet.traditional.total)" \
        "$(awk -v b="$before" 'BEGIN { printf "%.17g", b * 1.25 }')" 1e-12
    agrees "$after" "$(value_in exact fleet.traditional.total)" \
        "$(value_in results fleet.traditional.total 9)"
    good_make ledger SCENARIO=$trial
    [ "$(ledger_cell fleet.cooling results)" = 'day fleet' ] ||
        fail "results: $(ledger_cell fleet.cooling results)"
    median=fleet.traditional.total
    solve_comes_back fleet.cooling
    why_says fleet.traditional.total fleet.cooling
    good_make fleet SCENARIO=$trial QUERIES=1e6 QUIET=1
    agrees "$(value_in day day.traditional.fleet_energy.all.total)" \
        "$(awk -v t="$(value_in exact fleet.traditional.total)" 'BEGIN { print t / 1000 }')" \
        "$(value_in day day.traditional.fleet_energy.all.total 9)"
}

key_left_out_of_the_projection__does_not_compile() {
    patched key
    sed -i 's/, f->cooling};/};/' stages/model/inputs.c
    does_not_compile stages/model/inputs.c cooling
}

key_left_out_of_the_digest__fails_its_test() {
    patched key
    test_passes test_inputs
    forgotten stages/model/inputs.c 'digest_number(digest, b->cooling)'
    test_fails test_inputs 'cooling'
}

# ---- running -------------------------------------------------------------------------------------

run_tests "${1:-}"
