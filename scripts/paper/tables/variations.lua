-- variations.lua: the frontier's median in every case that varies a workload, and its members.
local booktabs = require "paper.booktabs"
local labels = require "lib.labels"
local number = require("lib.number").paper
local tsv = require "lib.tsv"

local function change(cell)
  local x = tonumber(cell)
  if not x then return "–" end
  return x == 0 and "" or number:fixed(100 * x, math.abs(x) < 0.1 and 1 or 0, true) .. "%"
end

local function members(assumptions, list)
  local names = tsv.names(list)
  for i, name in ipairs(names) do names[i] = labels.of(assumptions, "model", name) end
  return table.concat(names, ", ")
end

return function(get)
  local t = booktabs.new { { "Case (Wh)", "l" }, { "P25", "n" }, { "P50", "n" }, { "±", "n" },
                           { "P75", "n" }, { "change of P50", "r" }, { "frontier", "l" } }
  for _, row in ipairs(get.rows "tables/variations.tsv") do
    local function x(name) return number:shown(tonumber(row[name])) end
    t:row { labels.case(get.assumptions, row.case, get.distributions), x "p25", x "p50",
            number:error(tonumber(row.p50_standard_error)), x "p75", change(row.change_of_median),
            members(get.assumptions, row.members) }
  end
  return t:text()
end
