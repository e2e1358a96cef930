-- check_results.lua: results.tsv of a scenario against what it must show.
-- Usage: check_results.lua results.tsv tests/expected/SCENARIO.tsv data/published_values.csv
-- A row of the expectation gives a value, whose digits say how far it is compared, or the id of a
-- published number, whose rounding interval the result must lie in.
package.path = "scripts/?.lua;" .. package.path
local tsv = require "lib.tsv"

local get = tsv.load_results(arg[1])
local passed, failed = 0, 0

--- Rounding intervals by id.
local function intervals(path)
  local by_id = {}
  for _, row in ipairs(tsv.read(path)) do
    by_id[row.id] = { low = tonumber(row.low), high = tonumber(row.high) }
  end
  return by_id
end

local published = intervals(arg[3])

local function judge(row)
  local value = get(row.key).value
  if row.id ~= "" then
    local interval = assert(published[row.id], row.id .. ": not in " .. arg[3])
    return value >= interval.low and value < interval.high,
      ("%.6g, want [%g, %g)"):format(value, interval.low, interval.high)
  end
  local digits = #(row.value:match("%.(%d+)$") or "")
  local shown = ("%." .. digits .. "f"):format(value)
  return shown == row.value, ("%s, want %s"):format(shown, row.value)
end

for _, row in ipairs(tsv.read(arg[2])) do
  local ok, said = judge(row)
  if ok then passed = passed + 1 else failed = failed + 1 end
  if not ok then print(("%s: found %s (%s)"):format(row.key, said, row.where)) end
end
print(("%s: %d passed, %d failed"):format(arg[2], passed, failed))
os.exit(failed == 0 and passed > 0)
