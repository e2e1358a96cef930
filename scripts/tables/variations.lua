-- variations.lua: the frontier's median energy [Wh] in every case that varies a workload, against
-- the workload itself, and which models the frontier holds there.
local tsv = require "lib.tsv"

return function(get, assumptions)
  local rows = { { "case", "workload", "p25", "p50", "p50_standard_error", "p75", "unit",
                   "change_of_median", "members" } }
  for _, case in ipairs(tsv.names(assumptions.cases)) do
    local workload = assumptions["case." .. case .. ".workload"]
    local base = get(workload .. ".energy.frontier.p50", true)
    local value = function(s) return get(case .. ".energy.frontier." .. s).value end
    local members = {}
    for _, model in ipairs(tsv.names(assumptions.models)) do
      local share = get(("%s.frontier.%s.share"):format(case, model)).value
      if share > 0 then members[#members + 1] = model end
    end
    rows[#rows + 1] = { case, workload, value "p25", value "p50",
                        get(case .. ".energy.frontier.p50").standard_error, value "p75", "Wh",
                        base and value "p50" / base.value - 1 or "-",
                        table.concat(members, " ") }
  end
  return rows
end
