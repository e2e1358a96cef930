#!/bin/bash
# test_make.sh -- the Makefile: what it rebuilds, what it leaves alone, and how it fails.
#
# Works on copies of the tree in a scratch folder, with the programs that are already built in $BIN;
# make_fixture.sh says how. Each test's tree has the tiny scenario's figures drawn.
set -uo pipefail

all_steps='draw fit fleet levers resolve sample summarize '
# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

set_up() { build_tiny; }

# ---- building ------------------------------------------------------------------------------------

figures__from_nothing__draw_all_and_end_with_the_headline() {
    local figure
    cp "$root/first" "$root/out"
    cat "$root/out"
    assert_steps "$all_steps"
    for figure in energy_per_query_traditional levers_traditional fleet_day_traditional \
        throughput_fit output_tokens; do
        [ -s figures/tiny/$figure.svg ] || fail "no $figure.svg"
        [ "$(head -c 5 figures/tiny/$figure.pdf)" = %PDF- ] || fail "$figure.pdf is no PDF"
    done
    tail -n 4 "$root/out" | grep -q '^  Traditional, a query  *0\.[0-9]* Wh' || fail "no energy"
    tail -n 1 "$root/out" | grep -q '^figures in figures/tiny, numbers in build/tiny/results.tsv' ||
        fail "no word on where the figures are"
    assert_no_leftovers
}

second_run__does_nothing() {
    times >"$root/before"
    good_make figures SCENARIO=$tiny
    assert_steps ''
    diff "$root/before" <(times) || fail "a second run changed files"
    good_make results SCENARIO=$tiny
    says 'Nothing to be done'
}

touched_files__rebuild_nothing() {
    times >"$root/before"
    touch $tiny data/throughput_supplement_s1.csv
    good_make figures SCENARIO=$tiny
    assert_steps ''
    diff "$root/before" <(times) || fail "files with their bytes as before were read, and changed some"
}

comment_added__moves_places_and_digests_alone() {
    local before others=(! -name places.tsv ! -name read.tsv -printf '%p %T@\n')
    before=$(sed -n 's/^seed\t.*:\([0-9]*\)$/\1/p' build/tiny/places.tsv)
    products "${others[@]}" >"$root/before"
    sed -i '1i -- a comment on top' $tiny
    good_make figures SCENARIO=$tiny
    assert_steps ''
    products "${others[@]}" | diff "$root/before" - || fail "a comment changed products"
    grep -qx "seed	$tiny:$((before + 1))" build/tiny/places.tsv || fail "seed has its old place"
}

changed_value__rebuilds_what_rests_on_it() {
    sed -i 's/p95 = 1.60/p95 = 1.40/' $tiny
    good_make figures SCENARIO=$tiny
    assert_steps "$all_steps"
    cmp -s build/tiny/results.tsv "$root/built/build/tiny/results.tsv" && fail "the same results"
    cmp -s build/tiny/throughput.tsv "$root/built/build/tiny/throughput.tsv" ||
        fail "the throughput rests on no PUE, but changed"
}

changed_figure_script__draws_its_figure_again() {
    touch scripts/figures/levers.gp
    good_make figures SCENARIO=$tiny
    assert_steps 'draw '
    [ "$(grep -c '^  draw' "$root/out")" = 2 ] || fail "want levers_traditional.svg and .pdf alone"
}

parent_changed__child_is_rebuilt_and_others_are_not() {
    echo 'scenario { extends = "tiny", queries = 150 }' >tests/scenarios/child.lua
    sed 's/queries = 200/queries = 120/' $tiny >tests/scenarios/other.lua
    good_make results SCENARIO=tests/scenarios/child.lua
    good_make results SCENARIO=tests/scenarios/other.lua
    sed -i 's/p95 = 1.60/p95 = 1.40/' $tiny
    good_make results SCENARIO=tests/scenarios/child.lua
    assert_steps 'fit fleet levers resolve sample summarize '
    good_make results SCENARIO=tests/scenarios/other.lua
    assert_steps ''
}

# ---- the same bytes ------------------------------------------------------------------------------

four_jobs_in_a_longer_folder__same_bytes() {
    cp -a "$root/sources" "$root/a_folder_with_a_much_longer_name_than_the_other"
    cd "$root/a_folder_with_a_much_longer_name_than_the_other"
    good_make -j4 figures SCENARIO=$tiny
    assert_same_products "$root/built"
}

other_environment__same_bytes() {
    rm -rf build/tiny figures
    export LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8 LC_NUMERIC=fr_FR.UTF-8 TZ=Asia/Tokyo HOME=/nowhere
    export GSL_RNG_SEED=7 GNUTERM=dumb GNUPLOT_LIB=/nowhere SOURCE_DATE_EPOCH=1 TERM=dumb COLUMNS=20
    good_make -j2 figures SCENARIO=$tiny
    assert_same_products "$root/built"
}

# ---- failing -------------------------------------------------------------------------------------

failing_stage__leaves_no_target_and_names_stage_and_file() {
    rm -rf build/tiny figures
    cp data/throughput_supplement_s1.csv "$root/table.csv"
    sed -i '2s/2050.00/0/' data/throughput_supplement_s1.csv
    bad_make -j2 figures SCENARIO=$tiny
    says 'fit_tps: data/throughput_supplement_s1.csv:2: tokens_per_second: found 0'
    says 'build/tiny/steps/fit] Error 1'
    absent build/tiny/fit.nc build/tiny/*.samples.nc build/tiny/results.tsv figures/tiny/*
    assert_no_leftovers
    cp "$root/table.csv" data/throughput_supplement_s1.csv
    good_make -j2 figures SCENARIO=$tiny
    assert_same_products "$root/built"
}

failing_stage__keeps_failing_until_it_is_mended() {
    sed -i '2s/2050.00/0/' data/throughput_supplement_s1.csv
    for _ in 1 2; do
        bad_make figures SCENARIO=$tiny
        says 'fit_tps: data/throughput_supplement_s1.csv:2:'
    done
}

damaged_samples__are_named_and_can_be_made_again() {
    truncate -s -8 build/tiny/traditional.samples.nc
    bad_make figures SCENARIO=$tiny
    says 'build/tiny/traditional.samples.nc: cut short'
    absent build/tiny/traditional.levers.nc.tmp
    rm build/tiny/traditional.samples.nc
    good_make figures SCENARIO=$tiny
    assert_same_products "$root/built"
}

failing_figure__leaves_no_picture_and_names_its_script() {
    rm figures/tiny/levers_traditional.*
    echo 'plot "nothing there" using 1' >>scripts/figures/levers.gp
    bad_make figures SCENARIO=$tiny
    says 'scripts/figures/levers.gp'
    absent figures/tiny/levers_traditional.svg
    assert_no_leftovers
}

bad_scenario__names_the_line_and_leaves_the_old_products() {
    local file
    sed -i 's/queries = 200/queries = 0/' $tiny
    bad_make figures SCENARIO=$tiny
    says "$tiny:2: queries: found 0"
    for file in assumptions.tsv places.tsv cases.mk readings.tsv read.tsv; do
        cmp build/tiny/$file "$root/built/build/tiny/$file"
    done
    bad_make figures SCENARIO=$tiny
}

# ---- two at once ---------------------------------------------------------------------------------

two_makes_of_one_scenario__the_second_is_told() {
    sleep 60 &
    local other=$!
    echo "$other $(sed 's/.*) //' /proc/$other/stat | cut -d ' ' -f 20)" >build/tiny/lock
    bad_make figures SCENARIO=$tiny
    says "build/tiny: another make is at work here (process $other); wait for its end"
    [ "$(wc -l <"$root/out")" = 1 ] || fail "want one line"
    kill "$other"
    wait "$other" 2>/dev/null || true
    good_make figures SCENARIO=$tiny
    echo "$$ 1" >build/tiny/lock # a process of this number that began at another time
    good_make figures SCENARIO=$tiny
}

two_makes_of_two_scenarios__end_right() {
    local one other
    rm -rf figures build/tiny "${BIN:?}"/* "${BIN%bin}"obj
    sed 's/queries = 200/queries = 130/' $tiny >tests/scenarios/other.lua
    make figures SCENARIO=$tiny >"$root/make_one" 2>&1 &
    one=$!
    make figures SCENARIO=tests/scenarios/other.lua >"$root/make_other" 2>&1 &
    other=$!
    wait $one || fail "the first: $(tail -n 5 "$root/make_one")"
    wait $other || fail "the second: $(tail -n 5 "$root/make_other")"
    diff -r figures/tiny "$root/built/figures/tiny" || fail "other figures"
    cmp build/tiny/results.tsv "$root/built/build/tiny/results.tsv" || exit 1
    [ -s figures/other/levers_traditional.svg ] || fail "no figure of the second"
}

# ---- which scenario ------------------------------------------------------------------------------

unknown_scenario__one_message_and_nothing_made() {
    bad_make figures SCENARIO=papier
    says 'SCENARIO: found no file scenarios/papier.lua, want'
    says 'joule paper readings text'
    [ "$(wc -l <"$root/out")" = 1 ] || fail "want one line"
    absent build/papier figures/papier scenarios/papier.lua
    bad_make figures SCENARIO=/nowhere/x.lua
    says 'found no file /nowhere/x.lua'
    bad_make figures SCENARIO='two words'
    says 'want one name without blanks'
    mkdir -p scenarios && cp $tiny scenarios/obj.lua
    bad_make figures SCENARIO=obj
    says 'is taken by a folder of build/'
}

scenario_outside_the_tree__is_built_under_its_name() {
    mkdir "$root/outside" && sed 's/queries = 200/queries = 130/' $tiny >"$root/outside/mine.lua"
    good_make results SCENARIO="$root/outside/mine.lua"
    grep -q '^queries	130	' build/mine/assumptions.tsv || fail "not its number of queries"
    good_make results SCENARIO="$root/outside/mine.lua"
    says 'Nothing to be done'
}

two_scenarios_of_one_name__never_pass_for_each_other() {
    local name
    mkdir "$root/one" "$root/two"
    sed 's/queries = 200/queries = 130/' $tiny >"$root/one/mine.lua"
    sed 's/queries = 200/queries = 140/' $tiny >"$root/two/mine.lua"
    for name in one two one; do
        good_make results SCENARIO="$root/$name/mine.lua"
        assert_steps 'fit fleet levers resolve sample summarize '
    done
    cp $tiny "$root/two/paper.lua"
    bad_make results SCENARIO="$root/two/paper.lua"
    says 'found a second scenario of the name paper'
}

# ---- other verbs ---------------------------------------------------------------------------------

removed_assumptions__come_back() {
    rm build/tiny/assumptions.tsv
    good_make figures SCENARIO=$tiny
    assert_same_products "$root/built"
    rm build/tiny/cases.mk
    good_make figures SCENARIO=$tiny
    assert_same_products "$root/built"
}

stale_figures__of_a_dropped_case__go() {
    cp figures/tiny/output_tokens.svg figures/tiny/levers_dropped.svg
    good_make figures SCENARIO=$tiny
    absent figures/tiny/levers_dropped.svg
}

new__writes_a_scenario_that_is_its_parent_until_edited() {
    good_make new SCENARIO=mine FROM=paper
    says 'scenarios/mine.lua: written'
    good_make check-scenarios
    says 'scenarios/mine.lua: good: 5 models, 10 cases'
    good_make build/mine/assumptions.tsv SCENARIO=mine
    diff <(grep -v '^#\|^title' build/paper/assumptions.tsv) \
        <(grep -v '^#\|^title' build/mine/assumptions.tsv) || fail "not the assumptions of paper"
    cp scenarios/mine.lua "$root/mine.lua"
    bad_make new SCENARIO=mine FROM=text
    says 'scenarios/mine.lua is there already'
    cmp scenarios/mine.lua "$root/mine.lua"
    bad_make new SCENARIO=other FROM=papier
    says 'FROM: found no file scenarios/papier.lua, want'
    absent scenarios/other.lua
}

check_scenarios__tells_all_and_fails_for_one() {
    good_make check-scenarios
    [ "$(grep -c ': good: ' "$root/out")" = "$(find scenarios -name '*.lua' | wc -l)" ] ||
        fail "want a line for every scenario"
    echo 'scenario { extends = "paper", puee = 1 }' >scenarios/wrong.lua
    bad_make check-scenarios
    says 'scenarios/wrong.lua:1: scenario: found the unknown key "puee"'
    says 'did you mean pue?'
    says 'scenarios/text.lua: good: '
}

help_scenario_and_tables__print() {
    good_make help-scenario
    says 'idle_power'
    good_make tables SCENARIO=$tiny
    says 'Energy per query'
    says 'Llama 3.1 405B'
    grep -q '^beta  *1\.33 ' "$root/out" || fail "no beta"
}

# A tree that was made before the packages came: a library is hidden, then shown again.
packages_that_come_later__are_found() {
    local path=$PWD/less
    mkdir less
    printf '#!/bin/sh\nexit 1\n' >less/pkg-config
    chmod +x less/pkg-config
    rm -r build
    PATH=$path:$PATH run_make figures SCENARIO=$tiny
    [ "$status" = 2 ] || fail "status $status without packages, want 2"
    grep -q '^DEPS_MISSING := 1' build/config.mk || fail "want to be looked for again"
    good_make figures SCENARIO=$tiny
    grep -q DEPS_MISSING build/config.mk && fail "want nothing to be missing"
    assert_same_products "$root/built"
}

unwritable_tree__says_so() {
    rm -r build
    : >build # as root may write anywhere, a file stands in the folder's place
    bad_make figures SCENARIO=$tiny
    says 'build: cannot be written here'
}

help_and_clean__need_no_packages() {
    local verb
    rm build/config.mk
    unset DEPS
    good_make help
    for verb in figures tables test coverage bench check-scenarios help-scenario new clean; do
        grep -q "^  $verb  " "$root/out" || fail "help says nothing of $verb"
    done
    absent build/config.mk
    good_make clean
    absent build figures
    good_make clean
}

# ---- programs ------------------------------------------------------------------------------------

# Modules that no stage of the figures calls, of rooms that they are linked with.
programs__wait_for_what_their_includes_lead_to() {
    touch stages/numeric/shapley.c stages/base/lock.c stages/result/outcome.c
    good_make -n figures SCENARIO=$tiny
    ! grep -q -e ' -c ' "$root/out" || fail "want nothing to compile"
    touch stages/numeric/density.c
    good_make -n figures SCENARIO=$tiny
    says '-c stages/numeric/density.c'
    says '/bin/summarize'
    ! grep -q -e 'mv .*/bin/resolve' "$root/out" || fail "resolve draws no density"
}

# ---- running -------------------------------------------------------------------------------------

run_tests "${1:-}"
