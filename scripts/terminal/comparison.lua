-- comparison.lua: what differs between two scenarios, and what each difference does. No line is
-- longer than WIDTH; 0 is any.
package.path = "scripts/?.lua;" .. package.path
local numbers = require "lib.number"
local program = require "lib.program"
local text = require "lib.text"
local text_table = require "lib.text_table"
local tsv = require "lib.tsv"
local number = numbers.terminal

local from, to, differences_file, parts_file, headlines_file, figures, width = table.unpack(arg)
local room = text.width_given(width)

local SMALL <const> = 1e-3 -- of the value and of the gap: gathered in one line
local MOST <const> = 14 -- lines, as in waterfall.gp, which gathers the same parts
local NOISE <const> = 1e-12 -- of the value: rounding

local function print_wrapped(words, hang) text.print(words, room, hang) end

-- ---- differences --------------------------------------------------------------------------------

local function print_side(name, value, value_width, source, place)
  if place == "" then
    print_wrapped(("  %s  not given"):format(name))
    return
  end
  print_wrapped(("  %s  %s  %s  (%s)"):format(name, text.padded(value, value_width),
    source == "" and "no source" or source, place), text.width(name) + 4)
end

--- What a difference does, where its own name does not say it.
local function effect(row)
  if row.change == "-" then return ", enters no headline result" end
  return row.change ~= row.path and ", moves with " .. row.change or ""
end

local LISTS <const> = { cases = true, mixes = true, models = true }

--- The names of a list that another lacks, with how many both have: "10 in both, retrieval".
local function own_names(list, other)
  local theirs, own, shared = {}, {}, 0
  for name in other:gmatch("%S+") do theirs[name] = true end
  for name in list:gmatch("%S+") do
    if theirs[name] then shared = shared + 1 else own[#own + 1] = name end
  end
  table.insert(own, 1, shared .. " in both")
  return table.concat(own, ", ")
end

--- Takes the rows of items that only one scenario has out of the others, item by item.
local function split_items(rows)
  local both, items = {}, {}
  for _, row in ipairs(rows) do
    local item = items[row.item]
    if row.item == "-" then
      both[#both + 1] = row
    elseif not item then
      item = { name = row.item, n = 0, side = row.to_place == "" and from or to,
               effect = effect(row) }
      items[row.item] = item
      items[#items + 1] = item
    end
    if item then item.n = item.n + 1 end
  end
  return both, items
end

local function print_differences(rows)
  local names = text.widest { from, to }
  local both, items = split_items(rows)
  for _, item in ipairs(items) do
    print_wrapped(("%s: only in %s, %s%s"):format(item.name, item.side,
      text.count(item.n, "assumption"), item.effect))
  end
  for _, row in ipairs(both) do
    local unit = (row.unit == "-" or row.unit == "1") and "" or (" [%s]"):format(row.unit)
    if LISTS[row.path] and row.from_place ~= "" and row.to_place ~= "" then
      row.from, row.to = own_names(row.from, row.to), own_names(row.to, row.from)
    end
    local values = text.widest { row.from, row.to }
    print_wrapped(row.path .. unit .. effect(row))
    print_side(text.padded(from, names), row.from, values, row.from_source, row.from_place)
    print_side(text.padded(to, names), row.to, values, row.to_source, row.to_place)
  end
end

-- ---- parts --------------------------------------------------------------------------------------

--- A number with so many decimals, as all of a table have; `sign`: "+" before those above 0, a
--- plain 0 for none.
local function fixed(x, decimals, sign)
  local words = number:fixed(x, decimals, sign)
  return words:find "[1-9]" and words or "0"
end

--- Decimals that show three digits of a number, up to nine.
local function decimals_of(x) return math.max(0, math.min(9, numbers.decimals(x, 3))) end

--- The rows of parts.tsv by headline, in the file's order.
local function by_headline(rows)
  local headlines, at = {}, {}
  for _, row in ipairs(rows) do
    for _, name in ipairs { "from", "to", "part", "standard_error", "first", "last", "orders",
                            "drawn_sets" } do
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

--- The largest that a row says of its change.
local function most_of(row)
  return math.max(math.abs(row.part), math.abs(row.first), math.abs(row.last))
end

--- The changes that do nothing to any headline, in the order of the first, and a set of them.
local function idle_changes(headlines)
  local moves, idle = {}, {}
  for _, headline in ipairs(headlines) do
    for _, row in ipairs(headline) do
      if most_of(row) > NOISE * math.abs(row.from) then moves[row.change] = true end
    end
  end
  for _, row in ipairs(headlines[1] or {}) do
    if not moves[row.change] then
      idle[#idle + 1] = row.change
      idle[row.change] = true
    end
  end
  return idle
end

--- The parts worth a line of their own, and the sum and number of the others.
local function large_ones(headline, idle)
  local first, kept, others, sum = headline[1], {}, 0, 0
  local limit = math.max(SMALL * math.min(math.abs(first.from), math.abs(first.to - first.from)),
    NOISE * math.abs(first.from))
  for _, row in ipairs(headline) do
    if #kept < MOST and most_of(row) > limit then
      kept[#kept + 1] = row
    elseif not idle[row.change] then
      others, sum = others + 1, sum + row.part
    end
  end
  return kept, others, sum
end

local HEAD <const> = { "", "", "part", "alone", "last" }

--- " +- 0.002", or nothing where no digit of it would be seen.
local function plus_minus(x, decimals)
  local words = fixed(x, decimals)
  return words == "0" and "" or number.plus_minus .. words
end

local function lines_of(headline, idle)
  local kept, others, sum = large_ones(headline, idle)
  local value = headline[1]
  local largest = math.abs(value.to - value.from)
  if largest <= NOISE * math.abs(value.from) then largest = 0 end
  for _, row in ipairs(kept) do largest = math.max(largest, math.abs(row.part)) end
  local decimals = math.max(decimals_of(math.min(value.from, value.to)), decimals_of(largest))
  local function signed(x) return fixed(x, decimals, true) end
  local function whole(x, error) return fixed(x, decimals) .. plus_minus(error, decimals) end
  local lines = { { from, "", whole(value.from, headline.from_error), "", "" } }
  for _, row in ipairs(kept) do
    local part = signed(row.part) .. plus_minus(row.standard_error, decimals)
    lines[#lines + 1] = { row.change, row.words, part, signed(row.first), signed(row.last) }
  end
  if others > 0 then
    lines[#lines + 1] = { text.count(others, "other"), "", signed(sum), "", "" }
  end
  lines[#lines + 1] = { to, "", whole(value.to, headline.to_error), "", "" }
  return lines
end

local function print_headline(headline, idle)
  print()
  print_wrapped(("%s (%s)%s"):format(headline.label, headline.unit,
    headline[1].drawn_sets > 0 and ", drawn with philox" or ""))
  text_table.print(lines_of(headline, idle), { header = HEAD, most = room, least = { 12, 12 },
                                            last = { 1, 1, 1, 1, 1 } })
end

-- ---- headlines --------------------------------------------------------------------------------

--- The errors of the ends, from the table of headlines, into those that have parts.
local function add_errors(headlines, rows)
  local row_of = {}
  for _, row in ipairs(rows) do row_of[row.key] = row end
  for _, headline in ipairs(headlines) do
    local row = assert(row_of[headline.key], headlines_file .. ": wanted " .. headline.key)
    headline.from_error, headline.to_error = tonumber(row.from_error), tonumber(row.to_error)
  end
end

--- The headlines that only one scenario has.
local function print_one_sided(rows, side, name, error)
  local other, labels, mine = side == "from" and "to" or "from", {}, {}
  for _, row in ipairs(rows) do
    if row[other] == "-" then
      mine[#mine + 1] = row
      labels[#labels + 1] = row.label
    end
  end
  if #mine == 0 then return end
  print()
  print_wrapped(("Headlines of %s alone"):format(name))
  local wide = text.widest(labels)
  for _, row in ipairs(mine) do
    local x = tonumber(row[side])
    local decimals = decimals_of(x)
    local drawn = tonumber(row[error]) > 0 and ", drawn with philox" or ""
    print_wrapped(("  %s  %s%s %s%s"):format(text.padded(row.label, wide), fixed(x, decimals),
      plus_minus(tonumber(row[error]), decimals), row.unit, drawn), 4)
  end
end

-- ---- all ----------------------------------------------------------------------------------------

--- What the columns and the signs are.
local function print_notes(parts, idle)
  local orders, drawn, shown = parts[1].orders, false, false
  for _, row in ipairs(parts) do
    drawn = drawn or row.drawn_sets > 0
    shown = shown or row.standard_error > 0
  end
  print()
  if #idle > 0 then
    print_wrapped("Without effect on any of them: " .. table.concat(idle, ", "))
    print()
  end
  print_wrapped(("part: mean over %s of making the changes; alone: as the only change; "
    .. "last: after all others"):format(orders > 0
    and ("%d orders, drawn at random, and their reverses,"):format(orders // 2) or "all orders"))
  if shown then
    print_wrapped("+-: standard error of a part from drawing the orders; where none stands it is "
      .. "below the last digit")
  end
  if drawn then
    print_wrapped("drawn with philox: a case has no closed form; +- of a result is its standard "
      .. "error, and parts have such noise")
  end
  print_wrapped(("figures in %s, numbers in %s"):format(figures, parts_file))
end

local function print_all()
  local differences, parts = tsv.read(differences_file), tsv.read(parts_file)
  local values = tsv.read(headlines_file)
  if #differences == 0 then
    print_wrapped(("%s and %s: no assumption differs"):format(from, to))
    return
  end
  print_wrapped(("%s -> %s: %d assumption%s"):format(from, to, #differences,
    #differences > 1 and "s differ" or " differs"))
  print_differences(differences)
  local headlines = by_headline(parts)
  local idle = idle_changes(headlines)
  add_errors(headlines, values)
  for _, headline in ipairs(headlines) do print_headline(headline, idle) end
  print_one_sided(values, "from", from, "from_error")
  print_one_sided(values, "to", to, "to_error")
  if #parts == 0 then
    print()
    print_wrapped "none of them enters a headline result that both scenarios have"
    return
  end
  print_notes(parts, idle)
end

program.main("FROM TO differences.tsv parts.tsv headlines.tsv FIGURE_DIR WIDTH", print_all)
