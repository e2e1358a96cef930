#!/bin/bash
# test_report.sh -- make report: what the page holds, that words of a scenario stay words, bytes.
#
# Works on copies of the tree, as make_fixture.sh says. What a browser makes of the page is looked
# at elsewhere; here it is read.
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

page=build/tiny/report.html
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1

set_up() {
    build_tiny
    mkdir -p tests/scripts && cp "$here"/tests/scripts/{cases,check_html,report_modules}.lua tests/scripts
    good_make report SCENARIO=$tiny BESIDE=paper
}

# ---- what the tests say --------------------------------------------------------------------------

column() { # of a table: its cells under a name
    awk -F'\t' -v name="$2" '/^#/ { next } !n { for (i = 1; i <= NF; i++) if ($i == name) n = i; next }
        { print $n }' "$1"
}

assert_html() { lua5.4 tests/scripts/check_html.lua "$1" || fail "$1 is not as it should be"; }

has() { grep -qF -- "$1" "${2:-$page}" || fail "want in ${2:-$page}: $1"; }

has_not() { ! grep -oF -- "$1" "${2:-$page}" || fail "found in ${2:-$page}: $1"; }

# Every name of a list on standard input as an id with the prefix $1.
assert_ids() {
    local name
    grep -o ' id="[^"]*"' $page | sort >"$root/ids"
    while read -r name; do
        grep -qxF " id=\"$1$name\"" "$root/ids" || fail "no id $1$name"
    done
}

# The base64 of the sha256 of standard input, by coreutils.
sum_of() {
    printf '%b' "$(sha256sum | cut -c 1-64 | sed 's/../\\x&/g')" | base64
}

# A copy of the tiny scenario with words that try to be markup.
make_hostile() {
    sed 's|title = .*|title = "<script>alert(1)</script>",|
         s|utilisation = .*|utilisation = lognormal { p5 = 0.4, p95 = 0.9, source = [["><img src=x onerror=alert(2)>]], note = "</script></style></svg>" },|
         s|label = "Traditional",$|label = "<b>T</b> \& co",|' $tiny >tests/scenarios/hostile.lua
    grep -c 'alert\|<b>' tests/scenarios/hostile.lua
}

# ---- modules -------------------------------------------------------------------------------------

modules__one_by_one__give_what_is_wanted() {
    lua5.4 tests/scripts/report_modules.lua
}

# ---- content -------------------------------------------------------------------------------------

report__is_strict_html_that_loads_nothing() {
    assert_html $page
    has "default-src &#39;none&#39;"
    has_not 'http-equiv="refresh"'
    has_not '@import'
    has_not 'url('
    ! grep -o '[^"]https\?://[^ <"]*' $page | grep -v 'www.w3.org/2000/svg' || fail "an address"
}

report__is_under_two_megabytes() {
    [ "$(wc -c <$page)" -lt 2000000 ] || fail "$(wc -c <$page) bytes"
}

report__has_every_key_assumption_and_printed_number() {
    column build/tiny/results.tsv key | assert_ids key.
    column build/tiny/ledger.tsv path | assert_ids assumption.
    column build/tiny/audit.tsv id | assert_ids audit.
}

report__has_every_figure_with_words() {
    local figure n
    for figure in figures/tiny/*.svg; do
        basename "$figure" .svg
    done | assert_ids figure-
    n=$(find figures/tiny -name '*.svg' | wc -l)
    [ "$(grep -o 'role="img"' $page | wc -l)" = "$n" ] || fail "want $n pictures"
    [ "$(lua5.4 tests/scripts/check_html.lua $page desc | grep -c '[0-9].*\.$')" = "$n" ] ||
        fail "want $n pictures told in words with numbers"
    lua5.4 tests/scripts/check_html.lua $page desc >"$root/words"
    grep -q "frontier: median $(short traditional.energy.frontier.p50)[^W]*Wh, IQR " \
        "$root/words" ||
        fail "want the median in the words"
}

# A result in three digits.
short() {
    awk -F'\t' -v key="$1" '$1 == key { x = $7; d = 0; for (y = x; y < 1; y *= 10) d++
        printf "%.*f", d + 2, x }' build/tiny/results.tsv
}

report__headlines_are_the_results() {
    local key=traditional.energy.frontier.p50
    has "<p class=\"big\"><a href=\"#key.$key\">$(short $key)"
    has "<a href=\"#key.traditional.energy.frontier.p25\">$(short traditional.energy.frontier.p25)"
    has "<a href=\"#key.fleet.traditional.total\">$(short fleet.traditional.total)"
}

report__assumption__leads_to_its_line() {
    local line
    line=$(grep -n 'pue =' $tiny | cut -d: -f1)
    has "href=\"../../$tiny#L$line\""
    [ -e "build/tiny/../../$tiny" ] || fail "the link leads nowhere"
}

report__every_result__has_its_why() {
    local rows
    rows=$(($(wc -l <build/tiny/results.tsv) - 1))
    [ "$(grep -o '<a href="#why-[0-9]*">why</a>' $page | wc -l)" = "$rows" ] || fail "want $rows"
    has 'make why KEY=traditional.energy.frontier.STATISTIC'
}

report__verdicts__are_words() {
    local verdict n
    for verdict in reproduced differs 'not computed'; do
        n=$(column build/tiny/audit.tsv tiny.verdict | grep -cxF "$verdict")
        [ "$(lua5.4 tests/scripts/check_html.lua $page td | grep -c "^$verdict\b")" -ge "$n" ] ||
            fail "want $n times $verdict"
    done
}

report__dear_products__are_taken_only_where_they_fit() {
    has_not 'id="day"'
    good_make fleet SCENARIO=$tiny QUERIES=1e5 QUIET=1
    good_make report SCENARIO=$tiny BESIDE=paper
    has 'id="key.day.traditional.energy.all.total"'
    has 'id="figure-day_traditional"'
    assert_html $page
    sed -i 's/p95 = 1.60/p95 = 1.40/' $tiny
    good_make report SCENARIO=$tiny BESIDE=paper
    has_not 'id="day"'
}

# ---- escaping ------------------------------------------------------------------------------------

hostile_scenario__stays_text() {
    local hostile=build/hostile/report.html
    make_hostile
    good_make report SCENARIO=tests/scenarios/hostile.lua BESIDE=paper
    assert_html $hostile
    [ "$(grep -o '<script' $hostile | wc -l)" = 1 ] || fail "a script more"
    [ "$(lua5.4 tests/scripts/check_html.lua $hostile h1)" = \
        '&lt;script&gt;alert(1)&lt;/script&gt;' ] ||
        fail "the title is not shown"
    has '<title>&lt;script&gt;alert(1)&lt;/script&gt;' $hostile
    has '&quot;&gt;&lt;img src=x onerror=alert(2)&gt;' $hostile
    has '&lt;/script&gt;&lt;/style&gt;&lt;/svg&gt;' $hostile
    has '&lt;b&gt;T&lt;/b&gt; &amp; co' $hostile
    has_not '<img' $hostile
    has_not '<b>' $hostile
}

policy__allows_this_style_and_this_script_alone() {
    local name sum
    for name in style script; do
        sum=$(awk -v name=$name 'BEGIN { RS = "\001" } {
            from = index($0, "<" name ">") + length(name) + 2
            printf "%s", substr($0, from, index($0, "</" name ">") - from) }' $page | sum_of)
        has "$name-src &#39;sha256-$sum&#39;"
    done
}

# ---- two scenarios, places, bytes ----------------------------------------------------------------

two_scenarios__stand_side_by_side() {
    cp $page "$root/before"
    sed 's/p95 = 1.60/p95 = 1.40/' $tiny >tests/scenarios/changed.lua
    good_make report FROM=$tiny TO=tests/scenarios/changed.lua
    local both=build/changed/report_tiny.html
    assert_html $both
    has 'id="comparison"' $both
    has 'id="figure-compare_tiny-traditional_energy_frontier_p50"' $both
    has 'p95 1.6 -&gt; 1.4' $both
    cmp $page "$root/before"
    absent build/changed/report.html
}

scenario_outside__names_no_folder() {
    mkdir "$root/out_there" && cp $tiny "$root/out_there/tiny.lua"
    rm -rf build/tiny figures
    good_make report SCENARIO="$root/out_there/tiny.lua" BESIDE=paper
    ! grep -oF -e "$root" -e "$PWD" $page || fail "a folder of this machine"
    has '<code>tiny.lua:'
    assert_html $page
}

two_builds__same_bytes() {
    cp $page "$root/first.html"
    good_make report SCENARIO=$tiny BESIDE=paper
    cmp $page "$root/first.html"
    rm -rf build/tiny figures
    good_make -j2 report SCENARIO=$tiny BESIDE=paper
    cmp $page "$root/first.html"
    assert_no_leftovers
}

run_tests "${1:-}"
