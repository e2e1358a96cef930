-- ledger.lua: prints the ledger, its long columns cut to the width of the terminal, notes left out;
-- a WIDTH of 0 is any.
package.path = "scripts/?.lua;" .. package.path
local ledger = require "lib.ledger"
local number = require("lib.number").terminal
local program = require "lib.program"
local text = require "lib.text"
local text_table = require "lib.text_table"
local tsv = require "lib.tsv"

local function number_text(cell)
  local x = tonumber(cell)
  return x and number:fixed(x, 3) or cell
end

--- A letter for each kind of result, a dot where it does not enter.
local function results_text(list, kinds)
  local letters = {}
  for i, kind in ipairs(kinds) do
    local letter, name = table.unpack(kind)
    letters[i] = (" " .. list .. " "):find(" " .. name .. " ", 1, true) and letter or "."
  end
  return table.concat(letters)
end

local function count(list)
  if list == "all" or list == "-" then return list end
  return tostring(#tsv.names(list))
end

--- Columns of text: name, least width, and how the cell is made from a row and the kinds of
--- results.
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
  { "results", 7, function(row, kinds) return results_text(row.results, kinds) end },
  { "figures", 7, function(row) return count(row.figures) end },
}

local NUMBER = 8 -- a column of an elasticity, with the blanks before it

--- What finds room: the columns of text, how many elasticities, and the names of what does not.
--- Path and value stay in any case; place and the first elasticity go last.
local function choose_columns(n_numbers, most)
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

local function print_table(rows, all_columns, kinds, most)
  local texts, numbers, left_out = choose_columns(#all_columns, most)
  local columns = { table.unpack(all_columns, 1, numbers) }
  for i = numbers + 1, #all_columns do left_out[#left_out + 1] = all_columns[i].letter end
  local header, least, cells = {}, {}, {}
  for i, column in ipairs(texts) do header[i], least[i] = column[1], column[2] end
  for _, column in ipairs(columns) do header[#header + 1] = column.letter end
  for i, row in ipairs(rows) do
    cells[i] = {}
    for k, column in ipairs(texts) do cells[i][k] = column[3](row, kinds) end
    for _, column in ipairs(columns) do
      table.insert(cells[i], number_text(row[column.column]))
    end
  end
  text_table.print(cells, { header = header, indent = "", most = most, least = least,
                            front = { true } })
  return left_out
end

--- What the letters over and in the columns stand for.
local function print_legend(columns, kinds, left_out)
  print("\nresults: " .. kinds.words)
  print("elasticity: percent of the result for each percent of the assumption, exact")
  for _, column in ipairs(columns) do
    print(("  %s  %s%s"):format(column.letter, column.key,
      column.drawn and ", drawn with philox: " .. column.drawn or ""))
  end
  if #left_out > 0 then print("no room here for: " .. table.concat(left_out, ", ")) end
end

program.main("ledger.tsv WIDTH", function(file, width)
  local rows, columns, kinds = ledger.read(file)
  print_legend(columns, kinds, print_table(rows, columns, kinds, text.width_given(width)))
  print(("%s; whole, with notes: %s"):format(ledger.counts_text(rows), file))
end)
