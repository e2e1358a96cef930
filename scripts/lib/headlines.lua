-- headlines.lua: headlines.tsv as scripts read it: the results that a scenario is asked for first.
local tsv = require "lib.tsv"

local M = {}

--- The headline results in their order: each with `key`, `unit`, `label` for people and `name` of
--- its case or mix. Those of a query are in `queries`, those of a day in `days`, which by mix is
--- `day_of`; `improved` of a day is the result of the same day with the fleet's lever.
function M.read(path)
  local all = tsv.read(path)
  all.queries, all.days, all.day_of = {}, {}, {}
  for _, row in ipairs(all) do
    if row.kind == "query" then
      table.insert(all.queries, row)
    elseif row.kind == "day" then
      table.insert(all.days, row)
      all.day_of[row.name] = row
    else
      all.day_of[row.name].improved = row
    end
  end
  return all
end

return M
