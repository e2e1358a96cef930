-- levers.lua: the frontier's energy per query [Wh] under each lever, and by how much it falls.
local tsv = require "lib.tsv"

local LEVER = 3 -- the column of violins/*.levers.tsv, whose head is a comment, for gnuplot

--- The levers of a case, "none" for the baseline, in the order of the rows of its figure.
local function levers_of(folder, case)
  local list, is_there = {}, {}
  for line in io.lines(("%s/violins/%s.levers.tsv"):format(folder, case)) do
    local lever = line:sub(1, 1) ~= "#" and tsv.split(line)[LEVER]
    if lever and not is_there[lever] then list[#list + 1], is_there[lever] = lever, true end
  end
  return list
end

return function(get, _, headlines, folder)
  local rows = { { "case", "lever", "p5", "p25", "p50", "p50_standard_error", "p75", "p95",
                   "unit", "median_falls_by_factor" } }
  for _, query in ipairs(headlines.queries) do
    local case, baseline = query.name, get(query.key).value
    for _, lever in ipairs(levers_of(folder, case)) do
      local prefix = case .. ".energy.frontier." .. (lever == "none" and "" or lever .. ".")
      local value = function(s) return get(prefix .. s).value end
      rows[#rows + 1] = { case, lever, value "p5", value "p25", value "p50",
                          get(prefix .. "p50").standard_error, value "p75", value "p95", "Wh",
                          baseline / value "p50" }
    end
  end
  return rows
end
