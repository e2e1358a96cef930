#!/bin/bash
# make_fixture.sh -- trees to run make in, what tests of make say of a run and of its products, and
# their runner. Read by test_make*.sh, test_verify.sh and test_provenance.sh in the root: leaves a
# scratch folder in $root, removed at the end.
#
# Every function of the test's file whose name has "__" is a test; each gets a tree of its own, a
# copy of what the file's set_up leaves in $root/built. The runner prints counts the way cmocka
# does, for tests/run.sh.

: "${BIN:=build/bin}"
here=$PWD
tiny=tests/scenarios/tiny.lua
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

case $BIN in
    build/san/*) export SAN=1 ;;
    build/cov/*) export COVERAGE=1 ;;
esac
export DEPS=skip
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES GNUMAKEFLAGS SCENARIO FROM V ONLY ACCEPT VERIFIED COLUMNS

# ---- trees ---------------------------------------------------------------------------------------

# A tree with programs, and without products.
copy_sources() {
    local kind=${BIN%bin}
    mkdir -p "$1/$kind/bin"
    (cd "$here" && cp -a Makefile scenarios stages data scripts "$1" &&
        cp -a --parents tests/tests.mk tests/run.sh tests/scenarios "$1" &&
        cp -a build/config.mk "$1/build" &&
        cp -a "$BIN"/{resolve,fit_tps,sample,apply_levers,aggregate_fleet,summarize} "$1/$BIN" &&
        find "${kind}obj" -path '*/tests' -prune -o -type f -print0 |
        xargs -0 cp -a --parents -t "$1")
}

# $root/sources, without products, and $root/built, where the tiny scenario's figures are drawn.
build_tiny() {
    copy_sources "$root/sources"
    cp -a "$root/sources" "$root/built"
    cd "$root/built" || exit 1
    make -j1 figures SCENARIO=$tiny >"$root/first" 2>&1 || { cat "$root/first"; exit 1; }
}

# ---- runs of make --------------------------------------------------------------------------------

fail() {
    printf '%s\n' "$@"
    exit 1
}

# Runs make; what it prints goes to $root/out as well, its status to $status.
run_make() {
    status=0
    make "$@" >"$root/out" 2>&1 || status=$?
    cat "$root/out"
}

good_make() {
    run_make "$@"
    [ "$status" = 0 ] || fail "make $*: status $status, want 0"
}

bad_make() {
    run_make "$@"
    [ "$status" = 2 ] || fail "make $*: status $status, want 2"
}

says() { grep -qF -- "$1" "$root/out" || fail "make did not say: $1"; }

# The steps that make told of, in the order of the first of each kind: "resolve fit draw".
assert_steps() {
    local steps
    steps=$(awk '/^  (resolve|fit|sample|levers|fleet|summarize|draw) / && !seen[$1]++ { print $1 }' \
        "$root/out" | sort | tr '\n' ' ')
    [ "$steps" = "$1" ] || fail "steps: found \"$steps\", want \"$1\""
}

products() { find build/tiny figures -type f "$@" | LC_ALL=C sort; }

# Names and times of all that make made.
times() { find build figures -type f -printf '%p %T@\n' | LC_ALL=C sort; }

# The same files with the same bytes here and in another tree; `resolved` and places hold no data.
assert_same_products() {
    local file
    diff <(products) <(cd "$1" && products) || fail "other files than in $1"
    for file in $(products -name '*.nc' -o -type f -name '*.tsv' -o -type f -name '*.svg' \
        -o -type f -name '*.pdf' -o -type f -name '*.mk'); do
        cmp "$file" "$1/$file" || fail "$file differs from the one in $1"
    done
}

assert_no_leftovers() {
    local left
    left=$(find build figures -name '*.tmp' -o -name '*.part.*' -o -name '*.log')
    [ -z "$left" ] || fail "left behind: $left"
}

absent() {
    local file
    for file in "$@"; do
        [ ! -e "$file" ] || fail "$file is there, want no such file"
    done
}

# ---- running -------------------------------------------------------------------------------------

# Runs the test of this name in a tree of its own; what it prints goes to $root/log, its status to
# $status. Not to be called as a condition: bash ignores `set -e` there.
run_test() {
    rm -rf "$root/work"
    cp -a "$root/built" "$root/work"
    (set -e; cd "$root/work"; "$1") >"$root/log" 2>&1
    status=$?
}

# Runs the tests of the script whose name contains $1.
run_tests() {
    local tests name passed=0 failed=()
    mapfile -t tests < <(sed -n 's/^\([a-z_]*__[a-z_]*\)() {$/\1/p' "$0")
    (set_up) || { echo '[  ERROR   ] set-up'; exit 1; }
    for name in "${tests[@]}"; do
        [[ $name == *$1* ]] || continue
        printf '[ RUN      ] %s\n' "$name"
        run_test "$name"
        if [ "$status" = 0 ]; then
            passed=$((passed + 1))
            printf '[       OK ] %s\n' "$name"
        else
            failed+=("$name")
            cat "$root/log"
            printf '[  FAILED  ] %s\n' "$name"
        fi
    done
    printf '[  PASSED  ] %d test(s).\n' "$passed"
    [ "${#failed[@]}" -gt 0 ] || return 0
    printf '[  FAILED  ] %s\n' "${failed[@]}"
    printf ' %d FAILED TEST(S)\n' "${#failed[@]}"
    exit 1
}
