-- comparison.lua: what each change from one scenario to the other does to each headline result.
local booktabs = require "paper.booktabs"
local number = require("lib.number").paper
local numbers = require "lib.number"

local SMALL = 1e-3 -- of a result and of its change: players below it in all are told in one line
local MOST = 16 -- players with a line of their own

--- Headlines in the file's order, each with its parts by player; players in the order of the first.
local function read(rows)
  local headlines, players, at = {}, {}, {}
  for _, row in ipairs(rows) do
    local headline = at[row.key]
    if not headline then
      headline = { label = row.label, unit = row.unit, from = tonumber(row.from),
                   to = tonumber(row.to), parts = {} }
      at[row.key] = headline
      headlines[#headlines + 1] = headline
    end
    headline.parts[row.player] = tonumber(row.part)
    if not players[row.player] then
      players[row.player] = { name = row.player, change = row.change, most = 0 }
      players[#players + 1] = players[row.player]
    end
    local player = players[row.player]
    player.most = math.max(player.most, math.abs(tonumber(row.part)) / math.abs(headline.from))
  end
  return headlines, players
end

--- The players worth a line, those that move most first, and the others.
local function split(players)
  table.sort(players, function(a, b)
    if a.most ~= b.most then return a.most > b.most end
    return a.name < b.name
  end)
  local kept, others = {}, {}
  for _, player in ipairs(players) do
    table.insert(#kept < MOST and player.most > SMALL and kept or others, player)
  end
  return kept, others
end

--- "p95 1.4 -> 1.6" as it is set; what is long is left to the ledger.
local function change_text(change)
  local text = change:gsub(" %-> ", " → ")
  return utf8.len(text) <= 60 and booktabs.breakable(text) or ""
end

local function add_ends(t, headlines, name, side)
  local cells = { name, "" }
  for _, headline in ipairs(headlines) do
    cells[#cells + 1] = number:fixed(headline[side], headline.decimals)
  end
  t:row(cells)
end

local function add_player(t, headlines, player)
  local cells = { booktabs.breakable(player.name), change_text(player.change) }
  for _, headline in ipairs(headlines) do
    local text = number:fixed(headline.parts[player.name] or 0, headline.decimals, true)
    cells[#cells + 1] = text:find "[1-9]" and text or ""
  end
  t:row(cells)
end

local function add_others(t, headlines, others)
  local cells = { ("%d other%s"):format(#others, #others == 1 and "" or "s"), "" }
  for _, headline in ipairs(headlines) do
    local sum = 0
    for _, player in ipairs(others) do sum = sum + (headline.parts[player.name] or 0) end
    local text = number:fixed(sum, headline.decimals, true)
    cells[#cells + 1] = text:find "[1-9]" and text or ""
  end
  t:row(cells)
end

return function(get)
  local a = get.arguments
  local headlines, players = read(get.rows("compare_" .. a.from .. "/parts.tsv"))
  local kept, others = split(players)
  local columns = { { "Assumption", "2.6cm" }, { "change", "3.6cm" } }
  for _, headline in ipairs(headlines) do
    headline.decimals = numbers.decimals(headline.from, 3)
    columns[#columns + 1] = { headline.label .. ", " .. headline.unit, "n", "1.5cm" }
  end
  local t = booktabs.new(columns)
  add_ends(t, headlines, a.from, "from")
  for _, player in ipairs(kept) do add_player(t, headlines, player) end
  if #others > 0 then add_others(t, headlines, others) end
  t:rule()
  add_ends(t, headlines, a.build:match "[^/]+$", "to")
  return t:text()
end
