-- audit.lua: every printed number, and what the scenario and the one beside it give for it.
local audit, booktabs, format = require "audit", require "booktabs", require "format"

--- What is judged, with its standard error if it is drawn.
local function value_text(row, of)
  local x = tonumber(of[of.judged])
  if not x then return "–" end
  local error = of.judged == "value" and tonumber(of.standard_error) or 0
  return format.with_error(x, error, math.max(3, format.digits_printed(row.printed)))
end

local function what(row)
  local words = { row.quantity }
  if row.case ~= "" and row.case ~= "-" then words[#words + 1] = row.case end
  if row.group ~= "" and row.group ~= "-" then words[#words + 1] = row.group end
  return table.concat(words, ", ")
end

return function(get)
  local rows, sides = audit.read(get.path "audit.tsv")
  local t = booktabs.new {
    { "Number", "2.6cm" }, { "what", "4.6cm" }, { "printed", "1.7cm" }, { "unit", "l" },
    { sides[1].name, "l" }, { "verdict", "1.9cm" }, { sides[2].name, "l" }, { "verdict", "1.9cm" } }
  for _, section in ipairs(audit.sections(rows)) do
    t:section(section.title)
    for _, row in ipairs(section.rows) do
      t:row { booktabs.breakable(row.id), what(row), format.printed(row.printed),
              format.unit_name(row.unit), value_text(row, row[1]), row[1].verdict,
              value_text(row, row[2]), row[2].verdict }
    end
  end
  return t:text { long = true }
end
