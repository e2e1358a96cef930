-- fleet.lua: a day of queries, for each mix, before and after the fleet's lever.
local booktabs = require "paper.booktabs"
local number = require("lib.number").paper

return function(get)
  local labels = get.labels()
  local t = booktabs.new {
    { "GWh/day", "3cm" }, { "baseline", "n" }, { "±", "n" }, { "improved", "n" }, { "±", "n" },
    { "ratio", "n" } }
  local lines = false
  for _, row in ipairs(get.rows "tables/fleet.tsv") do
    local function x(name, error)
      local value = tonumber(row[name])
      return value and number:shown(value, tonumber(row[error])) or ""
    end
    local function error(name)
      local value = tonumber(row[name])
      return value and value > 0 and number:error(value) or ""
    end
    local reference = row.improved == "-" -- a line that the days are compared with
    if reference and not lines then t:rule() end
    lines = lines or reference
    t:row { labels.day[row.mix],
            x("baseline", "baseline_standard_error"), error "baseline_standard_error",
            x("improved", "improved_standard_error"), error "improved_standard_error",
            x "improved_over_baseline" }
  end
  return t:text()
end
