-- what_if.lua: prints what was changed and the results on both sides.
-- Usage: what_if.lua SCENARIO WIDTH < table of what_if; a WIDTH of 0 is any
package.path = "scripts/questions/?.lua;scripts/tables/?.lua;" .. package.path
local aligned = require "aligned"

local function percent(cell)
  local number = tonumber(cell)
  if number == 0 then return "0%" end
  return number and ("%+.2f%%"):format(number) or cell
end

local function signed(cell)
  local number = tonumber(cell)
  if number == 0 then return "0" end
  return number and ("%+.4g"):format(number) or cell
end

local function is_drawn(standard_error) return (tonumber(standard_error) or 0) > 0 end

--- Which of the two values of a row are drawn, in words.
local function how(row)
  local before, after = is_drawn(row.scenario_error), is_drawn(row.changed_error)
  if before and after then return "both drawn with philox" end
  if before then return arg[1] .. " drawn with philox" end
  return after and "changed drawn with philox" or "exact"
end

local function result_cells(row)
  return { row.where, aligned.with_error(row.scenario, row.scenario_error),
           aligned.with_error(row.changed, row.changed_error), row.unit, signed(row.difference),
           percent(row.percent) }
end

--- Prints the results; how each was had only if some are drawn.
local function print_results(results, most)
  local header = { "", arg[1], "changed", "unit", "difference", "percent" }
  local cells, drawn = {}, false
  for _, row in ipairs(results) do drawn = drawn or how(row) ~= "exact" end
  for i, row in ipairs(results) do
    cells[i] = result_cells(row)
    if drawn then table.insert(cells[i], how(row)) end
  end
  if drawn then header[#header + 1] = "" end
  print("\nresults, exact" .. (drawn and ", or drawn with philox, +- one standard error" or ""))
  aligned.print(cells, { header = header, most = most, least = { 12, [7] = 8 } })
end

aligned.main("what_if.lua", function()
  local changes, results, most = {}, {}, aligned.width_given(arg[2])
  for _, row in ipairs(aligned.read_input()) do
    if row.what == "assumption" then
      changes[#changes + 1] = { row.name, row.scenario, "->", row.changed, row.where }
    else
      results[#results + 1] = row
    end
  end
  if #changes == 0 then
    print("nothing is changed: the scenario has these values")
  else
    print("changed in " .. arg[1])
    aligned.print(changes, { most = most, least = { 16, 12, [4] = 12 }, last = { [5] = 8 },
                             front = { [5] = true } })
  end
  print_results(results, most)
end)
