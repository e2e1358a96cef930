-- show.lua: the multiverse on the terminal: readings, printed numbers, what reproduces most at once.
-- Usage: show.lua readings.tsv multiverse_numbers.tsv multiverse_best.tsv multiverse.tsv FIGURES
package.path = "scripts/tables/?.lua;" .. package.path
local results = require "results"

local ROWS = 10 -- of the best
local MESSAGES = 5 -- of failed combinations

if #arg ~= 5 then
  io.stderr:write("usage: show.lua readings.tsv multiverse_numbers.tsv multiverse_best.tsv multiverse.tsv FIGURES\n")
  os.exit(2)
end
local readings_path, numbers_path, best_path, all_path, figures = table.unpack(arg)
local readings, numbers = results.read(readings_path), results.read(numbers_path)
local best, all = results.read(best_path), results.read(all_path)

local function width(text) return utf8.len(text) or #text end

--- A number in four digits, anything else as it is.
local function short(cell)
  local number = tonumber(cell)
  return (number and math.type(number) == "float") and ("%.4g"):format(number) or cell
end

--- Prints rows of cells under a header; columns named in `right` are set to the right.
local function print_table(header, rows, right)
  local widths = {}
  for i, name in ipairs(header) do
    widths[i] = width(name)
    for _, row in ipairs(rows) do widths[i] = math.max(widths[i], width(row[i])) end
  end
  local function line(cells)
    local out = {}
    for i, cell in ipairs(cells) do
      local blanks = (" "):rep(widths[i] - width(cell))
      out[i] = right[header[i]] and blanks .. cell or cell .. blanks
    end
    print((table.concat(out, "  "):gsub("%s+$", "")))
  end
  line(header)
  for _, row in ipairs(rows) do line(row) end
end

-- ---- readings ---------------------------------------------------------------------------------------------

local names, labels = {}, {}
for _, row in ipairs(readings) do
  if not labels[row.name] then
    labels[row.name] = {}
    names[#names + 1] = row.name
  end
  labels[row.name][tonumber(row.reading)] = row.label
end
print(("\nReadings: %d combination%s"):format(#all, #all > 1 and "s" or ""))
for _, name in ipairs(names) do
  local parts = {}
  for i, label in ipairs(labels[name]) do parts[i] = ("%d %s"):format(i, label) end
  print(("  %-26s %s"):format(name, table.concat(parts, "   ")))
end

-- ---- printed numbers --------------------------------------------------------------------------------------

--- The share as a percentage that says 0 and 100 only where it is all.
local function percent(row)
  local n, of = tonumber(row.reproduced), tonumber(row.combinations)
  if of == 0 then return "-" end
  local text = ("%.1f%%"):format(100 * n / of)
  if n > 0 and text == "0.0%" then return "<0.1%" end
  if n < of and text == "100.0%" then return ">99.9%" end
  return text
end

local rows, fixed, curves = {}, 0, 0
for _, row in ipairs(numbers) do
  if row.moved_by == "-" then
    fixed = fixed + 1
  else
    if row.kind ~= "assumption" then curves = curves + 1 end
    rows[#rows + 1] = { row.id, row.printed, row.unit == "1" and "" or row.unit, short(row.min), short(row.max),
      percent(row), row.moved_by }
  end
end
if #rows > 0 then
  print("\nPrinted numbers: range over all combinations, share of them that reproduces, what moves it most")
  print_table({ "id", "printed", "unit", "min", "max", "reproduced", "moved by" }, rows,
    { printed = true, min = true, max = true, reproduced = true })
  print "reproduced: share of the combinations in which the number rounds to what is printed"
  print "moved by: the list whose readings' means, over all combinations, are furthest apart"
  print(("%d more do not depend on any reading"):format(fixed))
else
  print "\nno printed number varies"
end

-- ---- the best ---------------------------------------------------------------------------------------------

--- Ids in lines of a terminal's width.
local function print_ids(ids)
  local line = " "
  for id in ids:gmatch("%S+") do
    if #line + #id > 108 then
      print(line)
      line = " "
    end
    line = line .. " " .. id
  end
  print(line)
end

local function best_row(row)
  local cells = { row.reproduced .. " of " .. row.of, row.stated .. " of " .. row.of_stated }
  local taken = all[tonumber(row.combination)]
  for _, name in ipairs(names) do cells[#cells + 1] = taken[name] end
  return cells
end

local function print_best()
  local columns, right = { "results", "stated" }, { results = true, stated = true }
  for _, name in ipairs(names) do
    columns[#columns + 1] = name
    right[name] = true
  end
  local lines, first = {}, 0
  for i = 1, math.min(ROWS, #best) do lines[i] = best_row(best[i]) end
  for _, row in ipairs(best) do if row.rank == "1" then first = first + 1 end end
  print("\nCombinations that reproduce most results at once; of as many, those that keep more stated assumptions first")
  print_table(columns, lines, right)
  print "results: printed results (energies, ratios, days) that the combination gives, of those that can be computed"
  print "stated: printed assumptions (such as a PUE of 1.05-1.40) that it keeps"
  print "under a list's name: which of its readings is taken, numbered as above"
  print(first == 1 and "One combination is the best. It misses:"
    or ("%d share the first rank. The first misses:"):format(first))
  print_ids(best[1].missed)
end

if #best > 0 then print_best() else print "\nNo combination could be computed whole: nothing is ranked" end

-- ---- what failed, what was drawn ---------------------------------------------------------------------------

--- Every message once, with how often and where first, the most frequent first.
local function failures()
  local messages, total = {}, 0
  for _, row in ipairs(all) do
    local text = row.error or ""
    if text ~= "" then
      total = total + 1
      if not messages[text] then
        messages[text] = { text = text, n = 0, first = row.combination }
        messages[#messages + 1] = messages[text]
      end
      messages[text].n = messages[text].n + 1
    end
  end
  table.sort(messages, function(a, b)
    if a.n ~= b.n then return a.n > b.n end
    return tonumber(a.first) < tonumber(b.first)
  end)
  return messages, total
end

local messages, failed = failures()
if failed > 0 then
  print(("\nFailed, and not ranked: %d of %d combinations"):format(failed, #all))
  for i = 1, math.min(MESSAGES, #messages) do
    print(("  %d, the first %s: %s"):format(messages[i].n, messages[i].first, messages[i].text))
  end
  if #messages > MESSAGES then print(("  other messages: %d, see %s"):format(#messages - MESSAGES, all_path)) end
end

local drawn = 0
for _, row in ipairs(all) do if row.drawn == "yes" then drawn = drawn + 1 end end
if drawn > 0 then
  print(("\nDrawn with philox, as a case has no closed form: %d of %d combinations; their numbers have sampling errors")
    :format(drawn, #all))
end
print(("\nAll: %s; the best: %s%s"):format(all_path, best_path,
  curves > 0 and ("; figures: %s/specification_*.svg"):format(figures) or ""))
