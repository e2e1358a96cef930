#!/bin/bash
# test_trials.sh -- what somebody adds who has not seen the code: each addition is a patch of few
# lines, put into a copy of the tree, and then everything that rests on it must be right, or say so.
#
# docs/architecture.md names for each the files that change; these patches are its examples.
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh
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

# ---- running -------------------------------------------------------------------------------------

run_tests "${1:-}"
