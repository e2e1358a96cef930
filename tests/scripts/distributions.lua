-- distributions.lua: the table of distributions in docs/scenarios.md against what
-- `resolve --distributions` prints, the file of the command line: names, their order, all forms.
package.path = "scripts/?.lua;tests/scripts/?.lua;" .. package.path
local cases = require "cases"
local program = require "lib.program"
local tsv = require "lib.tsv"

--- "uniform(min,max)" of the form "uniform { min = , max = }"; a bare number is a constant's value.
local function form_of(name, written)
  local keys = {}
  for key in written:match "{(.*)}":gmatch "([%w_]+) =" do keys[#keys + 1] = key end
  return ("%s(%s)"):format(name, #keys > 0 and table.concat(keys, ",") or "value")
end

local told, known, before = {}, {}, nil
local text = program.read "docs/scenarios.md":match "\n| distribution | forms |\n|[-|]+\n(.-)\n\n"
for name, forms in text:gmatch "| (%l+) | ([^\n]+) |" do
  for written in forms:gmatch "`([^`]*{[^`]+})`" do told[#told + 1] = form_of(name, written) end
end
for _, row in ipairs((tsv.read(arg[1]))) do
  if row.distribution ~= before then
    for form in row.forms:gmatch "%l+%b()" do known[#known + 1] = form end
  end
  before = row.distribution
end
cases.same(#known > 5, true, "more than five forms")
cases.same(table.concat(told, "\n"), table.concat(known, "\n"), "forms in docs/scenarios.md")
cases.finish()
