#!/bin/bash
# make_fixture.sh -- what test_make.sh says of a run of make and of its products. Read by it, with
# the scratch folder in $root.

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
