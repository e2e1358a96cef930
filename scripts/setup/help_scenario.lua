-- help_scenario.lua: prints what a scenario file may say, block by block, two lines a key.
-- SCHEMA.tsv, DISTRIBUTIONS.tsv: what `resolve --schema` and `resolve --distributions` print.
package.path = "scripts/?.lua;" .. package.path
local program = require "lib.program"
local tsv = require "lib.tsv"

local HEAD = [[
A scenario file is made of these blocks; scenarios/paper.lua has them all. Any value may be
value { ..., source = "...", note = "..." }; distributions take source and note themselves.]]

local function print_key(row)
  local unit = (row.unit == "-" or row.unit == "1") and "" or " in " .. row.unit
  local range = (row.range == "-" or row.range == "") and "" or "; " .. row.range
  local default = row.default == "required" and "required" or "default " .. row.default
  print(("  %-18s %s%s%s; %s"):format(row.key, row.type, unit, range, default))
  print(("  %-18s %s%s"):format("", row.meaning,
    row.path ~= "-" and row.path ~= row.key and " [" .. row.path .. "]" or ""))
end

local function print_blocks(rows)
  local block
  local named = {} -- blocks with a name, which stands in the paths of their keys
  for _, row in ipairs(rows) do
    named[row.block] = named[row.block] or row.path:find("*", 1, true)
  end
  for _, row in ipairs(rows) do
    if row.block ~= block then
      block = row.block
      print(("\n%s { ... }   %s"):format(block,
        named[block] and "as often as there are, each with a name" or "once in a file"))
    end
    print_key(row)
  end
end

program.main("SCHEMA.tsv DISTRIBUTIONS.tsv", function(schema, distributions)
  print(HEAD)
  print_blocks(tsv.read(schema))
  print "\nDistributions, wherever one is wanted; a number alone is a constant:"
  local forms
  for _, row in ipairs((tsv.read(distributions))) do
    if row.forms ~= forms then print(("  %-18s %s"):format(row.distribution, row.forms)) end
    forms = row.forms
  end
end)
