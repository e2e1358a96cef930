#!/bin/bash
# run.sh -- runs a test. Usage: run.sh PROGRAM LOG
# Whatever comes of it, what it says is in LOG, with its status in the last line. Tests whose name
# contains $ONLY are run alone: make test ONLY=truncated
# Signals do what they do in a terminal: under nohup, or behind an &, some come ignored.
set -uo pipefail
env --default-signal=HUP,INT,QUIT,PIPE,TERM "$1" ${ONLY:+"$ONLY"} >"$2" 2>&1
printf '\nstatus %d\n' $? >>"$2"
