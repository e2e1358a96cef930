#!/bin/bash
# Runs a program of several ranks on this machine: mpi.sh RANKS PROGRAM ARGS...   With 0 or '' for
# RANKS, as many as there are processors.
set -euo pipefail
ranks=${1:-0}
shift

if [[ ! $ranks =~ ^[0-9]{1,4}$ ]]; then
    echo "make: RANKS: found \"$ranks\", want how many processes are to draw, such as 4" >&2
    exit 1
fi
ranks=$((10#$ranks))
((ranks > 0)) || ranks=$(nproc)

# mpirun refuses to work for root and to start more ranks than there are cores: both are overridden
# only where it would. Threads are not to be bound to one core. What it says of a rank that ends the
# others is left out, for the rank says why.
options=(--quiet -n "$ranks" --bind-to none)
cores=$(lscpu -p=Core,Socket 2>/dev/null | grep -v '^#' | sort -u | wc -l) || cores=0
((ranks <= cores)) || options+=(--oversubscribe)
[ "$(id -u)" != 0 ] || options+=(--allow-run-as-root)

# In the background, so that a signal to this shell alone ends the ranks too.
mpirun "${options[@]}" "$@" </dev/null &
child=$!
signalled=''
trap 'signalled=1; kill -TERM "$child" 2>/dev/null || true' INT TERM HUP
status=0
wait "$child" || status=$?
if [ -n "$signalled" ]; then
    status=0
    wait "$child" || status=$?
fi
# What the ranks say of a signal may be lost with mpirun, so that it is said here.
kept() {
    local word last=''
    for word in "$@"; do
        [ "$last" != --checkpoint ] || [ ! -e "$word" ] ||
            echo "; the same command goes on from the last checkpoint, $word"
        last=$word
    done
}
if [ -n "$signalled" ]; then
    echo "${1##*/}: interrupted, nothing is written$(kept "$@")" >&2
elif ((status > 128)); then
    echo "${1##*/}: a rank was ended by signal $((status - 128)), and the others with it" >&2
fi
exit "$status"
