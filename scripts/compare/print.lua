-- print.lua: what differs between two scenarios, and what each difference does, for the terminal.
-- Usage: print.lua FROM TO differences.tsv parts.tsv FIGURE_DIR
package.path = "scripts/tables/?.lua;" .. package.path
local results = require "results"

local from, to, differences_file, parts_file, figures = table.unpack(arg)
if not figures then
  io.stderr:write("usage: print.lua FROM TO differences.tsv parts.tsv FIGURE_DIR\n")
  os.exit(2)
end

local SMALL <const> = 1e-3 -- of the value and of the gap: gathered in one line
local NOISE <const> = 1e-12 -- of the value: rounding

local function width(text) return utf8.len(text) or #text end
local function left(text, to_width) return text .. (" "):rep(to_width - width(text)) end
local function right(text, to_width) return (" "):rep(to_width - width(text)) .. text end

--- The width of the widest text.
local function widest(texts)
  local most = 0
  for _, text in ipairs(texts) do most = math.max(most, width(text)) end
  return most
end

-- ---- differences --------------------------------------------------------------------------------

local function print_side(name, value, value_width, source, place)
  if place == "" then
    print(("  %s  not given"):format(name))
    return
  end
  print(("  %s  %s  %s  (%s)"):format(name, left(value, value_width),
    source == "" and "no source" or source, place))
end

--- What a difference does, where its own name does not say it.
local function effect(row)
  if row.player == "-" then return ", enters no headline result" end
  return row.player ~= row.path and ", moves with " .. row.player or ""
end

local function print_differences(rows)
  local names = widest { from, to }
  for _, row in ipairs(rows) do
    local unit = (row.unit == "-" or row.unit == "1") and "" or (" [%s]"):format(row.unit)
    local values = widest { row.from, row.to }
    print(row.path .. unit .. effect(row))
    print_side(left(from, names), row.from, values, row.from_source, row.from_place)
    print_side(left(to, names), row.to, values, row.to_source, row.to_place)
  end
end

-- ---- parts --------------------------------------------------------------------------------------

--- Decimals that show three digits of a number.
local function decimals_of(x)
  if x == 0 then return 0 end
  return math.max(0, math.min(9, 2 - math.floor(math.log(math.abs(x), 10) + 1e-12)))
end

--- A number with that many decimals; `sign`: "+" before those above 0, a plain 0 for none.
local function number(x, decimals, sign)
  local text = ("%" .. (sign and "+" or "") .. "." .. decimals .. "f"):format(x)
  return text:find "[1-9]" and text or "0"
end

--- The rows of parts.tsv by headline, in the file's order.
local function by_headline(rows)
  local headlines, at = {}, {}
  for _, row in ipairs(rows) do
    for _, name in ipairs { "from", "to", "part", "standard_error", "first", "last" } do
      row[name] = assert(tonumber(row[name]), parts_file .. ": " .. name .. ": want a number")
    end
    if not at[row.key] then
      headlines[#headlines + 1] = { key = row.key, label = row.label, unit = row.unit }
      at[row.key] = headlines[#headlines]
    end
    table.insert(at[row.key], row)
  end
  return headlines
end

--- The parts worth a line of their own, and the sum and number of the others.
local function large_ones(headline)
  local first, kept, others, sum = headline[1], {}, 0, 0
  local limit = math.max(SMALL * math.min(math.abs(first.from), math.abs(first.to - first.from)),
    NOISE * math.abs(first.from))
  for _, row in ipairs(headline) do
    local most = math.max(math.abs(row.part), math.abs(row.first), math.abs(row.last))
    if most > limit then
      kept[#kept + 1] = row
    else
      others, sum = others + 1, sum + row.part
    end
  end
  return kept, others, sum
end

local HEAD <const> = { "", "", "part", "alone", "last" }

local function lines_of(headline)
  local kept, others, sum = large_ones(headline)
  local value, largest = headline[1], math.abs(headline[1].to - headline[1].from)
  for _, row in ipairs(kept) do largest = math.max(largest, math.abs(row.part)) end
  local decimals = math.max(decimals_of(math.min(value.from, value.to)), decimals_of(largest))
  local function signed(x) return number(x, decimals, true) end
  local lines = { HEAD, { from, "", number(value.from, decimals), "", "" } }
  for _, row in ipairs(kept) do
    local part = signed(row.part)
    if row.standard_error > 0 then
      part = part .. (" +- %." .. decimals .. "f"):format(row.standard_error)
    end
    lines[#lines + 1] = { row.player, row.change, part, signed(row.first), signed(row.last) }
  end
  if others > 0 then
    local words = ("%d other%s"):format(others, others > 1 and "s" or "")
    lines[#lines + 1] = { words, "", signed(sum), "", "" }
  end
  lines[#lines + 1] = { to, "", number(value.to, decimals), "", "" }
  return lines
end

local function print_headline(headline)
  local lines, widths = lines_of(headline), {}
  for column = 1, #HEAD do
    local texts = {}
    for i, line in ipairs(lines) do texts[i] = line[column] end
    widths[column] = widest(texts)
  end
  print(("\n%s (%s)"):format(headline.label, headline.unit))
  for _, line in ipairs(lines) do
    local cells = {}
    for column, text in ipairs(line) do
      cells[column] = (column <= 2 and left or right)(text, widths[column])
    end
    print(("  " .. table.concat(cells, "  "):gsub("%s+$", "")))
  end
end

-- ---- all ----------------------------------------------------------------------------------------

local function print_all()
  local differences, parts = results.read(differences_file), results.read(parts_file)
  if #differences == 0 then
    print(("%s and %s: no assumption differs"):format(from, to))
    return
  end
  print(("%s -> %s: %d assumption%s"):format(from, to, #differences,
    #differences > 1 and "s differ" or " differs"))
  print_differences(differences)
  local headlines, sampled = by_headline(parts), false
  for _, headline in ipairs(headlines) do print_headline(headline) end
  for _, row in ipairs(parts) do sampled = sampled or row.standard_error > 0 end
  if #parts == 0 then
    print "none of them enters a headline result that both scenarios have"
    return
  end
  print(("\npart: mean over %s of making the changes; alone: as the only change; last: after all "
    .. "others\nfigures in %s, numbers in %s"):format(sampled and "orders drawn at random" or
    "all orders", figures, parts_file))
end

local ok, problem = pcall(print_all)
if not ok then
  io.stderr:write("print.lua: ", tostring(problem), "\n")
  os.exit(1)
end
