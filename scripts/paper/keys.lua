-- keys.lua: every result and every assumption that a paper can name, by key, as text to be read.
--
-- Keys of results: those of results.tsv and day.tsv; from the audit
--   audit.all.count, audit.VERDICT.count (reproduced, within_sampling_error, differs,
--   not_computed), audit.ID.printed, audit.ID.value, audit.ID.exact; with the other scenario's name
--   behind "audit." its values and counts; from a comparison
--   compare.FROM.HEADLINE.{from,to,gap} and .PLAYER.mean; of the multiverse
--   multiverse.combinations.count, multiverse.best.{count,reproduced,of,stated,of_stated},
--   multiverse.ID.{min,max,reproduced}: of a printed number over all combinations; of the ledger
--   ledger.HEADLINE.PATH, an elasticity.
-- Keys of assumptions: paths; a part has its name behind it (pue.p95).
package.path = "scripts/?.lua;" .. package.path
local audit = require "lib.audit"
local labels = require "lib.labels"
local ledger = require "lib.ledger"
local number = require("lib.number").paper
local tsv = require "lib.tsv"

local M = {}

local NOISE = 1e-12 -- of a result: a part this small is rounding
local LISTS = { models = true, cases = true, mixes = true } -- assumptions that are lists of names

--- A list of entries that knows each key once.
local function new_list() return { by_key = {} } end

local function add(list, key, entry)
  assert(not list.by_key[key], key .. ": found twice among the keys of the paper")
  entry.key = key
  list.by_key[key] = entry
  list[#list + 1] = entry
end

--- A value that is computed: x and its standard error, in this unit.
local function add_value(list, key, x, error, unit, digits)
  local shown = number:shown(x, error, digits)
  local percent = unit == "1" and number:shown(100 * x, error and 100 * error, digits) .. "%"
  add(list, key, {
    number = shown, with_error = number:with_error(x, error, digits),
    unit = labels.unit(number, unit, shown), percent = percent or "",
    raw = ("%.17g"):format(x) .. (error and error > 0 and (" +- %.3g"):format(error) or "") ..
      " " .. unit,
  })
end

local function add_count(list, key, n)
  add_value(list, key, n, 0, "1")
  list.by_key[key].percent = ""
end

--- A text, as it was printed.
local function add_text(list, key, text, unit)
  add(list, key, { number = text, with_error = text, unit = labels.unit(number, unit, text),
                   percent = "", raw = text .. " " .. unit })
end

-- ---- results ------------------------------------------------------------------------------------

--- Rows of results.tsv, or of a table with its columns.
function M.add_results(list, path)
  for _, row in ipairs(tsv.read(path)) do
    local x = assert(tonumber(row.value), path .. ": " .. row.key .. ": want a number")
    add_value(list, row.key, x, tonumber(row.standard_error), row.unit, labels.digits_of(row))
  end
end

function M.add_audit(list, path)
  local rows, sides = audit.read(path)
  add_count(list, "audit.all.count", #rows)
  for s, side in ipairs(sides) do
    local prefix = s == 1 and "audit." or "audit." .. side.name .. "."
    local counts = audit.counts(rows, s)
    for _, verdict in ipairs(audit.VERDICTS) do
      add_count(list, prefix .. verdict:gsub(" ", "_") .. ".count", counts[verdict])
    end
    for _, row in ipairs(rows) do
      local of = row[s]
      local x = tonumber(of[of.judged])
      local error = of.judged == "value" and tonumber(of.standard_error) or 0
      if s == 1 then
        add_text(list, prefix .. row.id .. ".printed", labels.printed(row.printed), row.unit)
      end
      local digits = math.max(3, labels.digits_printed(row.printed))
      if x then add_value(list, prefix .. row.id .. ".value", x, error, row.unit, digits) end
      local exact = tonumber(of.exact)
      if exact then add_value(list, prefix .. row.id .. ".exact", exact, 0, row.unit, digits) end
    end
  end
end

-- ---- comparison and multiverse ------------------------------------------------------------------

--- The tables of a folder compare_FROM.
function M.add_comparison(list, folder)
  local from = folder:match("compare_([%w_]+)/?$")
  local prefix = "compare." .. assert(from, folder .. ": want a folder compare_FROM") .. "."
  for _, row in ipairs(tsv.read(folder .. "/headlines.tsv")) do
    local a, b = tonumber(row.from), tonumber(row.to)
    local key = prefix .. row.key
    if a then add_value(list, key .. ".from", a, tonumber(row.from_error), row.unit) end
    if b then add_value(list, key .. ".to", b, tonumber(row.to_error), row.unit) end
    if a and b then add_value(list, key .. ".gap", b - a, 0, row.unit) end
  end
  for _, row in ipairs(tsv.read(folder .. "/parts.tsv")) do
    local part = tonumber(row.part)
    if math.abs(part) <= NOISE * math.abs(tonumber(row.from)) then part = 0 end
    add_value(list, prefix .. row.key .. "." .. row.change .. ".mean", part,
      tonumber(row.standard_error), row.unit)
  end
end

--- The tables of the multiverse in a scenario's folder.
function M.add_multiverse(list, folder)
  local best, first = tsv.read(folder .. "/multiverse_best.tsv"), 0
  add_count(list, "multiverse.combinations.count", #tsv.read(folder .. "/multiverse.tsv"))
  for _, row in ipairs(best) do first = first + (row.rank == "1" and 1 or 0) end
  add_count(list, "multiverse.best.count", first)
  for _, column in ipairs { "reproduced", "of", "stated", "of_stated" } do
    local n = best[1] and tonumber(best[1][column])
    if n then add_count(list, "multiverse.best." .. column, n) end
  end
  for _, row in ipairs(tsv.read(folder .. "/multiverse_numbers.tsv")) do
    local prefix = "multiverse." .. row.id .. "."
    for _, column in ipairs { "min", "max", "reproduced" } do
      local x = tonumber(row[column])
      if x then
        add_value(list, prefix .. column, x, 0, column == "reproduced" and "1" or row.unit)
      end
    end
  end
end

--- Elasticities: ledger.HEADLINE.PATH.
function M.add_ledger(list, path)
  local rows, elasticities = ledger.read(path)
  for _, row in ipairs(rows) do
    for _, of in ipairs(elasticities) do
      local x = tonumber(row[of.column])
      if x then add_value(list, "ledger." .. of.key .. "." .. row.path, x, 0, "1", 2) end
    end
  end
end

-- ---- assumptions --------------------------------------------------------------------------------

local function add_assumption(list, path, value, unit, distributions)
  local x = tonumber(value)
  local words = LISTS[path] and value:gsub(" ", ", ")
    or labels.assumption(value, unit, distributions)
  add(list, path, { words = words, number = x and number:given(x) or words,
                    percent = x and unit == "1" and number:given(100 * x) .. "%" or "",
                    raw = value .. " " .. unit })
end

--- Each assumption, and each part of those that have parts.
function M.add_assumptions(list, path, distributions)
  for _, row in ipairs(tsv.read(path)) do
    add_assumption(list, row.path, row.value, row.unit, distributions)
    local kind, parts = labels.parts(row.value)
    for _, part in ipairs(row.unit ~= "-" and parts or {}) do
      local is_number = kind == "constant" and #parts == 1
      local _, unit = labels.part(distributions, kind, part[1], row.unit)
      add_assumption(list, row.path .. "." .. part[1], part[2], unit, distributions)
      if is_number then list.by_key[row.path].number = number:given(tonumber(part[2])) end
    end
  end
end

--- All of them. Sources: results, assumptions, distributions and, where there are such, day, audit,
--- compare, multiverse. Returns the results and the assumptions, each a list with `by_key`.
function M.all(sources)
  local of_results, of_assumptions = new_list(), new_list()
  M.add_results(of_results, sources.results)
  if sources.day then M.add_results(of_results, sources.day) end
  if sources.audit then M.add_audit(of_results, sources.audit) end
  if sources.compare then M.add_comparison(of_results, sources.compare) end
  if sources.multiverse then M.add_multiverse(of_results, sources.multiverse) end
  if sources.ledger then M.add_ledger(of_results, sources.ledger) end
  M.add_assumptions(of_assumptions, sources.assumptions,
    labels.distributions(sources.distributions))
  return of_results, of_assumptions
end

return M
