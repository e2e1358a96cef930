-- beta.lua: the derivation of the fleet factor beta, step by step.
local booktabs = require "paper.booktabs"
local labels = require "lib.labels"
local number = require("lib.number").paper

return function(get)
  local t = booktabs.new { { "Step", "l" }, { "value", "n" }, { "unit", "l" }, { "from", "3.1cm" } }
  for _, row in ipairs(get.rows "tables/beta.tsv") do
    t:row { row.step, number:shown(tonumber(row.value), 0, 4), labels.unit_name(row.unit),
            booktabs.breakable(row.how:gsub(" x ", " × "):gsub(" %- ", " − ")) }
  end
  return t:text()
end
