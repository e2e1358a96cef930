-- fleet.lua: a day of queries, for each mix, before and after the fleet's lever.
local booktabs, format, words = require "booktabs", require "format", require "words"

local LINES = { web_search = "web search", data_centre = "data centre" }

return function(get)
  local t = booktabs.new { { "GWh/day", "l" }, { "baseline", "n" }, { "±", "n" }, { "improved", "n" },
                           { "±", "n" }, { "ratio", "n" } }
  local lines = false
  for _, row in ipairs(get.rows "tables/fleet.tsv") do
    local function x(name, error)
      local value = tonumber(row[name])
      return value and format.number(value, tonumber(row[error])) or ""
    end
    local function error(name)
      local value = tonumber(row[name])
      return value and value > 0 and format.error(value) or ""
    end
    if LINES[row.mix] and not lines then t:rule() end
    lines = lines or LINES[row.mix]
    t:row { LINES[row.mix] or words.mix(get.assumptions, row.mix),
            x("baseline", "baseline_standard_error"), error "baseline_standard_error",
            x("improved", "improved_standard_error"), error "improved_standard_error",
            x "improved_over_baseline" }
  end
  return t:text()
end
