-- multiverse.lua: readings, printed numbers under all of them, and what reproduces most at once.
package.path = "scripts/?.lua;" .. package.path
local number = require("lib.number").terminal
local program = require "lib.program"
local text = require "lib.text"
local text_table = require "lib.text_table"
local tsv = require "lib.tsv"

local ROWS <const> = 10 -- of the best
local MESSAGES <const> = 5 -- of failed combinations
local LINE <const> = 108 -- characters of a line of ids

local function short(cell) return number:short(cell, 4) end

-- ---- readings -----------------------------------------------------------------------------------

--- The lists of readings in their order, and prints the readings of each by number.
local function print_readings(readings, all)
  local names, labels = {}, {}
  for _, row in ipairs(readings) do
    if not labels[row.name] then
      labels[row.name] = {}
      names[#names + 1] = row.name
    end
    labels[row.name][tonumber(row.reading)] = row.label
  end
  print("\nReadings: " .. text.count(#all, "combination"))
  for _, name in ipairs(names) do
    local parts = {}
    for i, label in ipairs(labels[name]) do parts[i] = ("%d %s"):format(i, label) end
    print(("  %-26s %s"):format(name, table.concat(parts, "   ")))
  end
  return names
end

-- ---- printed numbers ----------------------------------------------------------------------------

--- The share as a percentage that says 0 and 100 only where it is all.
local function percent(row)
  local n, of = tonumber(row.reproduced), tonumber(row.combinations)
  if of == 0 then return "-" end
  local share = number:fixed(100 * n / of, 1)
  if n > 0 and share == "0.0" then return "<0.1%" end
  if n < of and share == "100.0" then return ">99.9%" end
  return share .. "%"
end

--- Prints the numbers that vary. Returns whether one of them has a curve.
local function print_numbers(numbers)
  local rows, fixed, curves = {}, 0, false
  for _, row in ipairs(numbers) do
    if row.moved_by == "-" then
      fixed = fixed + 1
    else
      curves = curves or row.kind ~= "assumption"
      rows[#rows + 1] = { row.id, row.printed, row.unit == "1" and "" or row.unit, short(row.min),
                          short(row.max), percent(row), row.moved_by }
    end
  end
  if #rows == 0 then
    print "\nno printed number varies"
    return curves
  end
  print("\nPrinted numbers: range over all combinations, share of them that reproduces, "
    .. "what moves it most")
  text_table.print(rows, {
    header = { "id", "printed", "unit", "min", "max", "reproduced", "moved by" }, indent = "",
    right = { false, true, false, true, true, true } })
  print "reproduced: share of the combinations in which the number rounds to what is printed"
  print "moved by: the list whose readings' means, over all combinations, are furthest apart"
  print(("%d more do not depend on any reading"):format(fixed))
  return curves
end

-- ---- the best -----------------------------------------------------------------------------------

local function best_row(row, all, names)
  local cells = { row.reproduced .. " of " .. row.of, row.stated .. " of " .. row.of_stated }
  local combination = all[tonumber(row.combination)]
  for _, name in ipairs(names) do cells[#cells + 1] = combination[name] end
  return cells
end

local function print_best(best, all, names)
  local header, right = { "results", "stated" }, { true, true }
  for i, name in ipairs(names) do header[2 + i], right[2 + i] = name, true end
  local rows, first = {}, 0
  for i = 1, math.min(ROWS, #best) do rows[i] = best_row(best[i], all, names) end
  for _, row in ipairs(best) do first = first + (row.rank == "1" and 1 or 0) end
  print("\nCombinations that reproduce most results at once; of as many, those that keep more "
    .. "stated assumptions first")
  text_table.print(rows, { header = header, indent = "", right = right })
  print("results: printed results (energies, ratios, days) that the combination gives, of those "
    .. "that can be computed")
  print "stated: printed assumptions (such as a PUE of 1.05-1.40) that it keeps"
  print "under a list's name: which of its readings is taken, numbered as above"
  print(first == 1 and "One combination is the best. It misses:"
    or ("%d share the first rank. The first misses:"):format(first))
  text.print("  " .. best[1].missed, LINE)
end

-- ---- what failed, what was drawn ----------------------------------------------------------------

--- Every message once, with how often and where first, the most frequent first; and how many
--- combinations have one.
local function failures(all)
  local messages, total = {}, 0
  for _, row in ipairs(all) do
    local words = row.error or ""
    if words ~= "" then
      total = total + 1
      if not messages[words] then
        messages[words] = { text = words, n = 0, first = tonumber(row.combination) }
        messages[#messages + 1] = messages[words]
      end
      messages[words].n = messages[words].n + 1
    end
  end
  table.sort(messages, function(a, b)
    if a.n ~= b.n then return a.n > b.n end
    return a.first < b.first
  end)
  return messages, total
end

local function print_failures(all, path)
  local messages, failed = failures(all)
  if failed == 0 then return end
  print(("\nFailed, and not ranked: %d of %s"):format(failed, text.count(#all, "combination")))
  for i = 1, math.min(MESSAGES, #messages) do
    local message = messages[i]
    print(("  %d, the first %d: %s"):format(message.n, message.first, message.text))
  end
  if #messages > MESSAGES then
    print(("  other messages: %d, see %s"):format(#messages - MESSAGES, path))
  end
end

local function print_drawn(all)
  local drawn = 0
  for _, row in ipairs(all) do drawn = drawn + (row.drawn == "yes" and 1 or 0) end
  if drawn == 0 then return end
  print(("\nDrawn with philox, as a case has no closed form: %d of %s; their numbers have "
    .. "sampling errors"):format(drawn, text.count(#all, "combination")))
end

program.main("readings.tsv multiverse_numbers.tsv multiverse_best.tsv multiverse.tsv FIGURES",
  function(readings_path, numbers_path, best_path, all_path, figures)
    local best, all = tsv.read(best_path), tsv.read(all_path)
    local names = print_readings(tsv.read(readings_path), all)
    local curves = print_numbers(tsv.read(numbers_path))
    if #best > 0 then
      print_best(best, all, names)
    else
      print "\nNo combination could be computed whole: nothing is ranked"
    end
    print_failures(all, all_path)
    print_drawn(all)
    print(("\nAll: %s; the best: %s%s"):format(all_path, best_path,
      curves and ("; figures: %s/specification_*.svg"):format(figures) or ""))
  end)
