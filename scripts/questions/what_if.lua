-- what_if.lua: prints what was changed and the results on both sides.
-- Usage: what_if.lua SCENARIO < table of what_if
package.path = "scripts/questions/?.lua;scripts/tables/?.lua;" .. package.path
local aligned = require "aligned"

local function percent(cell)
  local number = tonumber(cell)
  return number and ("%+.2f%%"):format(number) or cell
end

local function signed(cell)
  local number = tonumber(cell)
  return number and ("%+.4g"):format(number) or cell
end

aligned.main("what_if.lua", function()
  local changes, results = {}, {}
  for _, row in ipairs(aligned.read_input()) do
    if row.what == "assumption" then
      changes[#changes + 1] = { row.name, row.scenario, "->", row.changed, row.where }
    else
      results[#results + 1] = { row.where, aligned.short(row.scenario),
                                aligned.short(row.changed), row.unit, signed(row.difference),
                                percent(row.percent) }
    end
  end
  if #changes == 0 then
    print("nothing is changed: the scenario has these values")
  else
    print("changed in " .. arg[1])
    aligned.print(changes, {})
  end
  print("\nresults, exact")
  aligned.print(results, { header = { "", arg[1], "changed", "unit", "difference", "percent" } })
end)
