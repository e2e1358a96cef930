#!/bin/bash
# test_paper_pdf.sh -- make paper and make dist, with LaTeX: part of make test-long.
#
# Works on copies of the tree, as make_fixture.sh says, of the tiny scenario.
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh
unset QUERIES THREADS KERNEL CHECKPOINT QUIET MPI RANKS STRICT SOURCE_DATE_EPOCH
export QUERIES=1e5 QUIET=1 GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1

pdf=build/tiny/paper.pdf

command -v lualatex >/dev/null ||
    { echo '[  PASSED  ] 0 test(s). no lualatex here, left out'; exit 0; }

set_up() {
    build_tiny
    cp -a "$here/paper" "$here/.gitignore" .
    good_make paper SCENARIO=$tiny
}

commit_all() {
    git init -q .
    git add -A
    git -c user.name=tests -c user.email=tests commit -q -m "$1"
}

paper__has_the_numbers_and_no_flaw() {
    good_make paper SCENARIO=$tiny STRICT=1
    pdftotext $pdf - >"$root/text" 2>/dev/null || return 0 # not everywhere
    grep -q 'Two models, for tests' "$root/text"
    ! grep -qF '??' "$root/text" || fail "a reference that nothing defines"
}

same_tree__same_bytes_in_another_folder() {
    cp -a . "$root/other_folder"
    cd "$root/other_folder"
    rm -rf build/tiny build/text build/texmf figures
    HOME=$root/no_home good_make -j2 paper SCENARIO="$PWD/$tiny"
    cmp $pdf "$root/built/$pdf"
}

second_make__draws_and_sets_nothing() {
    good_make paper SCENARIO=$tiny
    ! grep -E '^  (draw|latex|day) ' "$root/out" || fail "made again"
}

unknown_key__one_line_with_place_and_no_paper() {
    rm $pdf
    printf '\n\\res{traditional.energy.frontier.p51}\n' >>paper/sections/introduction.tex
    bad_make paper SCENARIO=$tiny
    local section=paper/sections/introduction.tex key=traditional.energy.frontier
    says "paper: $section:$(wc -l <$section): unknown result: $key.p51; did you mean $key.p5?"
    absent $pdf $pdf.tmp
}

unknown_key_of_a_macro__stops_latex_with_its_name() {
    printf '\n\\newcommand\\of[1]{\\res{#1.p51}}\\of{traditional}\n' >>paper/sections/introduction.tex
    bad_make paper SCENARIO=$tiny
    says 'paper: LaTeX stopped'
    says 'paper/sections/introduction.tex:'
    says 'unknown result: traditional.p51'
    says 'all of it: build/tiny/paper/paper.log'
    cmp $pdf "$root/built/$pdf" # the earlier one
}

title_of_specials__is_shown() {
    # shellcheck disable=SC2016
    sed -i 's/title = "[^"]*"/title = "50% \& _more_ #1 \\\\input{x} $y$ \\"q\\" --"/' $tiny
    good_make paper SCENARIO=$tiny STRICT=1
    # shellcheck disable=SC2016
    grep -qF '\input{x} $y$ "q" --' build/tiny/assumptions.tsv || fail "another title"
    pdftotext $pdf - >"$root/text" 2>/dev/null || return 0
    # shellcheck disable=SC2016
    grep -qF '50% & _more_ #1 \input{x} $y$ "q" --' "$root/text" || fail "not shown"
}

line_that_is_too_wide__is_told_and_refused_if_strict() {
    printf '\n\\noindent\\rule{9cm}{1pt}\n' >>paper/sections/introduction.tex
    good_make paper SCENARIO=$tiny
    says 'paper/sections/introduction.tex:'
    says ' pt too wide'
    bad_make paper SCENARIO=$tiny STRICT=1
    says ' pt too wide'
}

dist__refuses_a_tree_that_differs_from_its_commit() {
    bad_make dist SCENARIO=$tiny
    says 'make dist: this tree has no git repository of its own'
    commit_all first
    echo 'a word' >>scripts/lib/number.lua
    echo 'a word' >new_file
    bad_make dist SCENARIO=$tiny
    says '     M scripts/lib/number.lua'
    [ -z "$(find build -maxdepth 1 -name '*.tar.gz')" ] || fail "a package is there"
    git checkout -q scripts
    cp $tiny scenarios/mine.lua
    bad_make dist SCENARIO=mine
    says 'make dist: scenarios/mine.lua is not in git and would not be packed'
}

dist__packs_the_same_bytes_and_latex_alone_makes_the_paper() {
    local name
    commit_all first
    echo 'scenario { extends = "paper" }' >scenarios/mine.lua
    good_make dist SCENARIO=$tiny
    says 'make dist: left out, since git does not hold them: scenarios/mine.lua'
    name=wattquery-$(git describe --tags --always)
    cp "build/$name.tar.gz" "$root/first.tar.gz"
    cp -a . "$root/other_clone"
    (cd "$root/other_clone" && umask 077 && rm -rf build/tiny figures "build/$name.tar.gz" &&
        good_make dist SCENARIO=$tiny && cmp "build/$name.tar.gz" "$root/first.tar.gz")
    tar -xzf "$root/first.tar.gz" -C "$root"
    cd "$root/$name"
    cp $pdf "$root/packed.pdf"
    rm $pdf
    scripts/paper/latex.sh tiny
    cmp $pdf "$root/packed.pdf"
    ! grep -rlF -e "$root" -e "$HOME/" build figures || fail "a folder of this machine"
}

run_tests "${1:-}"
