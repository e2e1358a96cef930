-- headline.lua: the few numbers that `make figures` ends with, and where the rest lies.
package.path = "scripts/?.lua;" .. package.path
local headlines = require "lib.headlines"
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

local function print_all(results, first, title, figures, build)
  print(title)
  for _, query in ipairs(first.queries) do
    local median = results(query.key)
    local function of(statistic) return results(tsv.family(median) .. "." .. statistic).value end
    line(query.label, ("%s (IQR %s-%s)"):format(with_unit(median), number:digits(of "p25", 3),
                                                number:digits(of "p75", 3)))
  end
  for _, day in ipairs(first.days) do
    line(day.label, ("%s, improved %s GWh"):format(
      with_unit(results(day.key)), number:digits(results(day.improved.key).value, 3)))
  end
  print(("figures in %s, numbers in %s/results.tsv, tables: make tables SCENARIO=%s"):format(
    figures, build, build:match("[^/]+$")))
end

program.main("results.tsv headlines.tsv assumptions.tsv FIGURE_DIR BUILD_DIR",
  function(results, first, assumptions, figures, build)
    print_all(tsv.load_results(results), headlines.read(first),
              tsv.load_assumptions(assumptions).title, figures, build)
  end)
