-- ledger.lua: every assumption: value, source and the elasticities of the headline results.
local booktabs = require "paper.booktabs"
local labels = require "lib.labels"
local ledger = require "lib.ledger"
local number = require("lib.number").paper

local function elasticity(cell)
  local x = tonumber(cell)
  return not x and "" or x == 0 and "0" or number:fixed(x, 2)
end

--- Sources by number, in the order of the first that has them.
local function new_sources() return { number = {} } end

local function source_number(sources, text)
  if text == "none given" then return "–" end
  if not sources.number[text] then
    sources[#sources + 1] = text
    sources.number[text] = #sources
  end
  return tostring(sources.number[text])
end

local function sources_text(sources)
  local parts = {}
  for i, text in ipairs(sources) do parts[i] = i .. " " .. booktabs.breakable(text).tex end
  return #parts == 0 and "" or "Sources: " .. table.concat(parts, "; ") .. ". "
end

--- What the letters over the columns stand for.
local function letters_text(letters)
  local parts = {}
  for i, e in ipairs(letters) do parts[i] = e.letter .. " " .. booktabs.breakable(e.key).tex end
  return #parts == 0 and "" or "Elasticities of " .. table.concat(parts, ", ") .. "."
end

return function(get)
  local rows, letters = ledger.read(get.path "ledger.tsv")
  local columns = { { "Assumption", "5.3cm" }, { "value", "5.9cm" }, { "source", "l" } }
  for _, e in ipairs(letters) do columns[#columns + 1] = { e.letter, "n" } end
  local t, sources = booktabs.new(columns), new_sources()
  for _, row in ipairs(rows) do
    local value = labels.assumption(row.value, row.unit, get.distributions)
    local cells = { booktabs.breakable(row.path), booktabs.breakable(value),
                    source_number(sources, row.source) }
    for _, e in ipairs(letters) do cells[#cells + 1] = elasticity(row[e.column]) end
    t:row(cells)
  end
  return t:text { long = true } .. "\\noindent\\parbox{\\linewidth}{\\RaggedRight "
    .. sources_text(sources) .. letters_text(letters) .. "}\\par\n"
end
