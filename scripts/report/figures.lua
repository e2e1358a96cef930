-- figures.lua: a figure of the report: the picture inline, in words, and the way to its data.
local labels = require "lib.labels"
local number = require("lib.number").page
local program = require "lib.program"
local html = require "report.html"
local svg = require "report.svg"
local tag = html.tag

local M = {}

--- A number in words: "0.341 Wh".
local function value_text(row)
  return number:digits(row.value, 3) .. labels.unit(number, row.unit)
end

--- "median 0.341 Wh, IQR 0.182 to 0.665 Wh, P5 0.0571 to P95 1.43 Wh" of the keys with a prefix.
function M.spread(data, prefix)
  local function of(statistic)
    local row = data.by_key[prefix .. statistic]
    return row and number:digits(row.value, 3) or "none"
  end
  local middle = data.by_key[prefix .. "p50"]
  if not middle then return "no value" end
  local unit = labels.unit(number, middle.unit)
  return ("median %s%s, IQR %s to %s, P5 %s to P95 %s"):format(of "p50", unit, of "p25", of "p75",
                                                              of "p5", of "p95")
end

--- "0.807 GWh/day" of a key, "none" where there is none.
function M.value(data, key)
  local row = data.by_key[key] or data.day_by_key and data.day_by_key[key]
  return row and value_text(row) or "none"
end

local function link(href, text) return tag("a", { href = href }, text) end

--- Links to the table in the report and to the files behind a figure.
local function ways(options, name, data)
  local links = {}
  local function add(one)
    if #links > 0 then links[#links + 1] = " · " end
    links[#links + 1] = one
  end
  if options.table then add(link("#" .. options.table, "table")) end
  for _, file in ipairs(options.files or {}) do add(link(file, file)) end
  add(link("../../figures/" .. data.scenario .. "/" .. name .. ".pdf", "PDF"))
  return tag("p", { class = "ways" }, "Data: ", links)
end

--- The figure of this name, nil where it was not drawn. `options`: title, caption; words, a list of
--- sentences that say what it shows; table, the id of its table in the report; files, of its data,
--- by their paths from the report; wide, true if it wants the width of two.
function M.figure(data, name, options)
  local path = data.figures .. "/" .. name .. ".svg"
  local file = io.open(path)
  if not file then return nil end
  file:close()
  local id = name:gsub("[^a-z0-9_]", "-")
  local words = table.concat(options.words, ". ") .. "."
  local picture = svg.inline(program.read(path), "f-" .. id .. "-", options.title, words,
                             data.palette)
  return tag("figure", { id = "figure-" .. id, class = options.wide and "wide" or nil },
    tag("div", { class = "picture", role = options.wide and "group" or nil,
                 tabindex = options.wide and "0" or nil,
                 ["aria-label"] = options.wide and options.title or nil }, picture),
    tag("figcaption", {}, tag("strong", {}, options.title .. "."), " ", options.caption,
      tag("details", {}, tag("summary", {}, "In words"), tag("p", {}, words)),
      ways(options, name, data)))
end

return M
