#!/bin/bash
# test_scripts.sh -- the modules of scripts/ one by one: tests/scripts/MODULE.lua says what differs.
set -uo pipefail

# shellcheck source=tests/fixtures/make_fixture.sh
. tests/fixtures/make_fixture.sh

set_up() {
    mkdir -p "$root/built/tests" && cd "$root/built" && cp -a "$here/scripts" "$here/data" . &&
        cp -a "$here/tests/scripts" tests || exit 1
}

module() { lua5.4 "tests/scripts/$1.lua" "${@:2}" || fail "$1.lua: see above"; }

number__is_rounded_as_by_hand() {
    module number
}

theme__has_the_digits_of_number_and_a_colour_for_each_lever() {
    local levers
    mapfile -t levers < <("$here/$BIN/resolve" --schema | sed -n 's/^levers\t\([^\t]*\).*/\1/p')
    module theme "${levers[@]}"
}

tables__are_as_written_by_hand() {
    module tables
}

labels__are_as_written_by_hand() {
    module labels
}

text_table__has_no_line_longer_than_its_width() {
    module text_table
}

tsv__is_read_as_it_stands() {
    module tsv
}

headlines__are_those_of_their_table() {
    module headlines
}

json__is_read_as_it_is_written() {
    module json
}

distributions__are_those_that_docs_tell_of() {
    "$here/$BIN/resolve" --distributions >distributions.tsv
    cp -a "$here/docs" .
    module distributions distributions.tsv
}

architecture__is_that_of_the_tree() {
    cd "$here" && module architecture
}

# Runs a script; what it says on standard error goes to $root/err, its status to $status.
run() {
    status=0
    lua5.4 "$@" 2>"$root/err" || status=$?
}

script__ends_with_one_line_and_its_status() {
    local script=scripts/terminal/day.lua
    run $script
    [ "$status" = 2 ] || fail "want status 2 for a call without words"
    [ "$(cat "$root/err")" = 'usage: day.lua day.tsv assumptions.tsv [FIGURE ...]' ] || fail "usage"
    run $script none.tsv none.tsv
    [ "$status" = 1 ] || fail "want status 1 for a file that is not there"
    [ "$(cat "$root/err")" = 'day.lua: none.tsv: No such file or directory' ] || fail "message"
    run scripts/setup/new_scenario.lua a b c d e
    [ "$status" = 2 ] || fail "want status 2 for a word too many"
    run scripts/paper/numbers.lua numbers.tex results= assumptions distributions=
    [ "$status" = 1 ] || fail "want status 1 for a word that is no NAME=FILE"
}

# A last line that finds no room, and lines before it that fill what is kept until then.
output__that_is_full_is_told() {
    local n
    cat >print.lua <<'LUA'
package.path = "scripts/?.lua;" .. package.path
require("lib.program").main("N", function(n)
  for i = 1, n do print(i, nil, "line") end
end)
LUA
    [ "$(lua5.4 print.lua 2)" = "$(printf '1\tnil\tline\n2\tnil\tline')" ] || fail "not as print"
    for n in 1 100000; do
        run print.lua $n >/dev/full
        [ "$status" = 1 ] || fail "$n lines: status $status, want 1"
        [ "$(cat "$root/err")" = 'print.lua: standard output: cannot be written: No space left on'\
' device' ] || fail "$n lines: message"
    done
}

scripts__that_print_begin_with_main() {
    local file
    for file in scripts/*/*.lua scripts/report/sections/*.lua; do
        grep -q '^return' "$file" || grep -q '^program\.main(' "$file" ||
            fail "$file: neither a module nor begun by program.main"
    done
}

file__is_whole_or_as_it_was() {
    cat >write.lua <<'LUA'
package.path = "scripts/?.lua;" .. package.path
local program = require "lib.program"
program.update("a", "one\n")
assert(program.read "a" == "one\n" and not program.is_there "a.tmp")
assert(os.execute "touch -d @0 a")
program.update("a", "one\n")
assert(os.execute "[ $(stat -c %Y a) = 0 ]") -- the same text is not written again
program.write("a", "two\n")
assert(program.read "a" == "two\n" and os.execute "[ $(stat -c %Y a) != 0 ]")
local function refused(name, words)
  for _, write in ipairs { program.write, program.update } do
    local ok, problem = pcall(write, name, "text")
    assert(not ok and problem == words .. ", want the name of a file", problem)
  end
end
refused("folder", "folder: found a folder")
refused("pi'pe", "pi'pe: found a pipe or a device") -- and is not waited for
refused("b", "b.tmp: found a pipe or a device")
refused("stdout", "stdout: found a link to an open file")
program.write("link", "three\n") -- is replaced, and what it leads to stays
assert(program.read "link" == "three\n" and program.read "a" == "two\n")
LUA
    mkdir folder && touch folder/in && mkfifo "pi'pe" b.tmp && ln -s a link && ln -s a link.tmp &&
        ln -s /proc/self/exe stdout && lua5.4 write.lua
}

run_tests "${1:-}"
