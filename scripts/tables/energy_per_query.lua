-- energy_per_query.lua: energy per query [Wh] of every model and of the frontier, by workload.
local tsv = require "lib.tsv"

return function(get, assumptions, headlines)
  local rows = { { "case", "group", "p5", "p25", "p50", "p50_standard_error", "p75", "p95",
                   "mean", "mean_standard_error", "unit", "n" } }
  local groups = tsv.names(assumptions.models)
  groups[#groups + 1] = "frontier"
  groups[#groups + 1] = "frontier_all"
  for _, query in ipairs(headlines.queries) do
    local case = query.name
    for _, group in ipairs(groups) do
      local stat = function(s) return get(("%s.energy.%s.%s"):format(case, group, s)) end
      rows[#rows + 1] = { case, group, stat("p5").value, stat("p25").value, stat("p50").value,
                          stat("p50").standard_error, stat("p75").value, stat("p95").value,
                          stat("mean").value, stat("mean").standard_error, "Wh",
                          math.tointeger(stat("p50").n) }
    end
  end
  return rows
end
