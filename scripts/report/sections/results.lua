-- results.lua: every key of results.tsv, and the way of each result back to its sources.
local labels = require "lib.labels"
local numbers = require "lib.number"
local number = require("lib.number").page
local reader = require "report.data"
local html = require "report.html"
local place = require "report.places"
local tables = require "report.tables"
local tag = html.tag

local M = {}

local function exact_of(data)
  return function(row)
    local exact = data.exact[row.key]
    return exact and number:digits(exact.value, 5) or "", exact and exact.value
  end
end

local function way(data)
  return function(row)
    return tag("a", { href = "#" .. reader.why(data, row.key).id }, "why")
  end
end

local function error_of(row)
  local error = row.standard_error
  return numbers.has_error(row.value, error) and number:error(error) or "", error
end

function M.all(data)
  return { id = "results", title = "All results",
    tag("p", {}, ("%d results, each under its key, which also stands in "):format(#data.rows),
      tag("a", { href = "results.tsv" }, "results.tsv"), " and the audit."),
    tables.table { id = "table-results", caption = "Results by key", rows = data.rows, long = true,
      id_of = function(row) return "key." .. row.key end,
      columns = { { "Key", "key" },
        { "Value", function(row) return number:digits(row.value, 5), row.value end, number = true },
        { "Unit", function(row) return row.unit == "1" and "" or row.unit end },
        { "s.e.", error_of, number = true }, { "Exact", exact_of(data), number = true },
        { "n", function(row) return tostring(math.tointeger(row.n) or row.n) end, number = true },
        { "Why", way(data) } } } }
end

-- ---- why ----------------------------------------------------------------------------------------

local function of_section(group, section)
  local rows = {}
  for _, row in ipairs(group.rows) do
    if row.section == section then rows[#rows + 1] = row end
  end
  return rows
end

--- A titled list, nil without rows; write(row) gives an item.
local function list(group, section, title, name, write)
  local items = {}
  for i, row in ipairs(of_section(group, section)) do items[i] = tag("li", {}, write(row)) end
  return #items > 0 and { tag("h4", {}, title), tag(name, {}, items) } or nil
end

local function stage(row)
  return { tag("code", {}, row.name), " writes ", row.value, " from ", row.place }
end

local function member(row) return row.note ~= "-" and row.note or row.value end

local function beta(row)
  return { row.note, ": ", tables.key_link(row.name, number:cell(row.value, 4)) }
end

local function measured(row)
  return { row.name, ", ", number:cell(row.value, 4), labels.unit(number, row.unit), ", ",
           row.note, "; ", row.source, ", ", place(row.place) }
end

--- The assumptions that enter: by path (report.js links them), with value and place if there is to
--- be more.
local function assumptions(group, in_full)
  local rows, items = of_section(group, "assumption"), {}
  for i, row in ipairs(rows) do
    items[i] = in_full and tag("li", {}, tables.assumption_link(row.name), " = ",
      number:cell(row.value), labels.unit(number, row.unit), " ", place(row.place)) or row.name
  end
  return { tag("h4", {}, "Assumptions that enter"), in_full and tag("ul", {}, items)
             or tag("p", { class = "entering" }, table.concat(items, ", ")) }
end

local function rows_behind(group, in_full)
  if in_full then
    return list(group, "row", "Measured rows under the fits", "ul", measured)
  end
  local places = {}
  for i, row in ipairs(of_section(group, "row")) do places[i] = row.place:match ":(%d+)$" end
  local first = of_section(group, "row")[1]
  return first and { tag("h4", {}, "Measured rows under the fits"), tag("p", {},
    first.place:match "^(.*):", ", lines ", table.concat(places, ", ")) } or nil
end

--- The families of a group whose names are shown, the rest by number.
local function family_text(group)
  local shown = table.concat(group.families, ", ", 1, math.min(3, #group.families))
  return #group.families > 3 and ("%s and %d more"):format(shown, #group.families - 3) or shown
end

local function details(group, in_full)
  return tag("details", { id = group.id, class = "why" },
    tag("summary", {}, tag("code", {}, family_text(group))),
    tag("p", {}, group.title, "; on the terminal: ",
      tag("code", {}, "make why KEY=" .. group.families[1] .. ".STATISTIC")),
    list(group, "stage", "Stage by stage", "ul", stage),
    list(group, "member", "The frontier holds", "ul", member),
    list(group, "beta", "From a query to the fleet", "ul", beta), rows_behind(group, in_full),
    assumptions(group, in_full))
end

function M.why(data)
  local is_headline, first, rest = {}, {}, {}
  for _, headline in ipairs(data.headlines) do
    is_headline[reader.why(data, headline.key)] = true
  end
  for _, group in ipairs(data.why) do
    if is_headline[group] then
      first[#first + 1] = details(group, true)
    else
      rest[#rest + 1] = details(group, false)
    end
  end
  return { id = "why", title = "Where the numbers come from",
    tag("p", {}, "The way of each result back through the stages to measured rows and to "
      .. "assumptions. Results that come the same way stand together."),
    tag("h3", {}, "Headline numbers"), first, tag("h3", {}, "All other results"),
    tag("div", { class = "others" }, rest) }
end

return M
