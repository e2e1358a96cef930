#!/bin/bash
# verify.sh -- builds what verify.lua compares. Usage: MAKE=make verify.sh [--accept] SCENARIO...
# A scenario that cannot be built is told of at the end, with all the rest.
set -euo pipefail

accept=()
if [ "${1:-}" = --accept ]; then
    accept=(--accept)
    mkdir -p tests/expected/results
    shift
fi

# Makes a product of a scenario and notes whether that went well.
states=()
build() {
    local product=${1##*/}
    product=build/${product%.lua}/$2
    if "$MAKE" --no-print-directory SCENARIO="$1" "$product" | sed '/ is up to date\.$/d'; then
        states+=("$product=built")
    else
        states+=("$product=failed")
    fi
}

for scenario in "$@"; do
    build "$scenario" results.tsv
done
for scenario in "$@"; do
    build "$scenario" provenance.json
done
exec lua5.4 scripts/verify/verify.lua "${accept[@]}" "${states[@]}"
