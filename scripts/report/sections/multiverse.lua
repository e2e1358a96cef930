-- multiverse.lua: the printed numbers under every combination of readings, where `make multiverse`
-- left them.
local labels = require "lib.labels"
local number = require("lib.number").page
local figures = require "report.figures"
local html = require "report.html"
local tables = require "report.tables"
local tag = html.tag

local MOST <const> = 8 -- figures: each is some 20 kB

local function range(row)
  local low, high = tonumber(row.min), tonumber(row.max)
  if not (low and high) then return "", nil end
  return number:digits(low, 3) .. " to " .. number:digits(high, 3), low
end

local function share(row)
  local x = tonumber(row.share)
  return x and number:fixed(100 * x, 0) .. "%" or "", x
end

local function curves(data)
  local parts = {}
  for _, row in ipairs(data.multiverse) do
    if #parts == MOST then break end
    local title = data.audit.names[row.id]
    parts[#parts + 1] = figures.figure(data, "specification_" .. row.id:gsub("%.", "_"), {
      title = "Specification curve, " .. title, table = "table-multiverse",
      words = { ("Printed %s%s; over %s combinations %s; %s of them reproduce it"):format(
                  row.printed, labels.unit(number, row.unit), row.combinations, (range(row)),
                  row.reproduced) },
      caption = "Each combination of readings, sorted by its value; below: which reading of each "
        .. "list it takes.",
      files = { ("curves/%s.tsv"):format(row.id:gsub("%.", "_")) } })
  end
  return parts
end

return function(data)
  if not data.multiverse then return nil end
  return { id = "multiverse", title = "Readings: every combination",
    tag("div", { class = "figures" }, curves(data)),
    tables.table { id = "table-multiverse", rows = data.multiverse,
      caption = "Printed numbers over all combinations of readings",
      columns = { { "Number", function(row) return data.audit.names[row.id] end },
        { "Id", function(row) return tag("code", {}, row.id) end },
        { "Printed", function(row) return row.printed .. labels.unit(number, row.unit) end },
        { "Range", range }, { "Reproduced by", "reproduced", number = true },
        { "Of", "combinations", number = true }, { "Share", share, number = true },
        { "Moved most by", "moved_by" } } } }
end
