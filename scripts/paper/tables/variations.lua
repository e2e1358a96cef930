-- variations.lua: the frontier's median in every case that varies a workload, and its members.
local booktabs, format, words = require "booktabs", require "format", require "words"
local results = require "results"

local function change(cell)
  local x = tonumber(cell)
  return not x and "–" or x == 0 and "" or format.fixed(100 * x, math.abs(x) < 0.1 and 1 or 0, true) .. "%"
end

local function members(assumptions, list)
  local names = results.names(list)
  for i, name in ipairs(names) do names[i] = words.group(assumptions, name) end
  return table.concat(names, ", ")
end

return function(get)
  local t = booktabs.new { { "Case (Wh)", "l" }, { "P25", "n" }, { "P50", "n" }, { "±", "n" },
                           { "P75", "n" }, { "change of P50", "r" }, { "frontier", "l" } }
  for _, row in ipairs(get.rows "tables/variations.tsv") do
    local function x(name) return format.number(tonumber(row[name])) end
    t:row { words.case(get.assumptions, row.case), x "p25", x "p50",
            format.error(tonumber(row.p50_standard_error)), x "p75", change(row.change_of_median),
            members(get.assumptions, row.members) }
  end
  return t:text()
end
