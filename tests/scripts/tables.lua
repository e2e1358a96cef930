-- tables.lua: the tables behind the paper's, of results written here, against rows by hand.
package.path = "scripts/?.lua;tests/scripts/?.lua;" .. package.path
local cases = require "cases"
local program = require "lib.program"
local tsv = require "lib.tsv"

-- Levers that the program has and no script names, in the order of the rows of their figure.
local MEDIANS = { { "none", 3 }, { "z_last_by_letter", 1.5 }, { "a_new_one", 1 }, { "both", 0.5 } }
local results = { { "key", "value", "standard_error", "n" } }
local violins = { "# what it is\n# case_label\tgroup\tlever\tlabel\tp5\tenergy\tdensity\n" }
for _, lever in ipairs(MEDIANS) do
  local name, median = table.unpack(lever)
  for factor, statistic in ipairs { "p5", "p25", "p50", "p75", "p95" } do
    local key = ("w.energy.frontier.%s%s"):format(name == "none" and "" or name .. ".", statistic)
    table.insert(results, 2, { key, median * factor / 3, 0.25, 7 })
  end
  local line = ("Work\tfrontier\t%s\tWords\t1\t2\t3\n"):format(name)
  violins[#violins + 1] = line .. line .. "\n\n"
end
assert(os.execute "mkdir -p of/violins")
program.write("of/results.tsv", tsv.text(results))
program.write("of/violins/w.levers.tsv", table.concat(violins))

local headlines = { queries = { { name = "w", key = "w.energy.frontier.p50" } } }
local rows = require "tables.levers"(tsv.load_results "of/results.tsv", {}, headlines, "of")
cases.same(tsv.text(rows), tsv.text {
  { "case", "lever", "p5", "p25", "p50", "p50_standard_error", "p75", "p95", "unit",
    "median_falls_by_factor" },
  { "w", "none", 1.0, 2.0, 3.0, 0.25, 4.0, 5.0, "Wh", 1.0 },
  { "w", "z_last_by_letter", 0.5, 1.0, 1.5, 0.25, 2.0, 2.5, "Wh", 2.0 },
  { "w", "a_new_one", 1 / 3, 2 / 3, 1.0, 0.25, 4 / 3, 5 / 3, "Wh", 3.0 },
  { "w", "both", 1 / 6, 1 / 3, 0.5, 0.25, 2 / 3, 5 / 6, "Wh", 6.0 },
}, "levers")
cases.finish()
