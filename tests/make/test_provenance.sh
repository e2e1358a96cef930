#!/bin/bash
# test_provenance.sh -- make provenance: what it records, and what it leaves out.
#
# Works on copies of the tree, as make_fixture.sh says, with the tiny scenario built in them.
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

record=build/tiny/provenance.json
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1

set_up() {
    build_tiny
    mkdir -p tests/scripts && cp "$here/tests/scripts/read_json.lua" tests/scripts
    good_make provenance SCENARIO=$tiny
}

# ---- what the tests say --------------------------------------------------------------------------

sum_of() { sha256sum <"$1" | cut -c 1-64; }

read_record() { lua5.4 tests/scripts/read_json.lua <"${1:-$record}"; }

commit_all() {
    git add -A
    git -c user.name=tests -c user.email=tests commit -q -m "$1"
}

# ---- provenance ----------------------------------------------------------------------------------

record__is_json_with_the_sum_of_every_product() {
    local file line
    read_record >"$root/record"
    for file in $(products ! -path '*/steps/*' ! -name places.tsv ! -name readings.tsv \
        ! -name cases.mk ! -name read.tsv ! -name made.tsv ! -name provenance.json); do
        grep -qx "products $file	$(sum_of "$file")" "$root/record" ||
            fail "want the sum of $file"
    done
    for line in "data 1 sha256	$(sum_of data/throughput_supplement_s1.csv)" \
        "scenario_files 1 file	$tiny" "scenario_files 1 sha256	$(sum_of $tiny)" \
        "assumptions sha256	$(sum_of build/tiny/assumptions.tsv)" 'title	Two models, for tests' \
        'scenario	tiny' 'generator	mt19937' 'seed	42' 'queries	200' 'commit	none' \
        "machine	$(uname -m)" "versions gnuplot	$(gnuplot --version)" \
        "versions gsl	$(pkg-config --modversion gsl)"; do
        grep -qxF "$line" "$root/record" || fail "want $line"
    done
}

# Notes products as made from what was read today.
note_of_today() {
    local record=$1
    shift
    scripts/verify/made.sh note build/tiny "$record" "$(sed -n \
        's/^SHA256_\(assumptions\|throughput.table\) := /\1=/p' build/tiny/cases.mk | xargs)" "$@"
}

record__has_nothing_of_another_day() {
    good_make exact SCENARIO=$tiny
    good_make provenance SCENARIO=$tiny
    grep -q '"build/tiny/exact.tsv"' $record || fail "exact.tsv is not recorded"
    sed -i 's/p95 = 1.60/p95 = 1.40/' $tiny
    good_make provenance SCENARIO=$tiny
    [ -s build/tiny/exact.tsv ] || fail "want the old exact.tsv to lie there"
    grep -q '"build/tiny/exact.tsv"' $record && fail "exact.tsv of other assumptions is recorded"
    return 0
}

record__has_what_other_verbs_left() {
    local file
    mkdir -p build/tiny/compare_other build/tiny/curves figures/tiny/compare_other
    for file in build/tiny/{exact,audit,modes,ledger,multiverse,multiverse_best}.tsv \
        build/tiny/{compare_other/parts,curves/base_ratio}.tsv \
        figures/tiny/{audit.svg,specification_base_ratio.pdf,compare_other/key.svg}; do
        echo "$file" >"$file"
        echo "$file" >>"$root/left"
    done
    local left
    mapfile -t left <"$root/left"
    note_of_today build/tiny/steps/other "${left[@]}"
    good_make provenance SCENARIO=$tiny
    read_record >"$root/record"
    while read -r file; do
        grep -qx "products $file	$(sum_of "$file")" "$root/record" || fail "want the sum of $file"
        [ "$(cat "$file")" = "$file" ] || fail "$file: made again"
    done <"$root/left"
    printf 'pue\t%s\n' "$PWD/$tiny:3" >build/tiny/ledger.tsv
    printf 'pue\t../%s\n' "$tiny:3" >build/tiny/compare_other/differences.tsv
    good_make provenance SCENARIO=$tiny
    read_record >"$root/record"
    ! grep 'ledger\|differences' "$root/record" || fail "a product that names folders"
    grep -F 'build/tiny/compare_other/parts.tsv' "$root/record"
}

record__names_no_folder() {
    mkdir "$root/out_there" && cp $tiny "$root/out_there/tiny.lua"
    rm -rf build/tiny figures
    good_make provenance SCENARIO="$root/out_there/tiny.lua" CFLAGS="-O2 -I$root"
    read_record | grep -x 'scenario_files 1 file	tiny.lua'
    ! grep -F -e "$root" -e "$PWD" -e "$HOME/" $record || fail "a folder of this machine"
}

record__is_the_same_from_run_to_run_and_folder_to_folder() {
    touch -d '2001-01-01' $record
    good_make provenance SCENARIO=$tiny
    [ "$(date -r $record +%Y)" = 2001 ] || fail "the same record was written again"
    cp -a "$root/sources" "$root/another_folder"
    cd "$root/another_folder"
    good_make -j4 provenance SCENARIO="$PWD/$tiny"
    cmp $record "$root/built/$record"
}

title__of_any_characters_is_read_back() {
    sed -i 's/title = "[^"]*"/title = "A \\"title\\", C:\\\\n — ½ 😀"/' $tiny
    good_make provenance SCENARIO=$tiny
    read_record | grep -xF 'title	A "title", C:\n — ½ 😀'
}

load_curve_of_a_scenario__is_among_the_data() {
    printf 'share\n%s' "$(seq 24)" >data/load.csv
    sed -i 's|load_low = 0.5|load_curve = "data/load.csv"|' $tiny
    good_make provenance SCENARIO=$tiny
    read_record | grep -xF "data 2 sha256	$(sum_of data/load.csv)"
}

json__escapes_what_json_cannot_hold() {
    cat >"$root/write.lua" <<'LUA'
package.path = "scripts/?.lua;" .. package.path
local all = {}
for byte = 0, 127 do all[#all + 1] = string.char(byte) end
local json = require "lib.json"
io.write(json.text { ["a\"\\"] = table.concat(all), list = {}, sub = { { x = -3 }, "\xff\xc3(" } })
LUA
    lua5.4 "$root/write.lua" >"$root/text.json"
    read_record "$root/text.json" >"$root/read"
    lua5.4 -e 'io.write("a\"\\\t") for byte = 0, 127 do io.write(string.char(byte)) end
        io.write("\nsub 1 x\t-3\nsub 2\t\u{FFFD}\u{FFFD}(\n")' | cmp - "$root/read"
    for bad in '{"a":1,}' '{"b":1,"a":2}' '{"a":1}x' '"\x"' '["a" "b"]' '{"a":1,"a":2}' $'"\t"'; do
        ! printf '%s' "$bad" | lua5.4 tests/scripts/read_json.lua 2>/dev/null ||
            fail "read as JSON: $bad"
    done
}

two_commits__differ_in_the_record_alone() {
    local first
    command -v git >/dev/null || return 0
    git init -q . && printf '/build/\n/figures/\n' >.gitignore && commit_all 'first'
    first=$(git rev-parse HEAD)
    rm -rf build/tiny figures
    good_make provenance SCENARIO=$tiny
    read_record | grep -xF "commit	$first"
    cp -a . "$root/first_commit"
    echo 'a word more' >NEWS && commit_all 'second'
    rm -rf build/tiny figures
    good_make provenance SCENARIO=$tiny
    assert_same_products "$root/first_commit"
    diff <(grep -v '^  "commit": ' $record) <(grep -v '^  "commit": ' "$root/first_commit/$record")
    ! cmp -s $record "$root/first_commit/$record" || fail "the records name one commit"
    echo '-- a word' >>scripts/tables/beta.lua
    good_make provenance SCENARIO=$tiny
    read_record | grep -xF "commit	$(git rev-parse HEAD)-dirty"
}

repository_around_the_tree__is_not_its_own() {
    command -v git >/dev/null || return 0
    mkdir "$root/around" && cp -a . "$root/around/inside" && cd "$root/around"
    git init -q . && echo x >x && git add x && commit_all 'around'
    cd inside
    good_make provenance SCENARIO=$tiny
    read_record | grep -x 'commit	none'
}

product_that_cannot_be_read__leaves_the_old_record() {
    cp $record "$root/record"
    echo 'PRODUCTS_figures += data # a folder' >>make/products.mk
    bad_make provenance SCENARIO=$tiny
    says 'provenance.lua: sha256sum: failed, see above'
    cmp $record "$root/record"
    absent $record.tmp
}

# ---- running -------------------------------------------------------------------------------------

run_tests "${1:-}"
