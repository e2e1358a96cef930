#!/bin/bash
# Holds the includes of stages/ to the order of the rooms: a file may include its own room and those
# before it, a program's file all. Usage: rooms.sh ROOM...     the rooms from the ground up
set -euo pipefail
exec awk -v rooms="$*" '
BEGIN {
    n = split(rooms, name, " ")
    for (i = 1; i <= n; i++) floor_of[name[i]] = i
}
FNR == 1 { split(FILENAME, part, "/"); own = part[2] }
FNR == 1 && !(own in floor_of) {
    printf "%s: found the room %s, want one of: %s\n", FILENAME, own, rooms
    bad++
}
match($0, /^#include "[a-z_0-9]+\//) {
    room = substr($0, RSTART + 10, RLENGTH - 11)
    if (!(room in floor_of))
        printf "%s:%d: found the room %s, want one of: %s\n", FILENAME, FNR, room, rooms
    else if (own in floor_of && floor_of[room] > floor_of[own])
        printf "%s:%d: %s stands above %s and may not be included here\n", FILENAME, FNR, room, own
    else
        next
    bad++
}
END { exit bad > 0 }' stages/*/*.[ch]
