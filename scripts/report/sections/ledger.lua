-- ledger.lua: every assumption with its source, its place, and what depends on it.
local labels = require "lib.labels"
local ledger = require "lib.ledger"
local number = require("lib.number").page
local tsv = require "lib.tsv"
local html = require "report.html"
local place = require "report.places"
local tables = require "report.tables"
local tag = html.tag

local function count(cell)
  return function(row)
    local text = row[cell]
    if text == "all" or text == "-" then return text == "-" and "" or text end
    return tostring(#tsv.names(text)), #tsv.names(text)
  end
end

local function value(row)
  return { number:cell(row.value), (labels.unit(number, row.unit):gsub(number.space, " ")) }
end

--- The elasticity of a headline result, "" where nothing depends.
local function elasticity(data, item, i)
  local row = data.by_key[item.key]
  return { "E" .. i, function(cells)
    local x = tonumber(cells[item.column])
    if not x then return "" end
    return x == 0 and "0" or number:fixed(x, 2), x
  end, number = true, help = item.key }
end

local function legend(data)
  local items = {}
  for i, item in ipairs(data.ledger.elasticities) do
    items[i] = tag("li", {}, "E" .. i .. ": ",
      data.by_key[item.key] and tables.key_link(item.key, item.key) or item.key)
  end
  return { tag("p", {}, "E1 and so on: percent of a headline result for each percent of the "
    .. "assumption (elasticity, exact)."), tag("ul", { class = "legend" }, items) }
end

return function(data)
  local columns = {
    { "Assumption", function(row) return tables.assumption_link(row.path) end },
    { "Value", value }, { "Stated in", function(row) return place(row.place) end },
    { "Source", "source" }, { "Note", "note" }, { "Kind", "kind" },
    { "Cases", count "cases", number = true }, { "Figures", count "figures", number = true },
    { "Enters", function(row) return row.results == "-" and "" or row.results end },
  }
  for i, item in ipairs(data.ledger.elasticities) do
    table.insert(columns, 4 + i, elasticity(data, item, i))
  end
  return { id = "assumptions", title = "Assumptions: the ledger",
    tag("p", {}, ledger.counts_text(data.ledger.rows), ". ",
      "Each leads to the file and line that state it."),
    legend(data),
    tables.table { id = "table-ledger", caption = "Every assumption of the scenario", broad = true,
      rows = data.ledger.rows, id_of = function(row) return "assumption." .. row.path end,
      columns = columns } }
end
