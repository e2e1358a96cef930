#!/bin/bash
# No failure of the system is taken for an answer: a function with a message of its own, which it
# does not hand on, names it `own` and asks error_refused (stages/base/error.h) what it means. In
# lua/ all messages go into one list, which is told of their kind; base/ defines all that.
# Usage: failures.sh FILE...     sources of rooms
set -euo pipefail
exec awk '
function complain(what) { printf "%s:%d: %s\n", FILENAME, line, what; bad++ }
FNR == 1 { asks = FILENAME !~ /\/(base|lua)\//; line = 0 }
asks && /^ +struct error [a-z_0-9]+( =.*)?;/ {
    line = FNR
    asked = 0
    if ($3 != "own;") complain("found the message " $3 ", want own; to ask error_refused about")
}
/&own\), &own, / { asked = 1 }
/^}/ {
    if (line && !asked) complain("found a message that error_refused is not asked about")
    line = 0
}
/problems_add\(.*, e\.text\)/ {
    line = FNR
    complain("found a message added as text, want problems_add_error")
    line = 0
}
END { exit bad > 0 }' "$@"
