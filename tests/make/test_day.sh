#!/bin/bash
# test_day.sh -- make fleet: the same bytes however they come about, and nothing drawn twice.
#
# Works on copies of the tree, as make_fixture.sh says, of the tiny scenario.
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh
unset QUERIES THREADS KERNEL CHECKPOINT QUIET MPI RANKS

day=build/tiny/day.tsv
minutes=build/tiny/day_minutes.tsv
checkpoint=build/tiny/day.checkpoint
LONG=2e8 # queries that take a second or two on one thread with the baseline kernel

has_mpi() { command -v mpicc >/dev/null && command -v mpirun >/dev/null; }

# A day of 100000 queries is drawn, and kept in $root/day.tsv and $root/day_minutes.tsv.
set_up() {
    build_tiny
    good_make fleet SCENARIO=$tiny QUERIES=1e5 >"$root/drawn"
    cp $day $minutes "$root"
    if has_mpi; then good_make "$BIN/draw_day_mpi" SCENARIO=$tiny >"$root/linked"; fi
}

# ---- what the tests say --------------------------------------------------------------------------

fleet() { good_make fleet SCENARIO=$tiny "$@"; }
bad_fleet() { bad_make fleet SCENARIO=$tiny "$@"; }

# The day as it was drawn at first.
assert_first_day() {
    cmp $day "$root/day.tsv"
    cmp $minutes "$root/day_minutes.tsv"
}

assert_drawn() { says '  day       tiny'; }
assert_not_drawn() { ! grep -q '^  d[ar][ya]' "$root/out" || fail "drawn again"; }

assert_not_drawn_by_stage() { ! grep -q '^  day ' "$root/out" || fail "drawn again"; }

# One error of draw_day, which says this, beside its progress.
assert_one_error() {
    local n
    n=$(grep '^draw_day: ' "$root/out" | grep -vc '^draw_day: *[0-9]*%  ') || true
    [ "$n" = 1 ] || fail "found $n errors of draw_day, want 1"
    says "$1"
}

# Starts make fleet in a process group of its own, $group, and waits until this program draws.
start_fleet() {
    local program=$1 i
    shift
    set -m
    make fleet SCENARIO=$tiny QUERIES="$LONG" THREADS=1 KERNEL=baseline "$@" >"$root/out" 2>&1 &
    set +m
    group=$!
    for ((i = 0; i < 200; i++)); do
        ! pgrep -g "$group" -x "$program" >/dev/null || break
        sleep 0.05
    done
    sleep 0.2
    pgrep -g "$group" -x "$program" >/dev/null || { cat "$root/out"; fail "$program does not run"; }
}

wait_fleet() {
    status=0
    wait "$group" || status=$?
    cat "$root/out"
    [ "$status" != 0 ] || fail "make fleet: status 0, want another"
}

# ---- the same bytes ------------------------------------------------------------------------------

threads_and_kernels__leave_no_trace() {
    local options
    for options in 'THREADS=1 KERNEL=plain' 'THREADS=3 KERNEL=auto' 'KERNEL=baseline QUIET=1' \
        'CHECKPOINT=1'; do
        rm $day $minutes
        # shellcheck disable=SC2086
        fleet QUERIES=1e5 $options
        assert_drawn
        assert_first_day
        absent $checkpoint
    done
    [ "$(awk -F'\t' '$1 == "day.traditional.energy.all.mean" { print $10 }' $day)" = 100000 ] ||
        fail "want 100000 queries in $day"
}

ranks__leave_no_trace() {
    local n
    has_mpi || { echo 'no mpicc and mpirun here, left out'; return; }
    export ASAN_OPTIONS=detect_leaks=0 # of Open MPI
    for n in 1 2 3 4; do
        rm $day $minutes
        fleet QUERIES=1e5 MPI=1 RANKS=$n
        assert_drawn
        assert_first_day
    done
}

# The arithmetic compiled by the other of gcc and clang, with the flags that make has for it.
other_compiler__leaves_no_trace() {
    local other=clang object
    [ "$(sed 's/ .*//' "${BIN%bin}obj/flags")" != clang ] || other=gcc
    command -v $other >/dev/null || { echo "no $other here, left out"; return; }
    for object in kernel_baseline kernel_avx2 kernel_avx512 reference plan log_table; do
        make -n -W stages/day/$object.c "${BIN%bin}obj/day/$object.o" SCENARIO=$tiny |
            sed -n "s/^[^ ]*\( .* -c .*\)/$other\1/p" >"$root/compile"
        [ "$(wc -l <"$root/compile")" = 1 ] || { cat "$root/compile"; fail "want one command"; }
        bash -e "$root/compile"
    done
    rm $day "$BIN/draw_day"
    fleet QUERIES=1e5
    assert_first_day
    readelf -p .comment "${BIN%bin}obj/day/reference.o" | grep -qi "$other" || fail "not $other's"
}

# The C library's exp, log and cos have other last bits where they may not use FMA.
other_libm__leaves_no_trace() {
    rm $day $minutes
    GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-AVX2_Usable,-FMA,-FMA_Usable,-FMA4 \
        good_make fleet SCENARIO=$tiny QUERIES=1e5 KERNEL=baseline
    assert_drawn
    assert_first_day
}

figures__stay_when_others_are_drawn() {
    [ -s figures/tiny/day_traditional.svg ] && [ -s figures/tiny/day_traditional.pdf ]
    times >"$root/before"
    good_make figures SCENARIO=$tiny
    times | diff "$root/before" -
}

# ---- drawn when something changes, and only then -------------------------------------------------

same_queries__draw_nothing() {
    local options
    times >"$root/before"
    for options in '' THREADS=2 KERNEL=plain QUIET=1 CHECKPOINT=1; do
        # shellcheck disable=SC2086
        fleet QUERIES=1e5 $options
        assert_not_drawn
        times | diff "$root/before" -
    done
    if has_mpi; then
        fleet QUERIES=1e5 MPI=1
        assert_not_drawn
    fi
}

other_queries__draw_again() {
    fleet QUERIES=1e4
    assert_drawn
    ! cmp -s $day "$root/day.tsv" || fail "the same day of fewer queries"
    fleet QUERIES=1e5
    assert_drawn
    assert_first_day
}

# By a script of Slurm, without make; and a day that another run replaced.
day_of_a_direct_call__is_drawn_only_if_it_is_another() {
    "$BIN/draw_day" --assumptions build/tiny/assumptions.tsv --fit build/tiny/fit.nc --output $day \
        --minutes $minutes --queries 30000 --quiet 1
    fleet QUERIES=3e4
    assert_not_drawn_by_stage
    says 'Traditional, 30 000 queries'
    fleet QUERIES=1e5
    assert_drawn
    assert_first_day
    fleet QUERIES=1e5
    assert_not_drawn
}

second_run_of_a_scenario__is_told_to_wait() {
    start_fleet draw_day
    bad_make fleet SCENARIO=$tiny QUERIES=1e4
    says 'build/tiny: another make is at work here'
    kill -TERM "$(pgrep -g "$group" -x draw_day)"
    wait "$group" || true
    assert_first_day
    fleet QUERIES=1e5
    assert_first_day
}

load_curve__draws_again_when_it_changes() {
    { echo share; printf '1\n%.0s' {1..24}; } >curve.csv
    sed -i 's/load_low = 0.5/load_low = 0.5, load_curve = "curve.csv"/' $tiny
    fleet QUERIES=1e5
    assert_drawn
    ! cmp -s $minutes "$root/day_minutes.tsv" || fail "the minutes of another load curve"
    fleet QUERIES=1e5
    assert_not_drawn
    sed -i '2s/1/3/' curve.csv
    cp $minutes "$root/flat"
    fleet QUERIES=1e5
    assert_drawn
    ! cmp -s $minutes "$root/flat" || fail "the minutes of another load curve"
    sed -i '3s/1/-1/' curve.csv
    bad_fleet QUERIES=1e5
    assert_one_error 'curve.csv:3: share: found -1'
    sed -i '3s/-1/1/' curve.csv
    fleet QUERIES=1e5
    assert_not_drawn # those of the minutes
    cp curve.csv steep.csv
    sed '2s/3/1/' steep.csv >curve.csv
    touch -d 2001-01-01 curve.csv # older than the day
    fleet QUERIES=1e5
    assert_drawn
    cmp $minutes "$root/flat"
    rm curve.csv
    bad_make fleet SCENARIO=$tiny QUERIES=1e5
    says "$tiny:41: fleet.load_curve: found no file curve.csv"
}

# ---- bad input -----------------------------------------------------------------------------------

bad_queries__one_error_and_nothing_overwritten() {
    local queries
    for queries in 0 -1 1e30 1e-3 2.5 nan inf many '1e5 1e5' "1e5'; touch found; '" \
        "\$\$(touch found)" "\$(shell touch found)"; do
        bad_fleet QUERIES="$queries"
        assert_one_error 'draw_day: --queries: found '
        assert_first_day
        absent found
    done
    fleet QUERIES=1e5
    assert_first_day
}

bad_options__one_error_and_nothing_overwritten() {
    local option
    for option in THREADS=0 THREADS=many THREADS=1e9 KERNEL=avx3; do
        bad_fleet QUERIES=1e4 $option
        assert_one_error "found"
        assert_first_day
    done
    has_mpi || return 0
    bad_fleet QUERIES=1e4 MPI=1 RANKS=few
    says 'RANKS: found "few", want'
    export ASAN_OPTIONS=detect_leaks=0
    bad_fleet QUERIES=many MPI=1 RANKS=3
    assert_one_error '--queries: found "many"'
    assert_first_day
}

# ---- stopping and going on -----------------------------------------------------------------------

interrupted_run__goes_on_where_it_stopped() {
    start_fleet draw_day CHECKPOINT=1
    kill -INT -- "-$group"
    wait_fleet
    assert_one_error "of 200000000 queries; the same command goes on from there: they are in $checkpoint"
    assert_first_day # make leaves the earlier one
    cp $checkpoint "$root/good"

    bad_fleet QUERIES=1e4 CHECKPOINT=1
    assert_one_error 'of a day of 200000000 queries, want 10000: ask for as many'
    head -c 4000 "$root/good" >$checkpoint
    bad_fleet QUERIES=$LONG CHECKPOINT=1
    assert_one_error 'it was cut short: remove it, or run without a checkpoint'
    [ "$(wc -c <$checkpoint)" = 4000 ] || fail "the checkpoint is changed"
    assert_first_day

    cp "$root/good" $checkpoint
    fleet QUERIES=$LONG CHECKPOINT=1
    absent $checkpoint $checkpoint.tmp
    cp $day $minutes build
    rm $day
    fleet QUERIES=$LONG # in one go
    cmp $day build/day.tsv
    cmp $minutes build/day_minutes.tsv
}

terminated_run_without_a_checkpoint__says_how_far_it_was() {
    start_fleet draw_day
    kill -TERM "$(pgrep -g "$group" -x draw_day)"
    wait_fleet
    assert_one_error 'draw_day: interrupted after '
    absent $checkpoint
    assert_first_day
    assert_no_leftovers
}

killed_rank__ends_the_run_with_a_message_and_no_output() {
    local mpirun ranks
    has_mpi || { echo 'no mpicc and mpirun here, left out'; return; }
    export ASAN_OPTIONS=detect_leaks=0
    rm $day $minutes
    start_fleet mpirun MPI=1 RANKS=2
    mpirun=$(pgrep -g "$group" -x mpirun)
    sleep 1 # for the ranks to begin
    mapfile -t ranks < <(pgrep -P "$mpirun" draw_day_mpi)
    [ "${#ranks[@]}" = 2 ] || fail "found ${#ranks[@]} ranks, want 2"
    kill -KILL "${ranks[1]}"
    wait_fleet
    says 'draw_day_mpi: a rank was ended by signal 9, and the others with it'
    absent $day $minutes
    ! pgrep -P "$mpirun" || fail "a rank goes on"
}

interrupted_ranks__say_so() {
    has_mpi || { echo 'no mpicc and mpirun here, left out'; return; }
    export ASAN_OPTIONS=detect_leaks=0
    LONG=2e9 start_fleet mpirun MPI=1 RANKS=2
    sleep 1
    kill -TERM "$(pgrep -g "$group" -x mpi.sh | head -n 1)"
    wait_fleet
    says 'interrupted'
    assert_first_day
}

# ---- running -------------------------------------------------------------------------------------

run_tests "${1:-}"
