-- energy_per_query.lua: energy per query of every model and of the frontier, by workload.
local booktabs = require "paper.booktabs"
local number = require("lib.number").paper

return function(get)
  local labels = get.labels()
  local t = booktabs.new {
    { "Wh", "l" }, { "P5", "n" }, { "P25", "n" }, { "P50", "n" }, { "±", "n" }, { "P75", "n" },
    { "P95", "n" }, { "mean", "n" }, { "±", "n" }, { "queries", "n" } }
  local case
  for _, row in ipairs(get.rows "tables/energy_per_query.tsv") do
    if row.case ~= case then t:section(labels.case[row.case]) end
    case = row.case
    local function x(name) return number:shown(tonumber(row[name])) end
    local function error(name) return number:error(tonumber(row[name])) end
    t:row { labels.group[row.group], x "p5", x "p25", x "p50",
            error "p50_standard_error", x "p75", x "p95", x "mean", error "mean_standard_error",
            number:given(tonumber(row.n)) }
  end
  return t:text()
end
