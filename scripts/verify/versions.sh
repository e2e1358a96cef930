#!/bin/bash
# versions.sh -- what products may depend on beside the sources: a line each, "name<TAB>version".
# "unknown" where nothing here can tell. Run in the root of the tree.
set -uo pipefail
export LC_ALL=C
read -ra cc <<<"${CC:-gcc}" # a command, maybe with options

first_line() { "$@" 2>/dev/null </dev/null | head -n 1; }

# The version of a library: of its pkg-config module, or else of its Debian package.
library() {
    local version=''
    [ -z "$1" ] || version=$(first_line pkg-config --modversion "$1")
    # shellcheck disable=SC2016
    [ -n "$version" ] || version=$(first_line dpkg-query -W -f '${Version}\n' "$2")
    echo "$version"
}

# The tree's own commit: none for a tree without one, even inside another repository.
commit() {
    if [ -e .git ]; then
        first_line git describe --always --dirty --abbrev=40
    else
        echo none
    fi
}

tell() { printf '%s\t%s\n' "$1" "${2:-unknown}"; }

tell commit "$(commit)"
tell machine "$(first_line uname -m)"
tell compiler "$(first_line "${cc[@]}" --version)"
tell libc "$(first_line getconf GNU_LIBC_VERSION)"
tell gsl "$(library gsl libgsl-dev)"
tell lua "$(library lua5.4 liblua5.4-dev)"
tell netcdf "$(library netcdf libnetcdf-dev)"
tell libmd "$(library libmd libmd-dev)"
tell random123 "$(library '' librandom123-dev)"
tell gnuplot "$(first_line gnuplot --version)"
