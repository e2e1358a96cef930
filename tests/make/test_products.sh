#!/bin/bash
# test_products.sh -- make/products.mk: what verbs leave is in its lists, and what docs/files.md tells.
#
# Works on a copy of the tree, as make_fixture.sh says, in which every verb but paper has been called
# of a scenario that has all there is: variations of both kinds, two mixes, readings that matter.
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

whole=scenarios/whole.lua

set_up() {
    copy_sources "$root/built"
    cp -a "$here/$BIN"/{audit,compare,draw_day,integrate,ledger,multiverse,why} "$root/built/$BIN"
    cd "$root/built" || exit 1
    {
        echo 'scenario { extends = "paper", queries = 100 }'
        echo 'readings { input_weight = { 0.1, 0.2 }, ["fleet.redundancy"] = { 1.1, 1.2 } }'
    } >$whole
    (
        set -e
        make figures tables exact audit ledger multiverse SCENARIO=$whole
        make fleet SCENARIO=$whole QUERIES=1e5
        make report FROM=$tiny TO=$whole
        make report SCENARIO=$whole
        make build/distributions.tsv SCENARIO=$whole
        make products SCENARIO=$whole >"$root/products"
    ) >"$root/first" 2>&1 || { cat "$root/first"; exit 1; }
}

# Those of a list of names, in which a * stands for anything, that no name of another fits or is.
unmatched() {
    local name other
    while read -r name; do
        while read -r other; do
            # shellcheck disable=SC2053
            [[ $name == $other || $other == $name ]] && continue 2
        done <"$2"
        echo "$name"
    done <"$1"
}

left() { find build/whole figures/whole -type f | sort; }

# What is of no scenario, and what make/products.mk has of that.
left_in_tree() {
    local folder scenarios=()
    for folder in build/*/cases.mk; do scenarios+=(! -path "${folder%/*}/*"); done
    find build -type f "${scenarios[@]}"
}
of_tree() { sed -n 's/^tree\t//p' "$root/products"; }

# What docs/files.md has in its first column; a later name without a folder is of the first's.
told() {
    sed -n 's/^| \(\(build\|figures\)\/[^|]*\) |.*/\1/p' "$here/docs/files.md" |
        awk -F', ' '{
            folder = $1
            sub("[^/]*$", "", folder)
            print $1
            for (i = 2; i <= NF; i++) print ($i ~ /^build\//) ? $i : folder $i
        }' | sed 's/\/S\//\/whole\//; s/[A-Z][A-Z]*/*/g'
}

lists__have_all_that_is_left() {
    left >"$root/left"
    cut -f 2 "$root/products" >"$root/names"
    unmatched "$root/left" "$root/names" | { ! grep . || fail "of no list"; }
    left_in_tree >"$root/left"
    of_tree >"$root/names"
    [ "$(wc -l <"$root/left")" -gt 100 ] || fail "want more programs and objects"
    unmatched "$root/left" "$root/names" | { ! grep . || fail "of no scenario, and of no list"; }
}

lists__have_nothing_else() {
    left >"$root/left"
    grep -v '^paper\|^stamps\|^test-report\|^tree' "$root/products" | cut -f 2 >"$root/names"
    [ "$(wc -l <"$root/names")" -gt 80 ] || fail "want more products"
    unmatched "$root/names" "$root/left" | { ! grep . || fail "not left by any verb"; }
    [ -z "$(sort "$root/names" | uniq -d)" ] || fail "a product stands twice"
}

docs__tell_of_every_product_and_no_other() {
    told >"$root/told"
    cut -f 2 "$root/products" >"$root/names"
    [ "$(wc -l <"$root/told")" -gt 40 ] || fail "want more rows"
    unmatched "$root/names" "$root/told" | { ! grep . || fail "not in docs/files.md"; }
    unmatched "$root/told" "$root/names" | { ! grep . || fail "of no list, but in docs/files.md"; }
}

clean__takes_all() {
    good_make clean
    [ -z "$(cut -f 2 "$root/products" | while read -r name; do compgen -G "$name"; done)" ] ||
        fail "products are left"
}

# ---- running -------------------------------------------------------------------------------------

run_tests "${1:-}"
