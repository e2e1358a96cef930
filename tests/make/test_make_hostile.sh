#!/bin/bash
# test_make_hostile.sh -- what no scenario, no kill -9 and no name that is taken does to a tree.
# shellcheck disable=SC2016 # of programs that are written here
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

set_up() { build_tiny; }

# ---- scenarios -----------------------------------------------------------------------------------

# Writes the tiny scenario with another throughput table, load curve and list of printed numbers.
write_mine() {
    printf 'scenario { extends = "tiny", published = "%s" }\n' "$1" >tests/scenarios/mine.lua
    printf 'throughput { table = "%s" }\nfleet { load_curve = "%s" }\n' "$1" "$1" \
        >>tests/scenarios/mine.lua
}

# Each verb that depends on one of the files, as make would go about it. $1: the files' path
assert_no_goal() {
    local mine=tests/scenarios/mine.lua
    rm -rf build/mine
    write_mine "$1"
    good_make build/mine/assumptions.tsv SCENARIO=$mine
    good_make -n build/mine/{fit.nc,ledger.tsv,multiverse.tsv,audit.tsv,day.tsv} SCENARIO=$mine \
        BESIDE=$tiny
    says /fit_tps
    ! grep -q -e 'rm -rf build figures' -e latex -e deps.sh -e /why "$root/out" || fail "$1: a goal"
    good_make -n compare-tables SCENARIO=$mine FROM=$tiny TO=$mine
    ! grep -q -e 'rm -rf build figures' "$root/out" || fail "$1: a goal of compare"
}

# The goals of the Makefile and its special targets are names of files as any other.
names_of_goals__are_no_goals() {
    local name
    mkdir -p build/other
    for name in clean paper all burn FORCE .PHONY build/deps.bench build/other/paper.pdf; do
        cp data/throughput_supplement_s1.csv $name
        assert_no_goal $name
    done
    for name in ./clean .//clean "$PWD/clean" "//$PWD/clean" build/../clean; do
        assert_no_goal "$name"
    done
    good_make results SCENARIO=tests/scenarios/mine.lua
    cmp build/mine/results.tsv build/tiny/results.tsv || fail "other results"
}

text_for_make__is_refused() {
    local path
    for path in '$(shell touch hacked)' '$(eval x:;touch hacked)' 'a;touch hacked' \
        '`touch hacked`' 'a b' 'data/*.csv' '%' 'a:b' 'a#b' 'a\\b'; do
        write_mine "$path"
        bad_make figures SCENARIO=tests/scenarios/mine.lua
        says 'resolve: tests/scenarios/mine.lua:2: throughput.table: found '
        says 'want letters, digits and _ . / + - only'
        absent hacked build/mine/cases.mk.tmp figures/mine
    done
}

endless_files__are_refused_at_once() {
    mkfifo pipe
    for path in pipe /dev/zero data; do
        write_mine $path
        run_make figures SCENARIO=tests/scenarios/mine.lua
        says "throughput.table: $path: found a"
    done
    truncate -s 100G scenarios/long.lua
    bad_make figures SCENARIO=long
    says 'scenarios/long.lua: found 107374182400 bytes, want at most 1048576'
    mkfifo scenarios/pipe.lua
    bad_make figures SCENARIO=pipe
    says 'scenarios/pipe.lua: found a pipe or a device, want a file'
    bad_make check-scenarios
}

# ---- kill -9 -------------------------------------------------------------------------------------

# Puts a program before those of the system that does what $2 says, with the real one in $real, and
# then ends make, and all that it started but what has a session of its own, by kill -9.
put_deadly() {
    mkdir -p "$root/deadly"
    printf '#!/bin/bash\nreal=%s\n%s\n%s\n' "$(command -v "$1")" "$2" \
        'read -r _ _ _ _ group _ <"/proc/$PPID/stat"; kill -9 -- "-$group"' >"$root/deadly/$1"
    chmod +x "$root/deadly/$1"
}

# Runs make with it, in a session of its own.
killed_make() {
    status=0
    PATH=$root/deadly:$PATH setsid --wait make "$@" >"$root/out" 2>&1 || status=$?
    [ "$status" = 137 ] || fail "make $*: status $status, want 137"
    rm -r "$root/deadly"
}

# Half of what the compiler was to write is there when it ends.
half='"$real" "$@"
while [ $# -gt 1 ]; do [ "$1" != -o ] || out=$2; shift; done
truncate -s "$(($(stat -c %s "$out") / 2))" "$out"'

# With the list of headers whole, and cut short too.
killed_compiler__leaves_nothing_that_passes_for_made() {
    local cut
    for cut in '' '; truncate -s -9 "${out%.o}.d"'; do
        touch stages/base/text.c
        put_deadly gcc "$half$cut"
        killed_make "$BIN/resolve"
        good_make "$BIN/resolve"
        "$BIN/resolve" --schema >/dev/null || fail "not whole"
    done
}

killed_link_and_archive__leave_nothing_that_passes_for_made() {
    local program kind=${BIN%bin}
    for program in "${BIN}/resolve" "${kind}obj/base.a"; do
        rm -f "$program"
        put_deadly gcc "$half"
        put_deadly ar '"$real" "$@"; truncate -s 100 "$2"'
        [ "$program" = "${kind}obj/base.a" ] || rm "$root/deadly/ar"
        killed_make "$program"
        good_make "$program"
        [ "${program##*.}" = a ] || "$program" --schema >/dev/null || fail "$program: not whole"
        [ "${program##*.}" != a ] || ar t "$program" | grep -q text.o || fail "$program: not whole"
    done
}

killed_drawing__leaves_no_picture_and_its_litter_goes() {
    rm figures/tiny/levers_traditional.*
    put_deadly gnuplot 'echo "<svg>" >"$4"'
    killed_make figures SCENARIO=$tiny
    [ -e figures/tiny/levers_traditional.part.svg ] || fail "want half a picture"
    absent figures/tiny/levers_traditional.svg
    good_make figures SCENARIO=$tiny
    assert_same_products "$root/built"
    assert_no_leftovers
}

# Others may be compiling: what is of this hour stays.
half_made_objects__go_after_an_hour() {
    local new=${BIN%bin}obj/base/.new
    touch -d '2 hours ago' "$new/1.text.o" "$new/../../needed.1"
    touch "$new/2.text.o" stages/base/text.c
    good_make "$BIN/resolve"
    absent "$new/1.text.o" "$new/../../needed.1"
    [ -e "$new/2.text.o" ] || fail "what another make is at is gone"
}

# What was being made for a case or a verb that is not asked for any more.
litter__goes_at_the_next_run() {
    mkdir -p build/tiny/paper/tables figures/tiny/compare_x
    touch build/tiny/{dropped.samples.nc,day.tsv,violins/dropped.tsv,paper/tables/audit.tex}.tmp \
        figures/tiny/{dropped,compare_x/key}.part.{svg,pdf}{,.log,.edited} \
        figures/tiny/specification_id.part.svg
    good_make -n figures SCENARIO=$tiny
    [ -e figures/tiny/dropped.part.svg ] || fail "make -n is to change nothing"
    good_make build/tiny/fit.nc SCENARIO=$tiny
    assert_steps ''
    rmdir build/tiny/paper/tables build/tiny/paper figures/tiny/compare_x || fail "not empty"
    assert_no_leftovers
    assert_same_products "$root/built"
}

# ---- names that are taken ------------------------------------------------------------------------

device() { mknod "$1" c 1 3 2>/dev/null || mkfifo "$1"; }

still_device() { if [ -f "$1" ] || [ ! -e "$1" ]; then fail "$1: the device is gone"; fi; }

devices__are_not_replaced() {
    local name
    for name in figures/tiny/output_tokens.svg figures/tiny/output_tokens.part.svg; do
        rm -f figures/tiny/output_tokens.svg
        device $name
        run_make -W build/tiny/output_tokens.tsv figures/tiny/output_tokens.svg SCENARIO=$tiny
        [ "$status" = 2 ] || fail "want a failure"
        says "$name: found a pipe or a device, want the name of a file"
        still_device $name
        rm $name
    done
    for name in build/tiny/tables/beta.tsv build/tiny/tables/beta.tsv.tmp; do
        rm -f $name
        device $name
        run_make -W build/tiny/results.tsv build/tiny/tables/beta.tsv SCENARIO=$tiny
        [ "$status" = 2 ] || fail "want a failure"
        says "write.lua: $name: found a pipe or a device, want the name of a file"
        still_device $name
        rm $name
    done
    good_make figures SCENARIO=$tiny
    assert_same_products "$root/built"
}

links__are_replaced_themselves() {
    echo mine >"$root/mine"
    for name in figures/tiny/output_tokens.svg build/tiny/tables/beta.tsv; do
        ln -sf "$root/mine" $name
        ln -sf "$root/mine" "${name/.svg/.part.svg}"
        ln -sf "$root/mine" $name.tmp
    done
    good_make -W build/tiny/results.tsv -W build/tiny/output_tokens.tsv figures SCENARIO=$tiny
    [ "$(cat "$root/mine")" = mine ] || fail "what the link leads to was written"
    assert_same_products "$root/built"
}

run_tests "${1:-}"
