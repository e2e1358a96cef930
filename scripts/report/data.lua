-- data.lua: all that the report shows, read from the products of a scenario.
local audit = require "lib.audit"
local headlines = require "lib.headlines"
local json = require "lib.json"
local labels = require "lib.labels"
local ledger = require "lib.ledger"
local program = require "lib.program"
local tsv = require "lib.tsv"

local M = {}

--- The answers of `why`, a table after each line "# key KEY": the rows but for the result, once for
--- all keys that share them. `groups` is the list of them; `by_family` finds one by family.
local function read_why(path, results)
  local groups, by_body, by_family = {}, {}, {}
  local function take(key, lines)
    local body = table.concat(lines, "\n", 3)
    local group = by_body[body]
    if not group then
      group = { rows = {}, families = {}, title = tsv.split(lines[2])[8] }
      for i = 3, #lines do
        local cells = tsv.split(lines[i])
        group.rows[#group.rows + 1] = { section = cells[1], name = cells[2], value = cells[3],
          unit = cells[4], place = cells[6], source = cells[7], note = cells[8] }
      end
      groups[#groups + 1] = group
      group.id = "why-" .. #groups
      by_body[body] = group
    end
    local family = tsv.family(results[key])
    group.families[#group.families + 1] = family
    by_family[family] = group
  end
  local key, lines = nil, {}
  for line in io.lines(path) do
    local next_key = line:match "^# key (%S+)$"
    if next_key then
      if key then take(key, lines) end
      key, lines = next_key, {}
    else
      lines[#lines + 1] = line
    end
  end
  if key then take(key, lines) end
  return groups, by_family
end

--- A table of products, nil where it was not made.
local function optional(path) return program.is_there(path) and tsv.read(path) or nil end

local function read_comparison(build, from)
  local folder = build .. "/compare_" .. from .. "/"
  return { from = from, differences = tsv.read(folder .. "differences.tsv"),
           parts = tsv.read(folder .. "parts.tsv"),
           headlines = tsv.read(folder .. "headlines.tsv") }
end

--- Reads everything. `a` has build, figures (folders of the scenario), from (a scenario, or nil),
--- dear (names of products that are of these assumptions: "day multiverse").
function M.load(a)
  local b, dear = a.build .. "/", a.dear or ""
  local data = { build = a.build, figures = a.figures, scenario = a.build:match "[^/]+$" }
  data.assumptions = tsv.load_assumptions(b .. "assumptions.tsv")
  data.rows, data.by_key = tsv.read_keys(b .. "results.tsv")
  data.headlines = headlines.read(b .. "headlines.tsv")
  data.labels = labels.read(b .. "results.tsv", b .. "words.tsv")
  data.exact = select(2, tsv.read_keys(b .. "exact.tsv"))
  data.why, data.why_of = read_why(b .. "report/why.tsv", data.by_key)
  data.ledger = {}
  data.ledger.rows, data.ledger.elasticities = ledger.read(b .. "ledger.tsv")
  data.audit = { names = audit.names() }
  data.audit.rows, data.audit.sides, data.audit.published = audit.read(b .. "audit.tsv")
  data.provenance = json.file(b .. "provenance.json")
  for _, name in ipairs { "fits", "throughput" } do
    data[name] = tsv.read(b .. name .. ".tsv")
  end
  for _, name in ipairs { "energy_per_query", "levers", "variations", "fleet", "beta" } do
    data[name] = tsv.read(b .. "tables/" .. name .. ".tsv")
  end
  if dear:find "day" then data.day, data.day_by_key = tsv.read_keys(b .. "day.tsv") end
  if dear:find "multiverse" then
    data.multiverse = optional(b .. "multiverse_numbers.tsv")
    data.multiverse_best = optional(b .. "multiverse_best.tsv")
    data.readings = optional(b .. "readings.tsv")
  end
  if a.from then data.comparison = read_comparison(a.build, a.from) end
  data.cases = tsv.names(data.assumptions.cases)
  data.base_cases = {}
  for i, query in ipairs(data.headlines.queries) do data.base_cases[i] = query.name end
  data.mixes = tsv.names(data.assumptions.mixes)
  data.models = tsv.names(data.assumptions.models)
  return data
end

--- How `why` answers for a result and for those that have the same way back.
function M.why(data, key) return data.why_of[tsv.family(data.by_key[key])] end

--- What a model, workload or mix is called for people.
function M.label(data, kind, name) return labels.of(data.assumptions, kind, name) end

return M
