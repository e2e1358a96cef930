#!/bin/bash
# One make at a time works on a scenario: lock.sh FILE HOLDER prints the process that may, and is 0;
# or prints who else does, and is 1. HOLDER: the make that called this one, "" without; else it is
# the make that asks. A lock holds for as long as its process lives, however it ends.
set -euo pipefail
file=$1 holder=${2:-$PPID}

# A process by its number and the time at which it began: numbers come again.
process() {
    local stat
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    stat=${stat##*) }
    # shellcheck disable=SC2086
    set -- "$1" $stat
    echo "$1 ${21}"
}

exec 9>>"$file"
flock 9
read -r other began <"$file" || true
if [ -n "${other:-}" ] && [ "$other" != "$holder" ] && [ "$(process "$other")" = "$other $began" ]; then
    echo "$other"
    exit 1
fi
process "$holder" >"$file"
echo "$holder"
