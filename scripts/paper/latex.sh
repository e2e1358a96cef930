#!/bin/bash
# latex.sh -- runs LaTeX and BibTeX until references are settled. Usage: latex.sh SCENARIO
# Reads paper/ and build/SCENARIO/paper/{numbers,figures,tables/*}.tex; writes paper.pdf beside
# that folder.
# On an error it shows the lines that matter and names the log. The same input gives the same bytes:
# dates are those of SOURCE_DATE_EPOCH, or of 1970.
set -euo pipefail
work=build/$1/paper
log=$work/paper.log
RUNS=4 # at most
# shellcheck source=scripts/lib/in_the_way.sh
. scripts/lib/in_the_way.sh

export LC_ALL=C TZ=UTC SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-0}" FORCE_SOURCE_DATE=1
export TEXINPUTS="$work:paper:" BIBINPUTS="$PWD/paper:" TEXMFVAR="$PWD/build/texmf"
export max_print_line=1000 error_line=254 half_error_line=238

fail() { # what happened, then the lines of standard input
    { echo "paper: $1"; sed 's/^/    /'; echo "    all of it: $log"; } >&2
    exit 1
}

# What stopped LaTeX.
errors() { lua5.4 scripts/paper/log.lua "$log" errors || return 0; tail -n 5 "$log"; }

# What the runs pass on to each other.
passed_on() { { cat "$work"/paper.{aux,out,toc,bbl} 2>/dev/null || true; } | sha256sum; }

run_latex() {
    lualatex --no-shell-escape -interaction=nonstopmode -halt-on-error -file-line-error \
        -output-directory="$work" -jobname=paper paper/paper.tex >"$work/terminal.txt" 2>&1 ||
        fail 'LaTeX stopped' < <(errors)
}

run_bibtex() {
    grep -q '^\\citation' "$work/paper.aux" || return 0
    ! [ -s "$work/paper.bbl" ] || command -v bibtex >/dev/null || return 0 # that of a package
    (cd "$work" && bibtex -terse paper >terminal.txt 2>&1) ||
        { log=$work/paper.blg; fail 'BibTeX stopped' <"$work/terminal.txt"; }
}

settled=no
for ((run = 1; run <= RUNS; run++)); do
    before=$(passed_on)
    run_latex
    [ $run != 1 ] || run_bibtex
    if [ "$before" = "$(passed_on)" ]; then
        settled=yes
        break
    fi
done
[ $settled = yes ] || fail "references are not settled after $RUNS runs" </dev/null
! in_the_way "build/$1/paper.pdf" "build/$1/paper.pdf.tmp" >&2 || exit 1
cp "$work/paper.pdf" "build/$1/paper.pdf.tmp"
mv "build/$1/paper.pdf.tmp" "build/$1/paper.pdf"
