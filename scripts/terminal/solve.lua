-- solve.lua: prints what each number alone would have to be, and which cannot do it; a WIDTH of 0
-- is any.
package.path = "scripts/?.lua;" .. package.path
local number = require("lib.number").terminal
local program = require "lib.program"
local text = require "lib.text"
local text_table = require "lib.text_table"
local tsv = require "lib.tsv"

--- Rows in the order of how far the number has to move.
local function by_change(a, b)
  local x, y = math.abs(tonumber(a.change_percent) or math.huge),
               math.abs(tonumber(b.change_percent) or math.huge)
  if x ~= y then return x < y end
  return a.number < b.number
end

--- What is reached at a number: the target, with the sampling error of a drawn result.
local function reached(row, target, unit)
  return number:short_with_error(target, row.standard_error, 4) .. unit
end

--- Prints the table, and what to type below it where it has no room in the table: an assignment is
--- of no use when it is cut.
local function print_with_assignments(cells, header, assignments, most)
  local whole, with = {}, { table.unpack(header) }
  for i, row in ipairs(cells) do
    whole[i] = { table.unpack(row) }
    table.insert(whole[i], assignments[i])
  end
  with[#with + 1] = "to try it"
  if not most or text_table.new(whole, { header = with }).width <= most then
    text_table.print(whole, { header = with })
    return
  end
  text_table.print(cells, { header = header, most = most, least = { 16, [6] = 8 } })
  print("\nto try it")
  for _, assignment in ipairs(assignments) do print("  " .. assignment) end
end

local function print_solved(rows, target, unit, most)
  table.sort(rows, by_change)
  local cells, assignments, drawn = {}, {}, false
  for _, row in ipairs(rows) do drawn = drawn or (tonumber(row.standard_error) or 0) > 0 end
  for i, row in ipairs(rows) do
    local change = tonumber(row.change_percent)
    cells[i] = { row.number, number:short(row.present, 4), number:short(row.needed, 6), row.unit,
                 change and number:fixed(change, 1, true) .. "%" or "-" }
    if drawn then table.insert(cells[i], reached(row, target, unit)) end
    assignments[i] = ("SET='%s'"):format(row.set)
  end
  local header = { "", "present", "needed", "unit", "change" }
  if drawn then header[#header + 1] = "reached" end
  print("\nalone, it would have to be" ..
        (drawn and " (+-: drawn with philox, one standard error of the result)" or ""))
  print_with_assignments(cells, header, assignments, most)
end

--- The last cell of each row on a line of its own where it has no room beside the others.
local function print_reasons(cells, most)
  local header = { "", "present", "unit", "why", "" }
  if not most or text_table.new(cells, { header = header }).width <= most then
    text_table.print(cells, { header = header })
    return
  end
  for _, row in ipairs(cells) do
    print(("  %s, %s %s: %s"):format(table.unpack(row, 1, 4)))
    print("    " .. row[5])
  end
end

local function print_unsolved(rows, most)
  local cells, without_effect = {}, {}
  for _, row in ipairs(rows) do
    if row.verdict == "no effect" then
      without_effect[#without_effect + 1] = row.number
    else
      cells[#cells + 1] = { row.number, number:short(row.present, 4), row.unit, row.verdict,
                            row.set }
    end
  end
  if #cells > 0 then
    print("\nalone, it cannot")
    print_reasons(cells, most)
  end
  if #without_effect > 0 then
    print("\nwithout effect, whatever they are: " .. table.concat(without_effect, ", "))
  end
end

program.main("SCENARIO WIDTH <table of solve", function(scenario, width)
  local rows, _, comments = tsv.read "-"
  local key, words, present, target, unit, error, there = table.unpack(tsv.split(comments[1]))
  local most = text.width_given(width)
  local solved, unsolved, others = {}, {}, 0
  for _, row in ipairs(rows) do
    if row.verdict == "solved" then solved[#solved + 1] = row
    elseif row.verdict == "does not enter" then others = others + 1
    else unsolved[#unsolved + 1] = row end
  end
  unit = unit == "1" and "" or " " .. unit
  local drawn = tonumber(error) > 0 and " (drawn with philox)" or ""
  print(("%s\n  %s, in %s: %s%s%s, wanted %s%s"):format(key, words, scenario,
    number:short_with_error(present, error, 6), unit, drawn, number:short(target, 6), unit))
  if there == "there already" then
    print("\nit is there already: nothing has to change")
    return
  end
  if #solved > 0 then print_solved(solved, target, unit, most) end
  if #unsolved > 0 then print_unsolved(unsolved, most) end
  print(("\n%d other numbers of the scenario do not enter this result"):format(others))
end)
