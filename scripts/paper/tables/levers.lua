-- levers.lua: the frontier's energy per query under each lever.
local booktabs = require "paper.booktabs"
local number = require("lib.number").paper

return function(get)
  local labels = get.labels()
  local t = booktabs.new {
    { "Wh", "l" }, { "P5", "n" }, { "P25", "n" }, { "P50", "n" }, { "±", "n" }, { "P75", "n" },
    { "P95", "n" }, { "falls by", "n" } }
  local case
  for _, row in ipairs(get.rows "tables/levers.tsv") do
    if row.case ~= case then t:section(labels.case[row.case]) end
    case = row.case
    local function x(name) return number:shown(tonumber(row[name])) end
    t:row { labels.lever[row.lever], x "p5", x "p25", x "p50",
            number:error(tonumber(row.p50_standard_error)), x "p75", x "p95",
            row.lever == "none" and "" or x "median_falls_by_factor" }
  end
  return t:text()
end
