-- audit.lua: every printed number, and what the scenario and the one beside it give for it.
local audit = require "lib.audit"
local booktabs = require "paper.booktabs"
local labels = require "lib.labels"
local number = require("lib.number").paper

--- What is judged, with its standard error if it is drawn.
local function value_text(row, of)
  local x = tonumber(of[of.judged])
  if not x then return "–" end
  local error = of.judged == "value" and tonumber(of.standard_error) or 0
  return number:with_error(x, error, math.max(3, labels.digits_printed(row.printed)))
end

local function printed_text(row)
  local printed = labels.printed(row.printed)
  return printed .. labels.unit(number, row.unit, printed)
end

--- "within sampling error" has no room.
local function short(verdict) return (verdict:gsub("sampling ", "")) end

local function what(row)
  local words = { row.quantity }
  if row.case ~= "" and row.case ~= "-" then words[#words + 1] = row.case end
  if row.group ~= "" and row.group ~= "-" then words[#words + 1] = row.group end
  return table.concat(words, ", ")
end

return function(get)
  local rows, sides = audit.read(get.path "audit.tsv")
  local t = booktabs.new {
    { "Number", "2.7cm" }, { "what", "4.2cm" }, { "printed", "2cm" }, { sides[1].name, "l" },
    { "verdict", "1.6cm" }, { sides[2].name, "l" }, { "verdict", "1.6cm" } }
  for _, section in ipairs(audit.sections(rows)) do
    t:section(section.title)
    for _, row in ipairs(section.rows) do
      t:row { booktabs.breakable(row.id), what(row), printed_text(row), value_text(row, row[1]),
              short(row[1].verdict), value_text(row, row[2]), short(row[2].verdict) }
    end
  end
  return t:text { long = true }
end
