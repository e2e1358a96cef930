-- comparison.lua: what differs between two scenarios, and what each difference does.
local labels = require "lib.labels"
local number = require("lib.number").page
local figures = require "report.figures"
local html = require "report.html"
local place = require "report.places"
local tables = require "report.tables"
local tag = html.tag

--- The change of a headline result in words: the parts from the largest, small ones left out.
local function part_words(parts, headline)
  local own, words = {}, {}
  for _, part in ipairs(parts) do
    if part.key == headline.key then own[#own + 1] = part end
  end
  table.sort(own, function(a, b)
    local x, y = math.abs(tonumber(a.part)), math.abs(tonumber(b.part))
    return x > y or (x == y and a.change < b.change)
  end)
  for i = 1, math.min(#own, 6) do
    words[i] = ("%s %s%s"):format(own[i].change, number:short(own[i].part, 3, true),
                                   labels.unit(number, headline.unit))
  end
  return table.concat(words, "; ")
end

local function signed(cell)
  return function(row)
    local x = tonumber(row[cell])
    return number:short(row[cell], 3, true), x
  end
end

local function change(row)
  local from, to = tonumber(row.from), tonumber(row.to)
  if not (from and to) or from == 0 then return "" end
  return number:fixed(100 * (to / from - 1), 1, true) .. "%", to / from - 1
end

local function key_of(row) return tables.key_link(row.key, row.label) end

local function headline_table(comparison, to)
  return tables.table { id = "table-headlines-compared", rows = comparison.headlines,
    caption = ("Headline results of %s and %s"):format(comparison.from, to),
    columns = { { "Result", key_of }, { comparison.from, "from", number = true, digits = 4 },
      { to, "to", number = true, digits = 4 }, { "Unit", "unit", whole = true },
      { "Change", change, number = true } } }
end

local function differences_table(comparison, to)
  local from = comparison.from
  return tables.table { id = "table-differences", broad = true, rows = comparison.differences,
    caption = ("Assumptions that differ between %s and %s"):format(from, to),
    columns = { { "Assumption", function(row) return tables.assumption_link(row.path) end },
      { from, "from" }, { to, "to" }, { "Unit", "unit", whole = true },
      { "Stated in " .. from, function(row) return place(row.from_place) end },
      { "Stated in " .. to, function(row) return place(row.to_place) end },
      { "Source in " .. from, "from_source" }, { "Source in " .. to, "to_source" },
      { "Moves as", "change" } } }
end

local function parts_table(comparison)
  return tables.table { id = "table-parts", rows = comparison.parts,
    caption = "The part of each difference in the change of a headline result",
    columns = { { "Result", key_of }, { "Difference", "change" }, { "What changes", "words" },
      { "Part", signed "part", number = true }, { "Unit", "unit", whole = true },
      { "s.e.", "standard_error", number = true, digits = 2 },
      { "If first", signed "first", number = true },
      { "If last", signed "last", number = true } } }
end

return function(data)
  local comparison = data.comparison
  if not comparison then return nil end
  local parts, folder = {}, "compare_" .. comparison.from .. "/"
  for _, headline in ipairs(comparison.headlines) do
    parts[#parts + 1] = figures.figure(data, folder .. headline.key:gsub("%.", "_"), {
      title = ("%s, from %s to %s"):format(headline.label, comparison.from, data.scenario),
      words = { ("%s: %s%s; %s: %s%s"):format(comparison.from, number:cell(headline.from, 4),
                  labels.unit(number, headline.unit), data.scenario, number:cell(headline.to, 4),
                  labels.unit(number, headline.unit)),
                "Parts: " .. part_words(comparison.parts, headline) },
      caption = "Each difference's part of the change, a mean over all orders in which the "
        .. "differences can be made (Shapley).",
      table = "table-parts", files = { folder .. "parts.tsv" } })
  end
  return { id = "comparison", title = ("From %s to %s"):format(comparison.from, data.scenario),
    headline_table(comparison, data.scenario), tag("div", { class = "figures" }, parts),
    differences_table(comparison, data.scenario), parts_table(comparison) }
end
