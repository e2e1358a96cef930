#!/bin/bash
# A folder with the programs that the packages of deps.sh bring, and no other: with it as PATH, what
# calls a program that no list has says "command not found".
# Usage: path.sh FOLDER [PACKAGE...]   PACKAGEs besides those of deps.sh and of an empty Debian
set -euo pipefail
export LC_ALL=C
folder=$1
shift
wanted="git make $(scripts/setup/deps.sh --packages) $*"

# Essential packages, those wanted, and what they depend on, as far as it is installed.
closure() {
    dpkg-query -W -f '${Package}\t${Essential}\t${Provides}\t${Pre-Depends}, ${Depends}\n' |
        awk -F'\t' -v wanted="$wanted" '
            { depends[$1] = $4
              n = split($3, p, ", *")
              for (i = 1; i <= n; i++) { sub(/ .*/, "", p[i]); provider[p[i]] = provider[p[i]] " " $1 }
              if ($2 == "yes") wanted = wanted " " $1 }
            END {
                n = split(wanted, queue, " ")
                for (i = 1; i <= n; i++) {
                    name = queue[i]
                    if (name in seen) continue
                    seen[name] = 1
                    if (!(name in depends)) { # a virtual one
                        k = split(provider[name], p, " ")
                        for (j = 1; j <= k; j++) queue[++n] = p[j]
                        continue
                    }
                    print name
                    k = split(depends[name], d, /[,|] */)
                    for (j = 1; j <= k; j++) { gsub(/[ (:].*/, "", d[j]); if (d[j] != "") queue[++n] = d[j] }
                }
            }'
}

rm -rf "$folder"
mkdir -p "$folder"
closure | xargs dpkg -L 2>/dev/null | grep -E '^(/usr)?/s?bin/[^/]+$' | sort -u >"$folder/.programs"
while read -r program; do
    [ ! -x "$program" ] || ln -sf "$program" "$folder/${program##*/}"
done <"$folder/.programs"
# awk, gnuplot, mpirun and the like are links that no package owns.
for link in /etc/alternatives/*; do
    program=$(readlink -f "$link")
    if grep -qxF -e "$program" -e "${program#/usr}" "$folder/.programs" && [ -x "/usr/bin/${link##*/}" ]; then
        ln -sf "$program" "$folder/${link##*/}"
    fi
done
rm "$folder/.programs"
