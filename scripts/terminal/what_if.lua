-- what_if.lua: prints what was changed and the results on both sides; a WIDTH of 0 is any.
package.path = "scripts/?.lua;" .. package.path
local number = require("lib.number").terminal
local program = require "lib.program"
local text = require "lib.text"
local text_table = require "lib.text_table"
local tsv = require "lib.tsv"

local function percent(cell)
  local x = tonumber(cell)
  if x == 0 then return "0%" end
  return x and number:fixed(x, 2, true) .. "%" or cell
end

local function is_drawn(standard_error) return (tonumber(standard_error) or 0) > 0 end

--- Which of the two values of a row are drawn, in words.
local function how(row, scenario)
  local before, after = is_drawn(row.scenario_error), is_drawn(row.changed_error)
  if before and after then return "both drawn with philox" end
  if before then return scenario .. " drawn with philox" end
  return after and "changed drawn with philox" or "exact"
end

local function result_cells(row)
  return { row.where, number:short_with_error(row.scenario, row.scenario_error, 4),
           number:short_with_error(row.changed, row.changed_error, 4), row.unit,
           number:short(row.difference, 4, true), percent(row.percent) }
end

--- Prints the results; how each was had only if some are drawn.
local function print_results(results, scenario, most)
  local header = { "", scenario, "changed", "unit", "difference", "percent" }
  local cells, drawn = {}, false
  for _, row in ipairs(results) do drawn = drawn or how(row, scenario) ~= "exact" end
  for i, row in ipairs(results) do
    cells[i] = result_cells(row)
    if drawn then table.insert(cells[i], how(row, scenario)) end
  end
  if drawn then header[#header + 1] = "" end
  print("\nresults, exact" .. (drawn and ", or drawn with philox, +- one standard error" or ""))
  text_table.print(cells, { header = header, most = most, least = { 12, [7] = 8 } })
end

program.main("SCENARIO WIDTH <table of what_if", function(scenario, width)
  local changes, results, most = {}, {}, text.width_given(width)
  for _, row in ipairs((tsv.read "-")) do
    if row.what == "assumption" then
      changes[#changes + 1] = { row.name, row.scenario, "->", row.changed, row.where }
    else
      results[#results + 1] = row
    end
  end
  if #changes == 0 then
    print("nothing is changed: the scenario has these values")
  else
    print("changed in " .. scenario)
    text_table.print(changes, { most = most, least = { 16, 12, [4] = 12 }, last = { [5] = 8 },
                                front = { [5] = true } })
  end
  print_results(results, scenario, most)
end)
