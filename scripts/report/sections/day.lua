-- day.lua: the day that was drawn query by query, where `make fleet` left one.
local labels = require "lib.labels"
local number = require("lib.number").page
local reader = require "report.data"
local figures = require "report.figures"
local html = require "report.html"
local tables = require "report.tables"
local tag = html.tag

local SUMMARY = {
  { "Queries", "queries.all.total" }, { "Energy of the queries", "energy.all.total" },
  { "Energy with beta", "fleet_energy.all.total" },
  { "Improved, with beta", "fleet_energy.all.improved.total" },
  { "A query, median", "energy.all.p50" }, { "A query, P95", "energy.all.p95" },
  { "A query, largest", "energy.all.max" }, { "Nodes busy, mean", "nodes.all.mean" },
  { "Nodes busy, most", "nodes.all.max" }, { "Nodes idle, mean", "idle_nodes.all.mean" },
  { "Beta, as the day ran", "beta.all.total" },
}

--- A column a mix: its value with standard error, linked to its key.
local function mix_column(data, mix)
  return { reader.label(data, "mix", mix), function(item)
    local key = ("day.%s.%s"):format(mix, item[2])
    local row = data.day_by_key[key]
    if not row then return "" end
    return { tables.key_link(key, number:with_error(row.value, row.standard_error, 4)),
             labels.unit(number, row.unit) }, row.value
  end, number = true }
end

local function words(data, mix)
  local list = {}
  for _, item in ipairs(SUMMARY) do
    list[#list + 1] = item[1] .. " " .. figures.value(data, ("day.%s.%s"):format(mix, item[2]))
  end
  return list
end

return function(data)
  if not data.day then return nil end
  local parts, columns = {}, { { "Quantity", 1 } }
  for _, mix in ipairs(data.mixes) do
    columns[#columns + 1] = mix_column(data, mix)
    parts[#parts + 1] = figures.figure(data, "day_" .. mix, {
      title = "A drawn day, " .. reader.label(data, "mix", mix):lower(), words = words(data, mix),
      caption = "Nodes busy and idle by the minute, and the power of the queries.",
      table = "table-day", files = { "day_minutes.tsv", "day.tsv" } })
  end
  return { id = "day", title = "The drawn day",
    tag("p", {}, "Every query of the day drawn by itself, and none of them kept."),
    tag("div", { class = "figures" }, parts),
    tables.table { id = "table-day", caption = "The drawn day in short", rows = SUMMARY,
                   columns = columns },
    tables.table { id = "table-day-keys", caption = "All results of the drawn day", rows = data.day,
      long = true,
      id_of = function(row) return "key." .. row.key end,
      columns = { { "Key", "key" },
        { "Value", "value", number = true, digits = 6 }, { "Unit", "unit" },
        { "s.e.", "standard_error", number = true, digits = 2 },
        { "Queries", "n", number = true } } } }
end
