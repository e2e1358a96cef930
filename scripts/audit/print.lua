-- print.lua: prints audit.tsv aligned for the terminal, verdicts in colour if asked for.
-- Usage: print.lua audit.tsv modes.tsv WIDTH [--colour]
-- WIDTH is the terminal's, 0 for as wide as it gets. Until the table fits, names are shortened,
-- then columns left out, which are named below it; then lines are cut.
package.path = "scripts/audit/?.lua;scripts/tables/?.lua;" .. package.path
local audit = require "audit"
local results = require "results"

local COLOURS = { reproduced = "32", ["within sampling error"] = "36", differs = "31",
                  ["not computed"] = "2" }

-- Of a narrow terminal: words for verdicts, and what goes first when they do not do.
local SHORT = { reproduced = "repr.", ["within sampling error"] = "s.e.", differs = "diff.",
                ["not computed"] = "none" }
local LEAVE = { "unit", "difference", "s.e.", "exact verdict", "exact" }

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

--- The first n characters.
local function head(text, n)
  return width(text) <= n and text or text:sub(1, utf8.offset(text, n + 1) - 1)
end

--- A text in at most n characters; what is taken out of its middle is a "…".
local function shortened(text, n)
  local all = width(text)
  if not n or all <= n then return text end
  local kept = n - 1
  return head(text, kept // 2) .. "…" .. text:sub(utf8.offset(text, all - (kept - kept // 2) + 1))
end

--- "differs, +8.8%"; "reproduced, exact differs" where the exact value has another verdict.
local function verdict(row, of, layout)
  local other = not layout.left["exact verdict"] and audit.other_verdict(of)
  local differs = of.verdict == "differs" and not layout.left.difference
  if layout.id then
    return SHORT[of.verdict] .. (differs and " " .. by_how_much(row, of) or "")
      .. (other and "/" .. SHORT[other] or "")
  end
  return of.verdict .. (differs and ", " .. by_how_much(row, of) or "")
    .. (other and ", exact " .. other or "")
end

--- The columns of a layout: title, text of a row, whether to the right, the side whose verdict
--- colours it.
local function columns(sides, layout)
  local list = {}
  local function add(column)
    if not layout.left[column[1]] then list[#list + 1] = column end
  end
  add { "id", function(row) return shortened(row.id, layout.id) end }
  add { "printed", function(row) return shortened(row.printed, layout.printed) end, right = true }
  add { "unit", function(row) return row.unit end }
  for s, side in ipairs(sides) do
    list[#list + 1] = { shortened(side.name, layout.printed),
                        function(row) return short(row[s].value) end, right = true }
    add { "s.e.", function(row)
      local error = tonumber(row[s].standard_error)
      return error and error > 0 and "± " .. short(error, 2) or ""
    end }
    add { "exact", function(row)
      return row[s].exact == "drawn" and "drawn" or short(row[s].exact)
    end, right = true }
    add { layout.id and "verd." or "verdict",
          function(row) return verdict(row, row[s], layout) end, side = s }
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

--- The layouts from the widest to the narrowest: id, printed: most characters of these (nil: all);
--- left: what is left out.
local function layouts()
  local list, left = { { left = {} } }, {}
  for n = 0, #LEAVE do
    if n > 0 then left[LEAVE[n]] = true end
    local copy = {}
    for name in pairs(left) do copy[name] = true end
    list[#list + 1] = { id = 15, printed = 8, left = copy }
  end
  return list
end

--- The columns of the widest layout that fits, else of the narrowest; the layout.
local function fit(sides, rows, room)
  local list, layout
  for _, try in ipairs(layouts()) do
    list, layout = columns(sides, try), try
    if measure(list, rows) <= room then break end
  end
  return list, layout
end

--- One line of the table, its cells cut where the terminal ends.
local function line(list, room, cell_of, colour_of)
  local cells, used = {}, 0
  for _, column in ipairs(list) do
    if used >= room then break end
    local text = cell_of(column)
    local blanks = (" "):rep(column.width - width(text))
    local before = column.right and blanks or ""
    before = head(before, room - used)
    text = head(text, room - used - #before)
    local after = column.right and "" or blanks
    used = used + #before + width(text) + #after + 2
    local colour = colour_of and text ~= "" and colour_of(column)
    if colour then text = ("\27[%sm%s\27[0m"):format(colour, text) end
    cells[#cells + 1] = before .. text .. after
  end
  print((table.concat(cells, "  "):gsub("%s+$", "")))
end

--- Prints a text in lines of at most `room`, broken at blanks; further lines stand `indent` in.
local function wrap(text, room, indent)
  local rest = text
  while width(rest) > room do
    local whole = head(rest, room + 1)
    local cut = whole:match("^.*%S() +%S*$")
    if not cut or cut <= indent + 1 then cut = #head(rest, room) + 1 end
    print(rest:sub(1, cut - 1))
    rest = (room > 2 * indent and (" "):rep(indent) or "") .. rest:sub(cut):gsub("^ +", "")
  end
  print(rest)
end

--- What the layout left out, and its short words.
local function print_layout(layout, room)
  if not layout.id then return end
  print()
  local words, left = {}, {}
  for _, name in ipairs(audit.VERDICTS) do words[#words + 1] = SHORT[name] .. " " .. name end
  wrap(table.concat(words, ", ") .. (layout.left["exact verdict"] and "" or
       "; behind a /: the exact value's verdict, where another"), room, 2)
  for _, name in ipairs(LEAVE) do
    if layout.left[name] then left[#left + 1] = name == "s.e." and "standard error" or name end
  end
  if #left > 0 then wrap("no room here for: " .. table.concat(left, ", "), room, 2) end
end

local function print_numbers(rows, sides, room, coloured)
  local list, layout = fit(sides, rows, room)
  line(list, room, function(column) return column[1] end)
  for _, section in ipairs(audit.sections(rows)) do
    print()
    wrap(section.title, room, 2)
    for _, row in ipairs(section.rows) do
      line(list, room, function(column) return column[2](row) end, coloured and function(column)
        return column.side and COLOURS[row[column.side].verdict]
      end)
    end
  end
  print_layout(layout, room)
end

--- Modes by bandwidth: a line a variable, with the count and the depth of the second peak.
local function print_modes(path, room)
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
  print()
  wrap("Modes by factor of the bandwidth 1.06 sd n^(-1/5), and how deep the second peak is",
       room, 2)
  wrap("(share of the highest; from 0.05 on it counts as a mode)", room, 2)
  for _, name in ipairs(order) do
    wrap("  " .. name, room, 6)
    wrap("      " .. table.concat(lines[name], "   "), room, 6)
  end
end

--- For how many values of a side the exact one has another verdict.
local function print_others(rows, s, room)
  local n = 0
  for _, row in ipairs(rows) do n = n + (audit.other_verdict(row[s]) and 1 or 0) end
  if n > 0 then
    wrap(("  judged as drawn; the exact value of %d has another verdict"):format(n), room, 4)
  end
end

local function print_counts(rows, sides, published, room)
  print()
  for s, side in ipairs(sides) do
    local counts, parts = {}, {}
    for _, row in ipairs(rows) do
      counts[row[s].verdict] = (counts[row[s].verdict] or 0) + 1
    end
    for _, name in ipairs(audit.VERDICTS) do
      parts[#parts + 1] = ("%d %s"):format(counts[name] or 0, name)
    end
    wrap(("%s, %d values against %s: %s"):format(side.name, #rows, published,
                                                 table.concat(parts, ", ")), room, 2)
    print_others(rows, s, room)
  end
  local lacking = {}
  for _, row in ipairs(rows) do
    if row.reason ~= "" then lacking[#lacking + 1] = row.reason end
  end
  for i = 1, math.min(#lacking, 3) do wrap("not computed: " .. lacking[i], room, 2) end
  if #lacking > 3 then
    wrap(("not computed: %d more, see the column reason of %s"):format(#lacking - 3, arg[1]), room,
         2)
  end
end

if #arg < 3 then
  io.stderr:write("usage: print.lua audit.tsv modes.tsv WIDTH [--colour]\n")
  os.exit(2)
end
local ok, problem = pcall(function()
  local rows, sides, published = audit.read(arg[1])
  local room = tonumber(arg[3])
  room = room > 0 and room or math.maxinteger // 2
  print_numbers(rows, sides, room, arg[4] == "--colour")
  print_modes(arg[2], room)
  print_counts(rows, sides, published, room)
end)
if not ok then
  io.stderr:write("print.lua: ", tostring(problem), "\n")
  os.exit(1)
end
