# needed.awk -- the modules that each program is linked with, as includes tell: PROGRAM:ROOM/MODULE.
# A header x.h brings x.c, x_*.c that have no header of their own, and what else of its room defines
# what it declares; these bring what they include. Only rooms that the program names are gone into.
# Usage: awk -v programs='PROGRAM:ROOM ...' -f needed.awk stages/*.c stages/*/*.[ch]
function room(name) {
    sub(/\/.*/, "", name)
    return name
}

FNR == 1 {
    file = substr(FILENAME, 8)
    there[file] = 1
    is_header = file ~ /\.h$/
}
/^#include "/ {
    split($0, quoted, "\"")
    included[file] = included[file] " " quoted[2]
    next
}
# Every word of a header outside comments; what is no name of a function or table does no harm.
is_header && !/^ *[\/*]/ {
    n = split($0, word, /[^A-Za-z0-9_]+/)
    for (i = 1; i <= n; i++)
        if (!((file, word[i]) in said)) {
            said[file, word[i]] = 1
            headers[word[i]] = headers[word[i]] " " file
        }
}
# What a file defines for others: it begins its line, and is followed by ( or =.
!is_header && /^[A-Za-z_].*[(=]/ && !/^(static|typedef) / && !/;$/ {
    n = match($0, /[A-Za-z0-9_]+(\[.*\])? *[(=]/)
    name = substr($0, n)
    sub(/[^A-Za-z0-9_].*/, "", name)
    defined[++count] = file
    names[count] = name
}

# A file room/x_y.c without a header of its own goes with room/x.h.
function find_parts(file, header) {
    for (file in there) {
        header = file
        sub(/\.c$/, ".h", header)
        while (!(header in there) && sub(/_[a-z0-9]*\.h$/, ".h", header)) continue
        if (header != file && header in there) brings[header] = brings[header] " " file
    }
}

function visit(program, file, i, n, list) {
    if (!(file in there) || (program, file) in seen) return
    if (file ~ /\// && !((program, room(file)) in gone_into)) return
    seen[program, file] = 1
    if (file ~ /\/.*\.c$/) print program ":" substr(file, 1, length(file) - 2)
    n = split(included[file] brings[file], list, " ")
    for (i = 1; i <= n; i++) visit(program, list[i])
}

END {
    find_parts()
    for (k = 1; k <= count; k++) {
        n = split(headers[names[k]], list, " ")
        for (i = 1; i <= n; i++)
            if (room(list[i]) == room(defined[k])) brings[list[i]] = brings[list[i]] " " defined[k]
    }
    n = split(programs, pair, " ")
    for (i = 1; i <= n; i++) {
        split(pair[i], part, ":")
        gone_into[part[1], part[2]] = 1
        program[part[1]] = 1
    }
    for (name in program) visit(name, name ".c")
}
