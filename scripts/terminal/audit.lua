-- audit.lua: prints audit.tsv, verdicts in colour if asked for. WIDTH is the terminal's, 0 for any.
-- Until the table fits, names are shortened, then columns left out, which are named below it.
package.path = "scripts/?.lua;" .. package.path
local audit = require "lib.audit"
local number = require("lib.number").terminal
local program = require "lib.program"
local text = require "lib.text"
local text_table = require "lib.text_table"
local tsv = require "lib.tsv"

local COLOURS = { reproduced = "32", ["within sampling error"] = "36", differs = "31",
                  ["not computed"] = "2" }

-- Of a narrow terminal: words for verdicts, and what goes first when they do not do.
local SHORT = { reproduced = "repr.", ["within sampling error"] = "s.e.", differs = "diff.",
                ["not computed"] = "none" }
local LEAVE = { "unit", "difference", "s.e.", "exact verdict", "exact" }

-- ---- cells --------------------------------------------------------------------------------------

--- A number in so many digits, a whole one as it is; "" for none.
local function short(cell, n)
  local x = tonumber(cell)
  if not x then return "" end
  return x == math.floor(x) and number:given(x) or number:digits(x, n)
end

--- "+8.8%": by how much a value lies outside the interval; of a count what it is instead.
local function by_how_much(row, of)
  local relative = tonumber(of.relative)
  local counted, wanted = row.formula:match("^modes%b()$"), tonumber(row.reference)
  if counted and wanted then
    return ("%s instead of %s"):format(short(of[of.judged], 4), short(wanted, 4))
  end
  if not relative then return short(of.difference, 4) end
  return ("%s%s%%"):format(relative > 0 and "+" or "", short(100 * relative, 2))
end

--- A text in at most n characters (nil: any); what is taken out of its middle is a "…".
local function shortened(words, n)
  if not n or text.width(words) <= n then return words end
  local kept = n - 1
  return text.some(words, kept // 2) .. "…" .. text.some(words, -(kept - kept // 2))
end

--- "differs, +8.8%"; "reproduced, exact differs" where the exact value has another verdict.
local function verdict(row, of, layout)
  local other = not layout.left["exact verdict"] and audit.other_verdict(of)
  local off = of.verdict == "differs" and not layout.left.difference and by_how_much(row, of)
  if layout.id then
    return SHORT[of.verdict] .. (off and " " .. off or "") .. (other and "/" .. SHORT[other] or "")
  end
  return of.verdict .. (off and ", " .. off or "") .. (other and ", exact " .. other or "")
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
                        function(row) return short(row[s].value, 4) end, right = true }
    add { "s.e.", function(row)
      local error = tonumber(row[s].standard_error)
      return error and error > 0 and "± " .. short(error, 2) or ""
    end }
    add { "exact", function(row)
      return row[s].exact == "drawn" and "drawn" or short(row[s].exact, 4)
    end, right = true }
    add { layout.id and "verd." or "verdict",
          function(row) return verdict(row, row[s], layout) end, side = s }
  end
  return list
end

-- ---- the table ----------------------------------------------------------------------------------

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

--- The cells of rows in a layout, by row, and the table of them in the room there is.
local function lay_out(list, rows, room)
  local header, right, cells, of_row = {}, {}, {}, {}
  for i, column in ipairs(list) do header[i], right[i] = column[1], column.right end
  for r, row in ipairs(rows) do
    cells[r] = {}
    for i, column in ipairs(list) do cells[r][i] = column[2](row) end
    of_row[row] = cells[r]
  end
  local options = { header = header, right = right, indent = "" }
  local fits = not room or text_table.new(cells, options).width <= room
  options.most = room
  return text_table.new(cells, options), of_row, header, fits
end

--- The codes of the colours of a row's verdicts, by column.
local function colours_of(list, row)
  local codes = {}
  for i, column in ipairs(list) do
    codes[i] = column.side and COLOURS[row[column.side].verdict]
  end
  return codes
end

--- What the layout left out, and its short words.
local function print_layout(layout, room)
  if not layout.id then return end
  print()
  local words, left = {}, {}
  for _, name in ipairs(audit.VERDICTS) do words[#words + 1] = SHORT[name] .. " " .. name end
  text.print(table.concat(words, ", ") .. (layout.left["exact verdict"] and "" or
             "; behind a /: the exact value's verdict, where another"), room)
  for _, name in ipairs(LEAVE) do
    if layout.left[name] then left[#left + 1] = name == "s.e." and "standard error" or name end
  end
  if #left > 0 then text.print("no room here for: " .. table.concat(left, ", "), room) end
end

--- Prints the numbers in the widest layout that fits, else in the narrowest.
local function print_numbers(rows, sides, room, coloured)
  local list, layout, t, cells, header, fits
  for _, try in ipairs(layouts()) do
    list, layout = columns(sides, try), try
    t, cells, header, fits = lay_out(list, rows, room)
    if fits then break end
  end
  print(t:line(header))
  for _, section in ipairs(audit.sections(rows)) do
    print()
    text.print(section.title, room)
    for _, row in ipairs(section.rows) do
      print(t:line(cells[row], coloured and colours_of(list, row)))
    end
  end
  print_layout(layout, room)
end

-- ---- below the table ----------------------------------------------------------------------------

--- Modes by bandwidth: a line a variable, with the count and the depth of the second peak.
local function print_modes(path, room)
  local lines, order = {}, {}
  for _, row in ipairs((tsv.read(path))) do
    local name = ("%s, %s, %s"):format(row.variable, row.scenario, row.of)
    if not lines[name] then
      lines[name] = {}
      order[#order + 1] = name
    end
    table.insert(lines[name], ("%s: %s (%s)"):format(row.factor, row.modes,
                                                     number:short(row.depth, 2)))
  end
  if #order == 0 then return end
  print()
  text.print("Modes by factor of the bandwidth 1.06 sd n^(-1/5), and how deep the second peak is",
             room)
  text.print("(share of the highest; from 0.05 on it counts as a mode)", room)
  for _, name in ipairs(order) do
    text.print("  " .. name, room, 6)
    text.print("      " .. table.concat(lines[name], "   "), room, 6)
  end
end

--- How many values of a side have which verdict, and for how many the exact one has another.
local function print_counts(rows, s, side, published, room)
  local others = 0
  for _, row in ipairs(rows) do others = others + (audit.other_verdict(row[s]) and 1 or 0) end
  text.print(("%s, %d values against %s: %s"):format(side.name, #rows, published,
                                                     audit.counts_text(rows, s)), room)
  if others > 0 then
    text.print(("  judged as drawn; the exact value of %d has another verdict"):format(others),
               room, 4)
  end
end

--- Why numbers were not computed, of the first few.
local function print_lacking(rows, path, room)
  local lacking = {}
  for _, row in ipairs(rows) do
    if row.reason ~= "" then lacking[#lacking + 1] = row.reason end
  end
  for i = 1, math.min(#lacking, 3) do text.print("not computed: " .. lacking[i], room) end
  if #lacking > 3 then
    text.print(("not computed: %d more, see the column reason of %s"):format(#lacking - 3, path),
               room)
  end
end

program.main("audit.tsv modes.tsv WIDTH [--colour]", function(path, modes, width, colour)
  local rows, sides, published = audit.read(path)
  local room = text.width_given(width)
  print_numbers(rows, sides, room, colour == "--colour")
  print_modes(modes, room)
  print()
  for s, side in ipairs(sides) do print_counts(rows, s, side, published, room) end
  print_lacking(rows, path, room)
end)
