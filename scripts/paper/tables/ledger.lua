-- ledger.lua: every assumption: value, source and the elasticities of the headline results.
local booktabs, format = require "booktabs", require "format"
local results = require "results"

local PREFIX = "elasticity:"

--- The columns of elasticities, each with the letter that stands over it.
local function elasticities(header)
  local list = {}
  for _, name in ipairs(header) do
    if name:sub(1, #PREFIX) == PREFIX then
      list[#list + 1] = { column = name, key = name:sub(#PREFIX + 1),
                          letter = string.char(("A"):byte() + #list) }
    end
  end
  return list
end

local function elasticity(cell)
  local x = tonumber(cell)
  return not x and "" or x == 0 and "0" or format.fixed(x, 2)
end

local function value_text(row)
  return booktabs.breakable((format.assumption(row.value, row.unit)))
end

--- What the letters over the columns stand for.
local function letters_text(letters)
  local parts = {}
  for i, e in ipairs(letters) do parts[i] = e.letter .. " " .. booktabs.breakable(e.key).tex end
  return "\\par\\smallskip\\noindent\\parbox{\\linewidth}{\\RaggedRight " ..
    table.concat(parts, ", ") .. ".}\\par\n"
end

return function(get)
  local rows, header = results.read(get.path "ledger.tsv")
  local letters = elasticities(header)
  local columns = { { "Assumption", "4.2cm" }, { "value", "4.3cm" }, { "source", "4.4cm" } }
  for _, e in ipairs(letters) do columns[#columns + 1] = { e.letter, "n" } end
  local t = booktabs.new(columns)
  for _, row in ipairs(rows) do
    local cells = { booktabs.breakable(row.path), value_text(row),
                    row.source == "none given" and "–" or booktabs.breakable(row.source) }
    for _, e in ipairs(letters) do cells[#cells + 1] = elasticity(row[e.column]) end
    t:row(cells)
  end
  return t:text { long = true } .. (#letters > 0 and letters_text(letters) or "")
end
