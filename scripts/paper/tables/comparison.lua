-- comparison.lua: what each change from one scenario to the other does to each headline result.
local booktabs = require "paper.booktabs"
local number = require("lib.number").paper
local numbers = require "lib.number"

local SMALL = 1e-3 -- of a result and of its gap: changes below it in all are told in one line
local MOST = 16 -- changes with a line of their own

--- Headlines in the file's order, each with its parts by change; changes in the order of the first.
local function read(rows)
  local headlines, changes, at = {}, {}, {}
  for _, row in ipairs(rows) do
    local headline = at[row.key]
    if not headline then
      headline = { label = row.label, unit = row.unit, from = tonumber(row.from),
                   to = tonumber(row.to), parts = {} }
      at[row.key] = headline
      headlines[#headlines + 1] = headline
    end
    headline.parts[row.change] = tonumber(row.part)
    if not changes[row.change] then
      changes[row.change] = { name = row.change, words = row.words, most = 0 }
      changes[#changes + 1] = changes[row.change]
    end
    local change = changes[row.change]
    change.most = math.max(change.most, math.abs(tonumber(row.part)) / math.abs(headline.from))
  end
  return headlines, changes
end

--- The changes worth a line, those that move most first, and the others.
local function split(changes)
  table.sort(changes, function(a, b)
    if a.most ~= b.most then return a.most > b.most end
    return a.name < b.name
  end)
  local kept, others = {}, {}
  for _, change in ipairs(changes) do
    table.insert(#kept < MOST and change.most > SMALL and kept or others, change)
  end
  return kept, others
end

--- "p95 1.4 -> 1.6" as it is set; what is long is left to the ledger.
local function words_text(words)
  local text = words:gsub(" %-> ", " → ")
  return utf8.len(text) <= 60 and booktabs.breakable(text) or ""
end

local function add_ends(t, headlines, name, side)
  local cells = { name, "" }
  for _, headline in ipairs(headlines) do
    cells[#cells + 1] = number:fixed(headline[side], headline.decimals)
  end
  t:row(cells)
end

local function add_change(t, headlines, change)
  local cells = { booktabs.breakable(change.name), words_text(change.words) }
  for _, headline in ipairs(headlines) do
    local text = number:fixed(headline.parts[change.name] or 0, headline.decimals, true)
    cells[#cells + 1] = text:find "[1-9]" and text or ""
  end
  t:row(cells)
end

local function add_others(t, headlines, others)
  local cells = { ("%d other%s"):format(#others, #others == 1 and "" or "s"), "" }
  for _, headline in ipairs(headlines) do
    local sum = 0
    for _, change in ipairs(others) do sum = sum + (headline.parts[change.name] or 0) end
    local text = number:fixed(sum, headline.decimals, true)
    cells[#cells + 1] = text:find "[1-9]" and text or ""
  end
  t:row(cells)
end

return function(get)
  local a = get.arguments
  local headlines, changes = read(get.rows("compare_" .. a.from .. "/parts.tsv"))
  local kept, others = split(changes)
  local columns = { { "Assumption", "2.6cm" }, { "change", "3.6cm" } }
  for _, headline in ipairs(headlines) do
    headline.decimals = numbers.decimals(headline.from, 3)
    columns[#columns + 1] = { headline.label .. ", " .. headline.unit, "n", "1.5cm" }
  end
  local t = booktabs.new(columns)
  add_ends(t, headlines, a.from, "from")
  for _, change in ipairs(kept) do add_change(t, headlines, change) end
  if #others > 0 then add_others(t, headlines, others) end
  t:rule()
  add_ends(t, headlines, a.build:match "[^/]+$", "to")
  return t:text()
end
