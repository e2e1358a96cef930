#!/bin/bash
# Times every step of one scenario, then the whole from a clean tree.
# Usage: bench.sh SCENARIO.lua BIN
# Prints label, wall [s], processor [s] and peak memory [MB], tab-separated. The steps write into a
# scratch folder; the clean tree is a copy of the sources beside it.
set -euo pipefail
file=$1 bin=$2
scenario=$(basename "$file" .lua)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
build=build/$scenario
mkdir -p "$scratch/out/violins" "$scratch/tree"

step() { "$bin/measure" "$@"; }

stages() {
    local inputs=(--assumptions "$build/assumptions.tsv" --fit "$build/fit.nc") workload
    step resolve "$bin/resolve" --assumptions "$scratch/out/a.tsv" --places "$scratch/out/p.tsv" \
        --cases "$scratch/out/c.mk" "$file"
    step fit_tps "$bin/fit_tps" --assumptions "$build/assumptions.tsv" \
        --output "$scratch/out/fit.nc"
    step integrate "$bin/integrate" "${inputs[@]}" --results "$scratch/out/exact.tsv"
    grep -q '^GENERATOR := exact' "$build/cases.mk" && return
    # shellcheck disable=SC2013
    for workload in $(sed -n 's/^DRAWN_WORKLOADS := //p' "$build/cases.mk"); do
        step "sample $workload" "$bin/sample" "${inputs[@]}" --workload "$workload" \
            --directory "$scratch/out"
        step "apply_levers $workload" "$bin/apply_levers" "${inputs[@]}" \
            --workload "$workload" --directory "$scratch/out"
    done
    step aggregate_fleet "$bin/aggregate_fleet" "${inputs[@]}" --directory "$build" \
        --output "$scratch/out/fleet.tsv"
    step summarize "$bin/summarize" "${inputs[@]}" --fleet "$build/fleet.tsv" \
        --directory "$build" --results "$scratch/out/results.tsv" \
        --words "$scratch/out/words.tsv" --headlines "$scratch/out/headlines.tsv" \
        --fits "$scratch/out/fits.tsv" --throughput "$scratch/out/throughput.tsv" \
        --output-tokens "$scratch/out/output_tokens.tsv" --violins "$scratch/out/violins"
}

# What evaluates many sets of assumptions: one thread, then as many as there are processors.
multiverse() {
    local out=$scratch/many threads
    mkdir -p "$out/curves"
    "$bin/resolve" --assumptions "$out/a.tsv" --places "$out/p.tsv" --cases "$out/c.mk" \
        --readings "$out/r.tsv" tests/scenarios/many_readings.lua
    for threads in 1 "$(nproc)"; do
        step "multiverse, 4096 readings, threads: $threads" "$bin/multiverse" \
            --assumptions "$out/a.tsv" --places "$out/p.tsv" --readings "$out/r.tsv" \
            --formulae data/published_formulae.csv --output "$out/m.tsv" --best "$out/b.tsv" \
            --numbers "$out/n.tsv" --curves "$out/curves" --threads "$threads" 2>"$out/log"
    done
}

printf 'step\twall_s\tprocessor_s\tmemory_MB\n'
stages | tee "$scratch/stages.tsv"
awk -F'\t' '{ wall += $2; cpu += $3; if ($4 > most) most = $4 }
    END { printf "all C stages\t%.3f\t%.3f\t%.1f\n", wall, cpu, most }' "$scratch/stages.tsv"
multiverse

git ls-files -z | xargs -0 cp --parents -t "$scratch/tree"
cp "$file" "$scratch/tree/scenarios/"
cd "$scratch/tree"
bin=$OLDPWD/$bin
step 'make figures, clean tree' make -s -j2 figures "SCENARIO=$scenario" >"$scratch/clean"
tail -n 1 "$scratch/clean"
step 'make figures, again' make -s -j2 figures "SCENARIO=$scenario" >"$scratch/again"
tail -n 1 "$scratch/again"
touch "scenarios/$scenario.lua"
step 'make figures, scenario touched' make -s -j2 figures "SCENARIO=$scenario" >"$scratch/touched"
tail -n 1 "$scratch/touched"
