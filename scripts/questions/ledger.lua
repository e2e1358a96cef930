-- ledger.lua: prints the ledger, its long columns cut to the width of the terminal, notes left out.
-- Usage: ledger.lua ledger.tsv WIDTH; a WIDTH of 0 is any
package.path = "scripts/questions/?.lua;scripts/tables/?.lua;" .. package.path
local aligned = require "aligned"
local results = require "results"

local file, most = arg[1], tonumber(arg[2])
if not most then
  io.stderr:write("usage: ledger.lua ledger.tsv WIDTH\n")
  os.exit(2)
end
most = aligned.width_given(most)

local PREFIX = "elasticity:"

--- The elasticity columns, in the file's order, each with a letter that stands over it, and what
--- the comments say of it.
local function elasticities()
  local columns, drawn = {}, {}
  for line in io.lines(file) do
    local key, value = line:match("^# drawn with philox: (%S+), (.*)$")
    if key then drawn[key] = ", drawn with philox: " .. value end
    if line:sub(1, 1) ~= "#" then
      for _, name in ipairs(results.split(line)) do
        if name:sub(1, #PREFIX) == PREFIX then
          local of = name:sub(#PREFIX + 1)
          columns[#columns + 1] = { name = name, letter = string.char(64 + #columns + 1),
                                    of = of .. (drawn[of] or "") }
        end
      end
      return columns
    end
  end
  return columns
end

local function number_text(cell)
  local number = tonumber(cell)
  if not number then return cell end
  return (("%.3f"):format(number):gsub("^%-(0%.0+)$", "%1"))
end

local LETTERS = { { "output_tokens", "o" }, { "tps", "t" }, { "energy", "e" }, { "frontier", "f" },
                  { "levers", "l" }, { "day", "d" }, { "fleet", "b" } }

--- A letter for each kind of result, a dot where it does not enter.
local function results_text(list)
  local letters = {}
  for i, kind in ipairs(LETTERS) do
    letters[i] = (" " .. list .. " "):find(" " .. kind[1] .. " ", 1, true) and kind[2] or "."
  end
  return table.concat(letters)
end

local function count(list)
  if list == "all" or list == "-" then return list end
  return tostring(#results.names(list))
end

--- Columns of text: name, least width, and how the cell is made from a row.
local TEXTS = {
  { "path", 25, function(row) return row.path end },
  { "value", 9, function(row)
    local bare = row.unit == "1" or row.unit == "-"
    return bare and row.value or row.value .. " " .. row.unit
  end },
  { "kind", 10, function(row) return row.kind end },
  { "source", 12, function(row) return row.source end },
  { "place", 14, function(row) return row.place:match("[^/]*$") end },
  { "cases", 5, function(row) return count(row.cases) end },
  { "results", 7, function(row) return results_text(row.results) end },
  { "figures", 7, function(row) return count(row.figures) end },
}

local NUMBER = 8 -- a column of an elasticity, with the blanks before it

--- What finds room: the columns of text, how many elasticities, and the names of what does not.
--- Path and value stay in any case; place and the first elasticity go last.
local function choose_columns(n_numbers)
  local kept, out, numbers = { table.unpack(TEXTS) }, {}, n_numbers
  local function is_too_wide()
    local total = NUMBER * numbers - 2
    for _, column in ipairs(kept) do total = total + column[2] + 2 end
    return most and total > most
  end
  local function leave_out(name)
    for i = #kept, 1, -1 do
      if kept[i][1] == name and is_too_wide() then out[#out + 1] = table.remove(kept, i)[1] end
    end
  end
  for _, name in ipairs { "kind", "figures", "cases", "results" } do leave_out(name) end
  while numbers > 1 and is_too_wide() do numbers = numbers - 1 end
  leave_out("source")
  if is_too_wide() then numbers = 0 end
  leave_out("place")
  return kept, numbers, out
end

local function print_table(rows, all_columns)
  local texts, numbers, left_out = choose_columns(#all_columns)
  local columns = { table.unpack(all_columns, 1, numbers) }
  for i = numbers + 1, #all_columns do left_out[#left_out + 1] = all_columns[i].letter end
  local header, least, cells = {}, {}, {}
  for i, text in ipairs(texts) do header[i], least[i] = text[1], text[2] end
  for _, column in ipairs(columns) do header[#header + 1] = column.letter end
  for i, row in ipairs(rows) do
    cells[i] = {}
    for k, text in ipairs(texts) do cells[i][k] = text[3](row) end
    for _, column in ipairs(columns) do
      table.insert(cells[i], number_text(row[column.name]))
    end
  end
  aligned.print(cells, { header = header, indent = "", most = most, least = least,
                         front = { true } })
  return left_out
end

aligned.main("ledger.lua", function()
  local columns, rows, without = elasticities(), results.read(file), 0
  for _, row in ipairs(rows) do
    if row.source == "none given" then without = without + 1 end
  end
  local left_out = print_table(rows, columns)
  local legend = {}
  for i, kind in ipairs(LETTERS) do legend[i] = kind[2] .. " " .. kind[1] end
  print("\nresults: " .. table.concat(legend, ", ") .. " (beta, its parts, reference lines)")
  print("elasticity: percent of the result for each percent of the assumption, exact")
  for _, column in ipairs(columns) do
    print(("  %s  %s"):format(column.letter, column.of))
  end
  if #left_out > 0 then
    print("no room here for: " .. table.concat(left_out, ", "))
  end
  print(("%d assumptions, %d of them without a source; whole, with notes: %s"):format(#rows,
    without, file))
end)
