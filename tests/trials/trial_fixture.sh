#!/bin/bash
# trial_fixture.sh -- a copy of the tree with a patch in it, what its programs say, and close
# numbers. Read by test_trials.sh in the root.

# shellcheck source=tests/fixtures/make_fixture.sh
[ -n "${root:-}" ] || . tests/fixtures/make_fixture.sh

trial=tests/scenarios/trial.lua
files='--assumptions build/trial/assumptions.tsv --places build/trial/places.tsv'
median=traditional.energy.frontier.p50

# $root/built is a tree with programs and without products; each trial has a copy.
set_up() {
    copy_sources "$root/built"
    cp -a --parents tests/support.? tests/fixtures tests/model tests/exact "$root/built"
    cd "$root/built" || exit 1
    sed -e 's/generator = "mt19937"/generator = "philox"/' -e 's/queries = 200/queries = 40000/' \
        "$tiny" >"$trial"
}

# A patch of tests/trials. git apply takes a tree that is no repository for what it is.
patched() {
    git apply "$here/tests/trials/$1.patch" || fail "tests/trials/$1.patch no longer fits"
}

# Without the lines of the patch's files that match: what is forgotten. $1: file, $2: pattern
forgotten() {
    grep -q "$2" "$1" || fail "$1 has no line with $2"
    sed -i "/$2/d" "$1"
}

built() { good_make -j2 figures SCENARIO=$trial; good_make exact SCENARIO=$trial; }

programs() { good_make "${@/#/$BIN/}"; }

# Compilation that ends in an error which names the file and a word.
does_not_compile() {
    bad_make -k figures SCENARIO=$trial
    grep -q "$1:[0-9:]* error: .*$2" "$root/out" || fail "no error in $1 that names $2"
}

# A test program that fails, and says these words.
test_fails() {
    local status=0
    good_make "$BIN/$1"
    "$BIN/$1" >"$root/out" 2>&1 || status=$?
    [ "$status" != 0 ] || fail "$1 passes, want it to fail"
    says "$2"
}

test_passes() {
    good_make "${@/#/$BIN/}"
    local program
    for program in "$@"; do "$BIN/$program"; done
}

# The value, or with a third word another column, of a key in results.tsv, exact.tsv, day.tsv.
value_in() {
    awk -F'\t' -v key="$2" -v col="${3:-7}" '$1 == key { print $col }' "build/trial/$1.tsv"
}

# $1 and $2 agree within $3, relative; each a number.
close_to() {
    awk -v a="$1" -v b="$2" -v tol="$3" \
        'BEGIN { d = a - b; if (d < 0) d = -d; m = b < 0 ? -b : b
                 exit !(a != "" && b != "" && d <= tol * m) }' || fail "found $1, want $2 within $3"
}

# $1 is within four standard errors ($3) of $2, or within a thousandth where the error is smaller.
agrees() {
    awk -v a="$1" -v b="$2" -v se="$3" \
        'BEGIN { d = a - b; if (d < 0) d = -d; tol = 4 * se; if (tol < b / 1000) tol = b / 1000
                 exit !(a != "" && b != "" && se > 0 && d <= tol) }' ||
        fail "found $1 +- $3, want $2"
}

# Each key as drawn agrees with the exact one.
drawn_agrees_with_exact() {
    local key
    for key in "$@"; do
        agrees "$(value_in results "$key")" "$(value_in exact "$key")" \
            "$(value_in results "$key" 9)"
    done
}

# A day of a million queries gives the mean energy and the quantiles of the exact results, or is
# refused in one message that has the word $1.
day_agrees_or_refuses() {
    run_make fleet SCENARIO=$trial QUERIES=1e6 QUIET=1
    if [ "$status" != 0 ]; then
        [ "$(grep -c '^draw_day: ' "$root/out")" = 1 ] || fail 'want one message'
        says "$1"
        absent build/trial/day.tsv
        return
    fi
    local statistic
    for statistic in mean p5 p50 p95; do
        agrees "$(value_in day "day.traditional.energy.all.$statistic")" \
            "$(value_in exact "traditional.energy.frontier_all.$statistic")" \
            "$(value_in day "day.traditional.energy.all.$statistic" 9)"
    done
}

# What $median, or the key $2, becomes under a change such as pue.p95=1.4.
under() {
    # shellcheck disable=SC2086
    "$BIN/what_if" $files --key "${2:-$median}" --set "$1" |
        awk -F'\t' -v key="${2:-$median}" '$2 == key { v = $6 } END { print v }'
}

# A row of ledger.tsv: the column whose heading is $2, of the assumption $1.
ledger_cell() {
    awk -F'\t' -v path="$1" -v column="$2" \
        '/^path\t/ { for (i = 1; i <= NF; i++) if ($i == column) c = i }
         $1 == path && c { print $c; found = 1 } END { exit !found }' build/trial/ledger.tsv ||
        fail "no $2 of $1 in the ledger"
}

# The elasticity in the ledger is that of two what-ifs, 1% up and down. $1: path, $2: number, $3:
# its value
elasticity_is_right() {
    local up down
    up=$(under "$2=$(awk -v x="$3" 'BEGIN { printf "%.17g", x * 1.01 }')")
    down=$(under "$2=$(awk -v x="$3" 'BEGIN { printf "%.17g", x * 0.99 }')")
    close_to "$(ledger_cell "$1" "elasticity:$median")" \
        "$(awk -v u="$up" -v d="$down" 'BEGIN { print log(u / d) / log(1.01 / 0.99) }')" 0.002
}

# What solve says that the number $1 would have to be for $median to rise by a tenth does that.
solve_comes_back() {
    local target needed
    target=$(awk -v v="$(value_in exact $median)" 'BEGIN { printf "%.17g", v * 1.1 }')
    # shellcheck disable=SC2086
    needed=$("$BIN/solve" $files --key $median --target "$target" |
        awk -F'\t' -v number="$1" '$2 == number { print $5 }')
    case $needed in '' | -) fail "solve has no $1" ;; esac
    close_to "$(under "$1=$needed")" "$target" 1e-6
}

why_says() {
    # shellcheck disable=SC2086
    "$BIN/why" $files --directory build/trial --results build/trial/results.tsv --key "$1" \
        >"$root/out"
    says "$2"
}
