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

--- Three digits, zeros at the end kept: 3.80.
local function digits3(x)
  local decimals = x == 0 and 0 or math.max(0, 2 - math.floor(math.log(math.abs(x), 10) + 1e-12))
  if decimals > 6 or math.abs(x) >= 1e5 then return ("%.2e"):format(x) end
  return ("%%.%df"):format(decimals):format(x)
end

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
       ("%s Wh%s (IQR %s-%s)"):format(digits3(value "p50"),
         plus_minus(get(case .. ".energy.frontier.p50")), digits3(value "p25"),
         digits3(value "p75")))
end
for _, mix in ipairs(results.names(assumptions.mixes)) do
  local day = get(("fleet.%s.total"):format(mix))
  line(assumptions["mix." .. mix .. ".label"] .. ", a day",
       ("%s GWh%s, improved %s GWh"):format(digits3(day.value), plus_minus(day),
         digits3(get(("fleet.%s_improved.total"):format(mix)).value)))
end
print(("figures in %s, numbers in %s/results.tsv, tables: make tables SCENARIO=%s"):format(
  figures, build, build:match("[^/]+$")))
