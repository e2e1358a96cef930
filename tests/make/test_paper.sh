#!/bin/bash
# test_paper.sh -- numbers, keys and tables of the paper, without LaTeX.
#
# Works on a copy of the scripts and of the paper's sources, as make_fixture.sh says.
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

HEAD=$'key\tcase\tquantity\tgroup\tlever\tstatistic\tvalue\tunit\tstandard_error\tn'

# Two results, one of which is exact, and four assumptions.
set_up() {
    mkdir "$root/built" && cd "$root/built" && cp -a "$here/scripts" "$here/paper" . || exit 1
    mkdir -p s/tables
    { echo "$HEAD"
      printf 'a.energy.frontier.p50\ta\tenergy\tfrontier\t\tp50\t0.34076908\tWh\t0.00281\t600\n'
      printf 'fleet.beta.total\tfleet\t\tbeta\t\ttotal\t1.325632\t1\t0\t1\n'
    } >s/results.tsv
    { printf '# scenario s\npath\tvalue\tunit\tsource\tnote\n'
      # shellcheck disable=SC2016
      printf 'title\t%s\t-\t\t\n' '50% & _more_ #1 \input{x} $y$'
      printf 'pue\tlognormal(p5=1.05,p95=1.6)\t1\t\t\nqueries\t10000\tquery\t\t\n'
      printf 'models\tone two\t-\t\t\n'
    } >s/assumptions.tsv
    { printf 'distribution\twords\tforms\tparameter\tparameter_words\trole\n'
      printf 'lognormal\tlog-normal\t\tp%s\tP%s\tplace\n' 5 5 95 95
    } >s/distributions.tsv
}

# ---- what the tests say --------------------------------------------------------------------------

# Runs a script; what it prints goes to $root/out as well, its status to $status.
run() {
    status=0
    "$@" >"$root/out" 2>&1 || status=$?
    cat "$root/out"
}

good() { run "$@"; [ "$status" = 0 ] || fail "$1 $2: status $status, want 0"; }
bad() { run "$@"; [ "$status" = 1 ] || fail "$1 $2: status $status, want 1"; }

has_line() { grep -qxF -- "$1" numbers.tex || { cat numbers.tex; fail "want the line $1"; }; }

write_numbers() {
    good lua5.4 scripts/paper/numbers.lua numbers.tex results=s/results.tsv \
        assumptions=s/assumptions.tsv distributions=s/distributions.tsv "$@"
    good lua5.4 scripts/paper/figures.lua figures.tex scenario=s beside=text from=text \
        figures='figures/s/day_mixed.pdf figures/s/compare_text/a_p50.pdf' \
        tables='s/tables/beta.tex'
}

check_keys() { lua5.4 scripts/paper/check_keys.lua numbers.tex figures.tex "$@"; }
check_numbers() { lua5.4 scripts/paper/check_numbers.lua "$@"; }

# ---- numbers -------------------------------------------------------------------------------------

numbers__have_value_error_unit_and_the_raw_value() {
    write_numbers
    has_line '\Result{a.energy.frontier.p50}{0.341}{0.341 ± 0.003}{\thin{}Wh}{}% 0.34076908 +- 0.00281 Wh'
    has_line '\Result{fleet.beta.total}{1.326}{1.326}{}{132.6\%}% 1.3256319999999999 1'
    has_line '\Assumption{queries}{10\thin{}000~queries}{10\thin{}000}{}% 10000 query'
    has_line '\Assumption{pue}{log-normal, P5 1.05, P95 1.6}{log-normal, P5 1.05, P95 1.6}{}% lognormal(p5=1.05,p95=1.6) 1'
    has_line '\Assumption{pue.p95}{1.6}{1.6}{160\%}% 1.6 1'
    has_line '\Assumption{models}{one, two}{one, two}{}% one two -'
}

text_of_a_scenario__is_escaped() {
    write_numbers
    # shellcheck disable=SC2016
    has_line '\Assumption{title}{50\% \& \_more\_ \#1 \textbackslash{}input\{x\} \$y\$}{50\% \& \_more\_ \#1 \textbackslash{}input\{x\} \$y\$}{}% 50% & _more_ #1 \input{x} $y$ -'
}

key_that_stands_twice__is_an_error() {
    local row
    row=$(tail -n 1 s/results.tsv)
    echo "$row" >>s/results.tsv
    bad lua5.4 scripts/paper/numbers.lua numbers.tex results=s/results.tsv \
        assumptions=s/assumptions.tsv distributions=s/distributions.tsv
    says 'fleet.beta.total: found twice among the keys of the paper'
    absent numbers.tex numbers.tex.tmp
}

numbers_that_do_not_change__are_not_written_again() {
    write_numbers
    touch -d 2001-01-01 numbers.tex
    write_numbers
    [ "$(date -r numbers.tex +%Y)" = 2001 ] || fail "numbers.tex was written again"
}

audit__counts_verdicts_and_gives_values() {
    { printf '# scenario s p.csv\n# beside text p.csv\n# published p.csv\n'
      printf 'id\tplace\tquantity\tcase\tgroup\tprinted\tunit\tlow\thigh\treference'
      for side in s text; do
          for column in value standard_error exact judged verdict exact_verdict difference \
              relative; do
              printf '\t%s.%s' $side $column
          done
      done
      printf '\tkind\tformula\treason\n'
      printf 'in.a\tp\tq\tc\tg\t0.34\tWh\t\t\t\t0.341\t0.003\t0.342\tvalue\treproduced\tdiffers'
      printf '\t0\t0\t0.375\t0.002\t0.375\tvalue\twithin sampling error\tdiffers\t0\t0\tk\tf\t\n'
      printf 'in.b\tp\tq\tc\tg\tless than half\t1\t\t\t\t\t\t\t\tnot computed\t\t\t'
      printf '\t\t\t\t\tnot computed\t\t\t\tk\t\tno formula\n'
    } >s/audit.tsv
    write_numbers audit=s/audit.tsv
    has_line '\Result{audit.all.count}{2}{2}{}{}% 2 1'
    has_line '\Result{audit.not_computed.count}{1}{1}{}{}% 1 1'
    has_line '\Result{audit.text.within_sampling_error.count}{1}{1}{}{}% 1 1'
    has_line '\Result{audit.in.a.value}{0.341}{0.341 ± 0.003}{\thin{}Wh}{}% 0.34100000000000003 +- 0.003 Wh'
    has_line '\Result{audit.in.b.printed}{less than half}{less than half}{}{}% less than half 1'
    ! grep -F 'audit.in.b.value' numbers.tex || fail "a value of what is not computed"
    good lua5.4 scripts/paper/tables.lua audit.tex table=audit build=s \
        distributions=s/distributions.tsv
    grep -qF 'in.\allowbreak{}a & q, c, g & 0.34\thin{}Wh & 0.341 ± 0.003 & reproduced & 0.375 ± 0.002 & within error' audit.tex ||
        { cat audit.tex; fail "want the row of in.a"; }
}

# ---- keys that the sources name ------------------------------------------------------------------

unknown_key__is_told_with_place_and_the_nearest() {
    write_numbers
    printf 'text\n%% \\res{not.looked.at}\n\\res{a.energy.frontier.p51} \\assume{pue.p96}\n' >bad.tex
    printf '\\figurefile{day_mixde} \\papertable{betta} \\rese{nothing.like.it.at.all}\n' >>bad.tex
    bad check_keys bad.tex
    says 'paper: bad.tex:3: unknown result: a.energy.frontier.p51; did you mean a.energy.frontier.p50?'
    says 'paper: bad.tex:3: unknown assumption: pue.p96; did you mean pue.p95?'
    says 'paper: bad.tex:4: unknown figure: day_mixde; did you mean day_mixed?'
    says 'paper: bad.tex:4: unknown table: betta; did you mean beta?'
    grep -qx 'paper: bad.tex:4: unknown result: nothing.like.it.at.all' "$root/out" ||
        fail "a name is suggested that is not near"
    [ "$(wc -l <"$root/out")" = 5 ] || fail "want five lines"
}

branch_that_is_left_out__is_not_looked_at() {
    write_numbers
    cat >good.tex <<'TEX'
\ifhas{mixed}{\res{mixed} {\bf \res{mixed.too}}}{\res{fleet.beta.total}}
\ifhas{pue}{\assume{pue}}{\res{mixed}} \iffigure{x}{\figurefile{x}}{} \iftable{y}{\papertable{y}}{}
\ifall{pue, mixed}{\res{mixed}}{} \newcommand\of[1]{\res{#1.energy}} \figurefile{waterfall_a_p50}
TEX
    good check_keys good.tex
    printf '\\ifhas{pue}{\n\\res{mixed}}{}\n\\ifall{pue,queries}{}{\\res{m}}\\ifhas{m}{}{\\res{m}}' >bad.tex
    bad check_keys bad.tex
    says 'paper: bad.tex:2: unknown result: mixed'
    says 'paper: bad.tex:3: unknown result: m'
    [ "$(wc -l <"$root/out")" = 2 ] || fail "want two lines"
}

name_of_a_scenario_in_a_key__is_read() {
    write_numbers
    printf '\\res{compare.\\comparedfrom.a}' >bad.tex
    bad check_keys bad.tex
    says 'unknown result: compare.text.a'
}

# ---- numbers in the text -------------------------------------------------------------------------

papers_text__has_no_number_of_its_own() {
    local sources
    mapfile -t sources < <(find paper -name '*.tex' ! -name preamble.tex | sort)
    [ "${#sources[@]}" -gt 0 ] || fail "found no sources"
    good check_numbers "${sources[@]}"
}

numbers_in_the_text__are_found() {
    local planted n=0
    while read -r planted; do
        printf 'A line.\n%s\n' "$planted" >bad.tex
        bad check_numbers bad.tex
        grep -q '^bad.tex:2: ' "$root/out" || fail "not found: $planted"
        n=$((n + 1))
    done <<'TEX'
It takes 0.34 of it.
It takes 12 Wh each.
It takes 12~GWh/day.
It takes $4\,\mathrm{kWh}$ each.
Some 300 tokens.
Some 10\,000~queries.
Some 50\% of it.
Some 50~\% of it.
Up to 1e9 of them.
Up to $10$ million.
The PUE is $1.05$.
From \res{a.b} to 0.7, \emph{not}.
\caption{The median is 4.3.}
\exhibit{day}{It draws 2.5 of them.}
\ifhas{a.1}{It is 1.5.}{}
It lasts 3\thin{}s.
TEX
    [ $n = 16 ] || fail "looked for $n, want 16"
    printf 'see\n\\emph{a}\n\nIt is 3.5.\n' >bad.tex
    bad check_numbers bad.tex
    says 'bad.tex:4: a decimal number outside of \res and \assume: 3.5'
}

numbers_that_are_no_results__are_let_through() {
    cat >good.tex <<'TEX'
\res{fleet.0.5} 87 values, 3 of 5, in 2025 % 0.5 Wh
\begin{tabular}{@{}L{0.5cm}L{1.5em}@{}}1 & two\end{tabular}\vspace*{2.5ex}
$\kappa = 3600/1000$, $b_0$, P95, Llama~3.1 70B, 8xH100, \ref{fig:0.5}, \cite[sec. 2]{a1.5}
TEX
    good check_numbers good.tex
}

# ---- LaTeX's log ---------------------------------------------------------------------------------

log__flaws_are_told_with_their_file() {
    cat >log <<'LOG'
This is LuaHBTeX (paper/paper.tex (paper/preamble.tex)
(./paper/sections/a.tex
Overfull \hbox (1.99pt too wide) in paragraph at lines 3--5
[]\TU/lmr/m/n/10 a line with an open (
 []

Overfull \hbox (20.5pt too wide) in paragraph at lines 10--12
[]\TU/lmr/m/n/10 another with an open (
 []

) [1] (paper/sections/b.tex
LaTeX Warning: Citation `x' on page 2 undefined on input line 7.
Missing character: There is no Ω in font x!
) (paper/sections/c.tex
Overfull \hbox (11pt too wide) in paragraph at lines 31--2
 []

Overfull \vbox (5pt too high) has occurred while \output is active
))
LOG
    bad lua5.4 scripts/paper/log.lua log flaws 2
    diff "$root/out" - <<'TEXT'
paper/sections/a.tex:10: 20.5 pt too wide
paper/sections/b.tex: LaTeX Warning: Citation `x' on page 2 undefined on input line 7.
paper/sections/b.tex: Missing character: There is no Ω in font x!
paper/sections/b.tex:31: 11 pt too wide
paper/sections/c.tex: 5 pt too high
TEXT
    printf 'This is\n(a.tex) Output written\n' >log
    good lua5.4 scripts/paper/log.lua log flaws 2
}

log__errors_are_told_with_their_source() {
    printf '(a.tex\n./a.tex:3: Undefined control sequence.\nl.3 It is \\nothing\n  here\n' >log
    bad lua5.4 scripts/paper/log.lua log errors
    printf 'a.tex:3: Undefined control sequence.\n    It is \\nothing\n' | diff "$root/out" -
}

# ---- provenance ----------------------------------------------------------------------------------

# Sources of all scenarios and of the measured rows; without one of the entries, one is missed.
sources__have_references() {
    local name files=()
    for name in paper text joule readings; do
        files+=("$root/$name.tsv")
        (cd "$here" && "$BIN/resolve" --assumptions "$root/$name.tsv" --places "$root/places" \
            --cases "$root/cases" --readings "$root/readings" "scenarios/$name.lua")
    done
    good lua5.4 "$here/tests/scripts/check_sources.lua" paper/references.bib \
        "$here/data/throughput_supplement_s1.csv" "${files[@]}"
    sed 's/covers = {llamaNemotron/note = {llamaNemotron/' paper/references.bib >other.bib
    bad lua5.4 "$here/tests/scripts/check_sources.lua" other.bib \
        "$here/data/throughput_supplement_s1.csv" "${files[@]}"
}

# ---- running -------------------------------------------------------------------------------------

run_tests "${1:-}"
