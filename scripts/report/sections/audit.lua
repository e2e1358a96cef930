-- audit.lua: every printed number beside what the scenario gives, with its verdict.
local audit = require "lib.audit"
local number = require("lib.number").page
local figures = require "report.figures"
local html = require "report.html"
local tables = require "report.tables"
local tag = html.tag

local CLASSES = { reproduced = "good", ["within sampling error"] = "near", differs = "bad",
                  ["not computed"] = "none" }

local function verdict(text)
  return tag("span", { class = "verdict " .. CLASSES[text] }, text)
end

--- "0.341 ± 0.003", sorted by the value.
local function value_of(side)
  return function(row)
    local value = tonumber(row[side].value)
    if not value then return "" end
    return number:with_error(value, tonumber(row[side].standard_error), 4), value
  end
end

local function exact_of(row)
  local value = tonumber(row[1].exact)
  return value and number:digits(value, 4) or row[1].exact, value
end

local function difference(row)
  local relative = tonumber(row[1].relative)
  if row[1].verdict ~= "differs" or not relative then return "" end
  return number:short(100 * relative, 2, true) .. "%", relative
end

local function verdict_of(side)
  return function(row)
    local other = audit.other_verdict(row[side])
    return { verdict(row[side].verdict), other and { " exact: ", other } or nil }
  end
end

--- A formula with each key in it linked.
local function formula(data)
  return function(row)
    local parts, from = {}, 1
    for at, word, after in row.formula:gmatch "()([%w_.]+)()" do
      if data.by_key[word] then
        parts[#parts + 1] = row.formula:sub(from, at - 1)
        parts[#parts + 1] = tables.key_link(word, word)
        from = after
      end
    end
    parts[#parts + 1] = row.formula:sub(from)
    if row.formula == "" then return row.reason end
    return tag("code", {}, parts)
  end
end

local function columns(data)
  local here, beside = data.audit.sides[1].name, data.audit.sides[2].name
  return {
    { "Number", function(row) return data.audit.names[row.id] end },
    { "Section", "section" },
    { "Id", function(row) return tag("code", {}, row.id) end, whole = true },
    { "Printed", function(row) return row.printed, tonumber(row.printed) end, number = true },
    { "Unit", function(row) return row.unit == "1" and "" or row.unit end, whole = true },
    { here, value_of(1), number = true }, { "Exact", exact_of, number = true },
    { "Verdict", verdict_of(1) }, { "Off by", difference, number = true },
    { beside, value_of(2), number = true }, { "Verdict of " .. beside, verdict_of(2) },
    { "Place in the paper", "place" }, { "Formula", formula(data) },
  }
end

return function(data)
  local rows = data.audit.rows
  local ordered, words = {}, {}
  for _, section in ipairs(audit.sections(rows)) do
    for _, row in ipairs(section.rows) do
      row.section = section.title
      ordered[#ordered + 1] = row
    end
  end
  for s, side in ipairs(data.audit.sides) do
    words[s] = side.name .. ": " .. audit.counts_text(rows, s)
  end
  return { id = "audit", title = "Audit: every printed number",
    tag("p", {}, ("%d numbers that are printed (%s), each with the interval that rounds to it. ")
      :format(#rows, data.audit.published),
      "A value is ", verdict "reproduced", " in that interval, ",
      verdict "within sampling error", " if it is at most three standard errors outside, and ",
      verdict "differs", " beyond. Quantities that no formula gives are ", verdict "not computed",
      "."),
    tag("ul", {}, tag("li", {}, words[1]), tag("li", {}, words[2])),
    tag("div", { class = "figures" }, figures.figure(data, "audit", {
      title = "Every printed number", words = words, table = "table-audit",
      files = { "audit.tsv", "modes.tsv" }, wide = true,
      caption = "Value over printed value, with three standard errors; grey: what rounds to the "
        .. "printed value." })),
    tables.table { id = "table-audit", caption = "Printed numbers and verdicts",
      rows = ordered, broad = true,
      id_of = function(row) return "audit." .. row.id end, columns = columns(data) } }
end
