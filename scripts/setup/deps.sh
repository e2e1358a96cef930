#!/bin/bash
# Checks that everything needed is there, by command, header and library; installs it when root.
# Usage: deps.sh CONFIG.mk [skip]           writes compiler and linker flags to CONFIG.mk
#        deps.sh STAMP [skip|''] mpi|bench|paper|browser  what single verbs need; writes STAMP
#        deps.sh --packages [mpi|bench|paper|browser]     prints the names of the packages
set -euo pipefail
export LC_ALL=C
[ "$1" != --packages ] || set -- "$1" '' "${2:-}"
config=$1
read -ra cc <<<"${CC:-gcc}" # a command, maybe with options

# What is looked for, and the Debian package that has it.
commands="${cc[0]}:gcc pkg-config:pkg-config gnuplot:gnuplot-nox lua5.4:lua5.4 \
pgrep:procps"
headers="gsl/gsl_rng.h:libgsl-dev lua5.4/lua.h:liblua5.4-dev cmocka.h:libcmocka-dev \
netcdf.h:libnetcdf-dev Random123/philox.h:librandom123-dev sha256.h:libmd-dev stdlib.h:libc6-dev"
libraries="gsl:libgsl-dev lua5.4:liblua5.4-dev cmocka:libcmocka-dev \
netcdf:libnetcdf-dev md:libmd-dev"
modules='' # of Python
texts='' # what TeX reads: styles and fonts
case ${3:-} in
    '') ;;
    mpi) commands='mpicc:libopenmpi-dev mpirun:openmpi-bin' headers='' libraries='' ;;
    bench) commands=python3:python3 headers='' libraries='' modules=numpy:python3-numpy ;;
    paper)
        commands='lualatex:texlive-latex-base bibtex:texlive-binaries' headers='' libraries=''
        texts='luaotfload.sty:texlive-luatex natbib.sty:texlive-latex-base
fontspec.sty:texlive-latex-recommended booktabs.sty:texlive-latex-recommended
lmroman10-regular.otf:fonts-lmodern DejaVuSans.ttf:fonts-dejavu-core'
        ;;
    browser) commands='chromium:chromium node:nodejs' headers='' libraries='' ;;
    *) echo "deps.sh: found the set \"$3\", want mpi, bench, paper or browser" >&2; exit 2 ;;
esac

if [ "$config" = --packages ]; then
    # shellcheck disable=SC2086
    printf '%s\n' $commands $headers $libraries $modules $texts | sed 's/.*://' | sort -u
    exit
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

compiles() { # one #include for every header given, one -l for every library
    printf '#include <%s>\n' stdarg.h stddef.h setjmp.h stdint.h >"$work/check.c"
    for header in $1; do printf '#include <%s>\n' "$header" >>"$work/check.c"; done
    echo 'int main(void) { return 0; }' >>"$work/check.c"
    # shellcheck disable=SC2086
    "${cc[@]}" -o "$work/check" "$work/check.c" -Wl,--no-as-needed $2 2>/dev/null
}

missing_packages() {
    local entry name
    for entry in $commands; do
        command -v "${entry%%:*}" >/dev/null || echo "${entry#*:}"
    done
    for entry in $modules; do # a user's own python3 may hide the one that packages are for
        python3 -c "import ${entry%%:*}" 2>/dev/null ||
            /usr/bin/python3 -c "import ${entry%%:*}" 2>/dev/null || echo "${entry#*:}"
    done
    for entry in $texts; do
        kpsewhich "${entry%%:*}" >/dev/null 2>&1 || echo "${entry#*:}"
    done
    [ -n "$headers$libraries" ] || return 0
    if command -v gnuplot >/dev/null && ! gnuplot -d -e 'set terminal pdfcairo; set terminal svg' \
        >/dev/null 2>&1; then
        echo gnuplot-nox
    fi
    command -v "${cc[0]}" >/dev/null || { # without a compiler all the rest has to be installed too
        for entry in $headers; do echo "${entry#*:}"; done
        return
    }
    local all_headers='' all_libraries=''
    for entry in $headers; do all_headers+=" ${entry%%:*}"; done
    for entry in $libraries; do all_libraries+=" -l${entry%%:*}"; done
    compiles "$all_headers" "$all_libraries" && return # the usual case: one compilation
    for entry in $headers; do
        name=${entry%%:*}
        compiles "$name" '' || echo "${entry#*:}"
    done
    for entry in $libraries; do
        name=${entry%%:*}
        compiles '' "-l$name" || echo "${entry#*:}"
    done
}

install() {
    echo "make: installing with apt-get: $1"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $1 >"$work/log" 2>&1 ||
        { cat "$work/log" >&2; exit 1; }
}

if [ "${2:-}" != skip ]; then
    missing=$(missing_packages | sort -u | tr '\n' ' ')
    if [ -n "$missing" ]; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            install "$missing"
        else
            echo "make: something is missing. Install it with this line, then run make again:" >&2
            echo "    sudo apt-get install --no-install-recommends $missing" >&2
            exit 1
        fi
        missing=$(missing_packages | sort -u | tr '\n' ' ')
        if [ -n "$missing" ]; then
            echo "make: still missing after the installation: $missing" >&2
            exit 1
        fi
    fi
fi

if [ -n "${3:-}" ]; then
    echo "looked for by scripts/setup/deps.sh: $commands $modules ${texts//$'\n'/ }" >"$config"
    exit
fi
libraries_of() { pkg-config "$@" 2>/dev/null || touch "$work/missing"; }
{
    echo "# Flags of the libraries, written by scripts/setup/deps.sh; make deps writes it anew."
    echo "DEPS_CFLAGS := $(libraries_of --cflags gsl netcdf lua5.4 libmd cmocka)"
    echo "DEPS_LIBS := $(libraries_of --libs gsl netcdf lua5.4 libmd)"
    echo "TEST_LIBS := $(libraries_of --libs cmocka)"
    echo "MACHINE := $("${cc[@]}" -dumpmachine 2>/dev/null)"
    [ ! -e "$work/missing" ] || echo 'DEPS_MISSING := 1# the next make looks again'
} >"$work/config.mk"
mv "$work/config.mk" "$config.tmp" # maybe from another disk: byte by byte
mv "$config.tmp" "$config"
