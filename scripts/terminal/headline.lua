-- headline.lua: the few numbers that `make figures` ends with, and where the rest lies.
package.path = "scripts/?.lua;" .. package.path
local labels = require "lib.labels"
local number = require("lib.number").terminal
local program = require "lib.program"
local tsv = require "lib.tsv"

local function line(label, text) print(("  %-34s %s"):format(label, text)) end

--- "0.341 Wh +- 0.003".
local function with_unit(row)
  local error = require("lib.number").has_error(row.value, row.standard_error)
    and number.plus_minus .. number:error(row.standard_error) or ""
  return number:digits(row.value, 3) .. labels.unit(number, (row.unit:gsub("/day$", ""))) .. error
end

local function print_all(results, assumptions, figures, build)
  print(assumptions.title)
  for _, case in ipairs(tsv.base_cases(assumptions)) do
    local function of(statistic) return results(case .. ".energy.frontier." .. statistic) end
    line(labels.of(assumptions, "workload", case) .. ", a query", ("%s (IQR %s-%s)"):format(
      with_unit(of "p50"), number:digits(of("p25").value, 3), number:digits(of("p75").value, 3)))
  end
  for _, mix in ipairs(tsv.names(assumptions.mixes)) do
    local improved = results(("fleet.%s_improved.total"):format(mix))
    line(labels.of(assumptions, "mix", mix) .. ", a day", ("%s, improved %s GWh"):format(
      with_unit(results(("fleet.%s.total"):format(mix))), number:digits(improved.value, 3)))
  end
  print(("figures in %s, numbers in %s/results.tsv, tables: make tables SCENARIO=%s"):format(
    figures, build, build:match("[^/]+$")))
end

program.main("results.tsv assumptions.tsv FIGURE_DIR BUILD_DIR",
  function(results, assumptions, figures, build)
    print_all(tsv.load_results(results), tsv.load_assumptions(assumptions), figures, build)
  end)
