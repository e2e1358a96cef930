-- headline.lua: the few numbers that `make figures` ends with, and where the rest lies.
-- Usage: headline.lua results.tsv assumptions.tsv FIGURE_DIR BUILD_DIR
package.path = "scripts/tables/?.lua;" .. package.path
local results = require "results"

local results_file, assumptions_file, figures, build = table.unpack(arg)
if not build then
  io.stderr:write("usage: headline.lua results.tsv assumptions.tsv FIGURE_DIR BUILD_DIR\n")
  os.exit(2)
end
local get = results.load_results(results_file)
local assumptions = results.load_assumptions(assumptions_file)

--- " +- error", or nothing where there is none.
local function plus_minus(row)
  if row.standard_error <= 1e-12 * math.abs(row.value) then return "" end
  return (" +- %.1g"):format(row.standard_error)
end

local function line(label, text) print(("  %-34s %s"):format(label, text)) end

print(assumptions.title)
for _, case in ipairs(results.base_cases(assumptions)) do
  local value = function(s) return get(case .. ".energy.frontier." .. s).value end
  line(assumptions["workload." .. case .. ".label"] .. ", a query",
       ("%.3g Wh%s (IQR %.3g-%.3g)"):format(value "p50",
         plus_minus(get(case .. ".energy.frontier.p50")), value "p25", value "p75"))
end
local mixes = {}
for path in pairs(assumptions) do mixes[#mixes + 1] = path:match("^mix%.([a-z0-9_]+)%.shares$") end
table.sort(mixes)
for _, mix in ipairs(mixes) do
  local day = get(("fleet.%s.total"):format(mix))
  line(assumptions["mix." .. mix .. ".label"] .. ", a day",
       ("%.3g GWh%s, improved %.3g GWh"):format(day.value, plus_minus(day),
         get(("fleet.%s_improved.total"):format(mix)).value))
end
print(("figures in %s, numbers in %s/results.tsv, tables: make tables SCENARIO=%s"):format(
  figures, build, build:match("[^/]+$")))
