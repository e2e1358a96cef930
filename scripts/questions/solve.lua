-- solve.lua: prints what each number alone would have to be, and which cannot do it.
-- Usage: solve.lua SCENARIO < table of solve
package.path = "scripts/questions/?.lua;scripts/tables/?.lua;" .. package.path
local aligned = require "aligned"
local results = require "results"

--- Rows in the order of how far the number has to move.
local function by_change(a, b)
  local x, y = math.abs(tonumber(a.change_percent) or math.huge),
               math.abs(tonumber(b.change_percent) or math.huge)
  if x ~= y then return x < y end
  return a.number < b.number
end

local function print_solved(rows)
  table.sort(rows, by_change)
  local cells = {}
  for _, row in ipairs(rows) do
    local change = tonumber(row.change_percent)
    cells[#cells + 1] = { row.number, aligned.short(row.present), aligned.short(row.needed, 6),
                          row.unit, change and ("%+.1f%%"):format(change) or "-",
                          ("SET='%s'"):format(row.set) }
  end
  print("\nalone, it would have to be")
  aligned.print(cells, { header = { "", "present", "needed", "unit", "change", "to try it" } })
end

local function print_unsolved(rows)
  local cells, without_effect = {}, {}
  for _, row in ipairs(rows) do
    if row.verdict == "no effect" then
      without_effect[#without_effect + 1] = row.number
    else
      cells[#cells + 1] = { row.number, aligned.short(row.present), row.unit, row.verdict,
                            row.set }
    end
  end
  if #cells > 0 then
    print("\nalone, it cannot")
    aligned.print(cells, { header = { "", "present", "unit", "why", "" } })
  end
  if #without_effect > 0 then
    print("\nwithout effect, whatever they are: " .. table.concat(without_effect, ", "))
  end
end

aligned.main("solve.lua", function()
  local rows, comments = aligned.read_input()
  local key, words, present, target, unit = table.unpack(results.split(comments[1]))
  local solved, unsolved, others = {}, {}, 0
  for _, row in ipairs(rows) do
    if row.verdict == "solved" then solved[#solved + 1] = row
    elseif row.verdict == "does not enter" then others = others + 1
    else unsolved[#unsolved + 1] = row end
  end
  unit = unit == "1" and "" or " " .. unit
  print(("%s\n  %s, in %s: %s%s, wanted %s%s"):format(key, words, arg[1],
    aligned.short(present, 6), unit, aligned.short(target, 6), unit))
  if #solved > 0 then print_solved(solved) end
  if #unsolved > 0 then print_unsolved(unsolved) end
  print(("\n%d other numbers of the scenario do not enter this result"):format(others))
end)
