-- print.lua: prints audit.tsv aligned for the terminal, verdicts in colour if asked for.
-- Usage: print.lua audit.tsv modes.tsv WIDTH [--colour]
-- WIDTH is the terminal's, 0 for as wide as it gets: columns are left out until the table fits.
package.path = "scripts/audit/?.lua;scripts/tables/?.lua;" .. package.path
local audit = require "audit"
local results = require "results"

local COLOURS = { reproduced = "32", ["within sampling error"] = "36", differs = "31",
                  ["not computed"] = "2" }

local function width(text) return utf8.len(text) or #text end

--- A number in so many digits, four if not said, without an exponent where it is not needed.
local function short(cell, digits)
  local number = tonumber(cell)
  if not number then return "" end
  if number == math.floor(number) and math.abs(number) < 1e6 then return ("%d"):format(number) end
  local places = (digits or 4) - 1 - math.floor(math.log(math.abs(number), 10) + 1e-12)
  if places > 8 then return ("%.3g"):format(number) end
  return ("%." .. math.max(0, places) .. "f"):format(number)
end

--- "+8.8%": by how much a value lies outside the interval; of a count what it is instead.
local function by_how_much(row, of)
  local relative = tonumber(of.relative)
  local counted, wanted = row.formula:match("^modes%b()$"), tonumber(row.reference)
  if counted and wanted then
    return ("%s instead of %s"):format(short(of[of.judged]), short(wanted))
  end
  if not relative then return short(of.difference) end
  return ("%s%s%%"):format(relative > 0 and "+" or "", short(100 * relative, 2))
end

--- "differs, +8.8%"; "reproduced, exact differs" where the exact value has another verdict.
local function verdict(row, of)
  local other = audit.other_verdict(of)
  return of.verdict .. (of.verdict == "differs" and ", " .. by_how_much(row, of) or "")
    .. (other and ", exact " .. other or "")
end

--- The columns: title, text of a row, whether to the right, the verdict that colours it, and its
--- rank among those that go first when the terminal is narrow.
local function columns(sides)
  local list = {
    { "id", function(row) return row.id end },
    { "printed", function(row) return row.printed end, right = true },
    { "unit", function(row) return row.unit end, leave = 2 },
  }
  for s, side in ipairs(sides) do
    list[#list + 1] = { side.name, function(row) return short(row[s].value) end, right = true }
    list[#list + 1] = { "s.e.", function(row)
      local error = tonumber(row[s].standard_error)
      return error and error > 0 and "± " .. short(error, 2) or ""
    end, leave = 3 }
    list[#list + 1] = { "exact", function(row)
      return row[s].exact == "drawn" and "drawn" or short(row[s].exact)
    end, right = true, leave = 1 }
    list[#list + 1] = { "verdict", function(row) return verdict(row, row[s]) end, side = s }
  end
  return list
end

local function measure(list, rows)
  local total = -2
  for _, column in ipairs(list) do
    column.width = width(column[1])
    for _, row in ipairs(rows) do
      column.width = math.max(column.width, width(column[2](row)))
    end
    total = total + column.width + 2
  end
  return total
end

--- Leaves columns out, the least needed first, until the table is at most so wide.
local function fit(list, rows, room)
  for leave = 0, 3 do
    local kept = {}
    for _, column in ipairs(list) do
      if not column.leave or column.leave > leave then kept[#kept + 1] = column end
    end
    if measure(kept, rows) <= room or leave == 3 then return kept end
  end
end

local function line(list, cell_of, colour_of)
  local cells = {}
  for i, column in ipairs(list) do
    local text = cell_of(column)
    local blanks = (" "):rep(column.width - width(text))
    local colour = colour_of and colour_of(column)
    if colour then text = ("\27[%sm%s\27[0m"):format(colour, text) end
    if i == #list and not column.right then blanks = "" end
    cells[i] = column.right and blanks .. text or text .. blanks
  end
  print((table.concat(cells, "  "):gsub("%s+$", "")))
end

local function print_numbers(rows, sides, room, coloured)
  local list = fit(columns(sides), rows, room)
  line(list, function(column) return column[1] end)
  for _, section in ipairs(audit.sections(rows)) do
    print("\n" .. section.title)
    for _, row in ipairs(section.rows) do
      line(list, function(column) return column[2](row) end, coloured and function(column)
        return column.side and COLOURS[row[column.side].verdict]
      end)
    end
  end
end

--- Modes by bandwidth: a line a variable, with the count and the depth of the second peak.
local function print_modes(path)
  local lines, order = {}, {}
  for _, row in ipairs((results.read(path))) do
    local name = ("%s, %s, %s"):format(row.variable, row.scenario, row.of)
    if not lines[name] then
      lines[name] = {}
      order[#order + 1] = name
    end
    table.insert(lines[name], ("%s: %s (%.2g)"):format(row.factor, row.modes, row.depth))
  end
  if #order == 0 then return end
  print("\nModes by factor of the bandwidth 1.06 sd n^(-1/5), and how deep the second peak is"
    .. "\n(share of the highest; from 0.05 on it counts as a mode)")
  for _, name in ipairs(order) do
    print(("  %s\n      %s"):format(name, table.concat(lines[name], "   ")))
  end
end

--- For how many values of a side the exact one has another verdict.
local function print_others(rows, s)
  local n = 0
  for _, row in ipairs(rows) do n = n + (audit.other_verdict(row[s]) and 1 or 0) end
  if n > 0 then
    print(("  judged as drawn; the exact value of %d has another verdict, named beside it")
      :format(n))
  end
end

local function print_counts(rows, sides, published)
  print()
  for s, side in ipairs(sides) do
    local counts, parts = {}, {}
    for _, row in ipairs(rows) do
      counts[row[s].verdict] = (counts[row[s].verdict] or 0) + 1
    end
    for _, name in ipairs(audit.VERDICTS) do
      parts[#parts + 1] = ("%d %s"):format(counts[name] or 0, name)
    end
    print(("%s, %d values against %s: %s"):format(side.name, #rows, published,
                                                  table.concat(parts, ", ")))
    print_others(rows, s)
  end
  local lacking = {}
  for _, row in ipairs(rows) do
    if row.reason ~= "" then lacking[#lacking + 1] = row.reason end
  end
  for i = 1, math.min(#lacking, 3) do print("not computed: " .. lacking[i]) end
  if #lacking > 3 then
    print(("not computed: %d more, see the column reason of %s"):format(#lacking - 3, arg[1]))
  end
end

if #arg < 3 then
  io.stderr:write("usage: print.lua audit.tsv modes.tsv WIDTH [--colour]\n")
  os.exit(2)
end
local ok, problem = pcall(function()
  local rows, sides, published = audit.read(arg[1])
  local room = tonumber(arg[3])
  print_numbers(rows, sides, room > 0 and room or math.huge, arg[4] == "--colour")
  print_modes(arg[2])
  print_counts(rows, sides, published)
end)
if not ok then
  io.stderr:write("print.lua: ", tostring(problem), "\n")
  os.exit(1)
end
