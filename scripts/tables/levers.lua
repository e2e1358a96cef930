-- levers.lua: the frontier's energy per query [Wh] under each lever, and by how much it falls.
local tsv = require "lib.tsv"

return function(get, assumptions)
  local rows = { { "case", "lever", "p5", "p25", "p50", "p50_standard_error", "p75", "p95",
                   "unit", "median_falls_by_factor" } }
  for _, case in ipairs(tsv.base_cases(assumptions)) do
    local baseline = get(case .. ".energy.frontier.p50").value
    for _, lever in ipairs { "none", "algorithm", "serving", "hardware", "combined" } do
      local prefix = case .. ".energy.frontier." .. (lever == "none" and "" or lever .. ".")
      local value = function(s) return get(prefix .. s).value end
      rows[#rows + 1] = { case, lever, value "p5", value "p25", value "p50",
                          get(prefix .. "p50").standard_error, value "p75", value "p95", "Wh",
                          baseline / value "p50" }
    end
  end
  return rows
end
