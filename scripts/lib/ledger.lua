-- ledger.lua: ledger.tsv as scripts show it: assumptions and the elasticities of headline results.
local tsv = require "lib.tsv"

local M = {}

--- The kinds of results, of their words "o output_tokens, t tps, ...": a list of { letter, name }.
local function kinds_of(words)
  local kinds = { words = words }
  for letter, name in (", " .. words):gmatch ", (%l) ([%w_]+)" do
    kinds[#kinds + 1] = { letter, name }
  end
  return kinds
end

--- The rows of a ledger; its columns of elasticities in their order, each with `column`, its name;
--- `key`, of the result; `letter`, which stands over it, from A on; `drawn`, where the result has
--- no closed form: how it was drawn; and the kinds that stand in `results`, a list of
--- { letter, name } with their `words`.
function M.read(path)
  local rows, header, comments = tsv.read(path)
  local list, drawn, kinds = {}, {}, nil
  for _, comment in ipairs(comments) do
    local key, how = comment:match "^drawn with philox: (%S+), (.*)$"
    local words = comment:match "^results: (.*)$"
    if key then drawn[key] = how end
    if words then kinds = kinds_of(words) end
  end
  for _, column in ipairs(header) do
    local key = column:match "^elasticity:(.+)$"
    if key then
      list[#list + 1] = { column = column, key = key, drawn = drawn[key],
                          letter = string.char(("A"):byte() + #list) }
    end
  end
  return rows, list, assert(kinds, path .. ": found no line \"# results: ...\"")
end

--- "111 assumptions, 56 of them without a source".
function M.counts_text(rows)
  local without = 0
  for _, row in ipairs(rows) do without = without + (row.source == "none given" and 1 or 0) end
  return ("%d assumptions, %d of them without a source"):format(#rows, without)
end

return M
