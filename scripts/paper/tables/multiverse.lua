-- multiverse.lua: the combinations of readings that reproduce most printed results at once.
local booktabs = require "paper.booktabs"
local tsv = require "lib.tsv"

local SHOWN = 4 -- of the best, one a column

-- Columns of multiverse_best.tsv that are no lists of readings.
local OTHERS = { rank = true, reproduced = true, of = true, stated = true, of_stated = true,
                 combination = true, missed = true }

--- A row of the same column of all combinations shown; those of the others that say the same as the
--- first are empty.
local function reading_row(list, shown)
  local cells = { booktabs.breakable(list) }
  for i, row in ipairs(shown) do
    cells[i + 1] = i > 1 and row[list] == shown[1][list] and "" or booktabs.breakable(row[list])
  end
  return cells
end

local function count_row(name, shown, column, of)
  local cells = { name }
  for i, row in ipairs(shown) do cells[i + 1] = row[column] .. " of " .. row[of] end
  return cells
end

return function(get)
  local best, header = tsv.read(get.arguments.multiverse .. "/multiverse_best.tsv")
  local shown = table.move(best, 1, math.min(SHOWN, #best), 1, {})
  local columns = { { "Combination", "3.2cm" } }
  for _, row in ipairs(shown) do columns[#columns + 1] = { row.combination, "3.2cm" } end
  local t = booktabs.new(columns)
  for _, list in ipairs(header) do
    if not OTHERS[list] then t:row(reading_row(list, shown)) end
  end
  t:rule()
  t:row(count_row("results reproduced", shown, "reproduced", "of"))
  t:row(count_row("assumptions kept", shown, "stated", "of_stated"))
  return t:text()
end
