-- text_table.lua: tables and lines of text for the terminal, against what is written by hand.
package.path = "scripts/?.lua;tests/scripts/?.lua;" .. package.path
local cases = require "cases"
local text = require "lib.text"
local text_table = require "lib.text_table"

-- ---- text ---------------------------------------------------------------------------------------

cases.same(text.width "né…", 3, "characters")
cases.same(text.width "a\xff", 2, "bytes of what is no UTF-8")
cases.same(text.as_utf8 "a\xff\xc3(é", "a\u{FFFD}\u{FFFD}(é", "made UTF-8")
cases.same(text.some("naïve", 3), "naï", "the first")
cases.same(text.some("naïve", -3), "ïve", "the last")
cases.same(text.some("né", 3), "né", "all")
cases.same(text.cut("naïvely", 6), "naï...", "cut")
cases.same(text.cut("naïvely", 6, true), "...ely", "cut at the front")
cases.same(text.cut("naïvely", 2), "..", "no room for a letter")
cases.same(text.padded("né", 4), "né  ", "padded")
cases.same(text.padded("né", 4, true), "  né", "padded before")
cases.same(text.count(1, "row") .. ", " .. text.count(0, "row"), "1 row, 0 rows", "count")
cases.same(text.width_given "0", "nil", "any width")
cases.same(text.width_given "80", "80", "a width")
cases.same(table.concat(text.lines("one two three", 7, 2), "|"), "one two|  three", "lines")
cases.same(table.concat(text.lines("onetwothree", 5, 1), "|"), "onetw| othr| ee", "a long word")
cases.same(table.concat(text.lines("one two", nil), "|"), "one two", "a line of any width")
for most = 1, 40 do
  local joined = {}
  for i, line in ipairs(text.lines("  the naïve word überlängliches stands — here", most, 6)) do
    cases.same(text.width(line) <= most, true, ("line %d of width %d"):format(i, most))
    joined[i] = line:gsub("%s", "")
  end
  cases.same(table.concat(joined), "thenaïvewordüberlänglichesstands—here",
    "nothing lost at " .. most)
end

-- ---- tables -------------------------------------------------------------------------------------

local ROWS = { { "ä", "1.5", "x" }, { "name", "-", "y" }, { "c", "10 +- 2", "-" } }

--- The lines of a table.
local function lines(options)
  local t, all = text_table.new(ROWS, options), {}
  if options.header then all[1] = t:line(options.header) end
  for _, row in ipairs(ROWS) do all[#all + 1] = t:line(row) end
  return table.concat(all, "\n"), t
end

cases.same(lines { header = { "who", "n", "" } },
  "  who         n\n  ä         1.5  x\n  name        -  y\n  c     10 +- 2  -", "columns")
cases.same(lines { indent = "", right = { true } },
  "   ä  1.5      x\nname  -        y\n   c  10 +- 2  -", "to the right")
cases.same(lines { most = 15, least = { [2] = 4 } },
  "  ä      1.5  x\n  name     -  y\n  c     1...  -" , "cut, but for least widths")
for most = 3, 30 do
  local all, t = lines { most = most, header = { "who", "n", "" }, least = { 2 } }
  for line in all:gmatch "[^\n]+" do
    cases.same(text.width(line) <= most, true, ("a table in %d: %s"):format(most, line))
  end
  cases.same(t.width <= 18, true, "width")
end
local coloured = text_table.new(ROWS, {}):line({ "ä", "1.5", "x" }, { nil, "31" })
cases.same(coloured, "  ä         \27[31m1.5\27[0m  x", "colours take no room")
coloured = text_table.new(ROWS, {}):line({ "a b", "", "x" }, { "1", "1", "1" })
cases.same(coloured, "  \27[1ma b\27[0m            \27[1mx\27[0m", "nothing has no colour")
cases.same(text_table.new({}, { header = { "a", "b" } }):line { "a", "b" }, "  a  b", "no rows")
cases.finish()
