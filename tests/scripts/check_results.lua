-- check_results.lua: results.tsv of a scenario against what it must show.
-- A row of the expectation gives a value, whose digits say how far it is compared, or the id of a
-- published number, whose rounding interval the result must lie in.
package.path = "scripts/?.lua;" .. package.path
local program = require "lib.program"
local tsv = require "lib.tsv"

--- Rounding intervals by id.
local function intervals(path)
  local by_id = {}
  for _, row in ipairs(tsv.read(path)) do
    by_id[row.id] = { low = tonumber(row.low), high = tonumber(row.high) }
  end
  return by_id
end

--- Whether a result is as a row of the expectation wants it, and what was found.
local function judge(row, get, published, path)
  local value = get(row.key).value
  if row.id ~= "" then
    local interval = assert(published[row.id], row.id .. ": not in " .. path)
    return value >= interval.low and value < interval.high,
      ("%.6g, want [%g, %g)"):format(value, interval.low, interval.high)
  end
  local digits = #(row.value:match("%.(%d+)$") or "")
  local shown = ("%." .. digits .. "f"):format(value)
  return shown == row.value, ("%s, want %s"):format(shown, row.value)
end

program.main("results.tsv EXPECTED.tsv published_values.csv", function(results, expected, path)
  local get, published, passed, failed = tsv.load_results(results), intervals(path), 0, 0
  for _, row in ipairs(tsv.read(expected)) do
    local ok, said = judge(row, get, published, path)
    if ok then passed = passed + 1 else failed = failed + 1 end
    if not ok then print(("%s: found %s (%s)"):format(row.key, said, row.where)) end
  end
  print(("%s: %d passed, %d failed"):format(expected, passed, failed))
  return failed == 0 and passed > 0
end)
