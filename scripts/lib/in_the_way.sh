#!/bin/bash
# in_the_way.sh -- what stands in the way of publishing under a name, for scripts; publish_check()
# in stages/base/output.h says the same for programs, and why. Usage: in_the_way.sh NAME...
# Prints a line and succeeds if one of the names is that of a folder, a device, a pipe or the like.
in_the_way() {
    local name what
    for name in "$@"; do
        what=''
        if [ -d "$name" ]; then
            what='a folder'
        elif [ -e "$name" ] && [ ! -f "$name" ]; then
            what='a pipe or a device'
        elif [ -L "$name" ] && [[ $(readlink -- "$name") == /proc/* ]]; then
            what='a link to an open file'
        fi
        [ -z "$what" ] || { echo "$name: found $what, want the name of a file"; return 0; }
    done
    return 1
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || in_the_way "$@"
