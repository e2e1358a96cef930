#!/bin/bash
# dist.sh -- the package for journals and reviewers.
# Usage: dist.sh check SCENARIO.lua       whether the tree is what its commit says
#        dist.sh pack FOLDER PRODUCT...   FOLDER/wattquery-VERSION.tar.gz: what git holds, products
# VERSION is the tag or the commit. The same commit and products give the same bytes: sorted names,
# the commit's time (or SOURCE_DATE_EPOCH), nobody's files, the same modes.
set -euo pipefail
export LC_ALL=C TZ=UTC
# shellcheck source=scripts/lib/in_the_way.sh
. scripts/lib/in_the_way.sh

check() {
    local dirty new
    [ "$(git rev-parse --show-toplevel 2>/dev/null)" = "$(pwd -P)" ] ||
        { echo 'make dist: this tree has no git repository of its own, want a clone' >&2; exit 1; }
    dirty=$(git status --porcelain --untracked-files=no)
    if [ -n "$dirty" ]; then
        echo 'make dist: the tree differs from its commit; commit or take away what is changed:' >&2
        echo "    ${dirty//$'\n'/$'\n'    }" >&2
        exit 1
    fi
    new=$(git ls-files --others --exclude-standard)
    [ -n "$new" ] || return 0
    if grep -qxF -- "$1" <<<"$new"; then
        echo "make dist: $1 is not in git and would not be packed; git add and commit it" >&2
        exit 1
    fi
    echo "make dist: left out, since git does not hold them: ${new//$'\n'/ }"
}

pack() {
    local folder=$1 name time
    shift
    name=wattquery-$(git describe --tags --always)
    ! in_the_way "$folder/$name.tar.gz"{,.tmp} >&2 || exit 1
    time=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
    { git ls-files -z; printf '%s\0' "$@"; } | sort -zu |
        tar --create --file=- --format=gnu --no-recursion --null --files-from=- \
            --mtime="@$time" --owner=0 --group=0 --numeric-owner --mode='u=rwX,go=rX' \
            --transform="flags=r;s,^,$name/," | gzip -9n >"$folder/$name.tar.gz.tmp"
    mv "$folder/$name.tar.gz.tmp" "$folder/$name.tar.gz"
    echo "package in $folder/$name.tar.gz"
}

case ${1:-} in
    check) check "$2" ;;
    pack) shift; pack "$@" ;;
    *) echo 'usage: dist.sh check SCENARIO.lua | dist.sh pack FOLDER PRODUCT...' >&2; exit 2 ;;
esac
