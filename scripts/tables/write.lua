-- write.lua: writes one table as TSV. Usage: write.lua TABLE results.tsv assumptions.tsv OUT
-- TABLE is a module of this folder: a function of the results and assumptions that returns a list
-- of rows, the first of them the column names.
package.path = "scripts/tables/?.lua;" .. package.path
local results = require "results"

local name, results_file, assumptions_file, out = table.unpack(arg)
if not out then
  io.stderr:write("usage: write.lua TABLE results.tsv assumptions.tsv OUT\n")
  os.exit(2)
end

local function cell(value)
  if math.type(value) == "float" then return ("%.9g"):format(value) end
  return tostring(value)
end

local ok, problem = pcall(function()
  local rows = require(name)(results.load_results(results_file),
                             results.load_assumptions(assumptions_file))
  local file = assert(io.open(out .. ".tmp", "w"))
  for _, row in ipairs(rows) do
    local cells = {}
    for i, value in ipairs(row) do cells[i] = cell(value) end
    assert(file:write(table.concat(cells, "\t"), "\n"))
  end
  assert(file:close())
  assert(os.rename(out .. ".tmp", out))
end)
if not ok then
  io.stderr:write("write.lua ", name, ": ", tostring(problem), "\n")
  os.remove(out .. ".tmp")
  os.exit(1)
end
