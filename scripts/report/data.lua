-- data.lua: all that the report shows, read from the products of a scenario.
local audit = require "audit"
local read_json = require "json_read"
local results = require "results"

local M = {}

local function exists(path)
  local file = io.open(path)
  if file then file:close() end
  return file ~= nil
end

local function whole_file(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end
M.whole_file = whole_file

--- results.tsv and tables like it: rows in the file's order, and by key, values as numbers.
local function read_keys(path)
  local rows, by_key = results.read(path), {}
  for _, row in ipairs(rows) do
    for _, column in ipairs { "value", "standard_error", "n" } do
      row[column] = tonumber(row[column])
    end
    by_key[row.key] = row
  end
  return rows, by_key
end

--- The answers of `why`, a table after each line "# key KEY": the rows but for the result, once for
--- all keys that share them. `groups` is the list of them; `by_family` finds one by family.
local function read_why(path)
  local groups, by_body, by_family = {}, {}, {}
  local function take(key, lines)
    local body = table.concat(lines, "\n", 3)
    local group = by_body[body]
    if not group then
      group = { rows = {}, families = {}, title = results.split(lines[2])[8] }
      for i = 3, #lines do
        local cells = results.split(lines[i])
        group.rows[#group.rows + 1] = { section = cells[1], name = cells[2], value = cells[3],
          unit = cells[4], place = cells[6], source = cells[7], note = cells[8] }
      end
      groups[#groups + 1] = group
      group.id = "why-" .. #groups
      by_body[body] = group
    end
    local family = M.family(key)
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

--- A key without its statistic: the results that have the same way back.
function M.family(key) return key:match "^(.*)%.[^.]+$" end

--- A table of products, nil where it was not made.
local function optional(path, read)
  if not exists(path) then return nil end
  return (read or results.read)(path)
end

local function read_ledger(path)
  local rows, header = results.read(path)
  local elasticities = {}
  for _, name in ipairs(header) do
    local key = name:match "^elasticity:(.+)$"
    if key then elasticities[#elasticities + 1] = { column = name, key = key } end
  end
  return { rows = rows, elasticities = elasticities }
end

local function read_comparison(build, from)
  local folder = build .. "/compare_" .. from .. "/"
  return { from = from, differences = results.read(folder .. "differences.tsv"),
           parts = results.read(folder .. "parts.tsv"),
           headlines = results.read(folder .. "headlines.tsv") }
end

--- Reads everything. `a` has build, figures (folders of the scenario), from (a scenario, or ""),
--- dear (names of products that are of these assumptions: "day multiverse").
function M.load(a)
  local b = a.build .. "/"
  local data = { build = a.build, figures = a.figures, scenario = a.build:match "[^/]+$" }
  data.assumptions = results.load_assumptions(b .. "assumptions.tsv")
  data.rows, data.by_key = read_keys(b .. "results.tsv")
  data.exact = select(2, read_keys(b .. "exact.tsv"))
  data.why, data.why_of = read_why(b .. "report/why.tsv")
  data.ledger = read_ledger(b .. "ledger.tsv")
  data.audit = {}
  data.audit.rows, data.audit.sides, data.audit.published = audit.read(b .. "audit.tsv")
  data.provenance = read_json(whole_file(b .. "provenance.json"))
  for _, name in ipairs { "fits", "throughput" } do
    data[name] = results.read(b .. name .. ".tsv")
  end
  for _, name in ipairs { "energy_per_query", "levers", "variations", "fleet", "beta" } do
    data[name] = results.read(b .. "tables/" .. name .. ".tsv")
  end
  if a.dear:find "day" then data.day, data.day_by_key = read_keys(b .. "day.tsv") end
  if a.dear:find "multiverse" then
    data.multiverse = optional(b .. "multiverse_numbers.tsv")
    data.multiverse_best = optional(b .. "multiverse_best.tsv")
    data.readings = optional(b .. "readings.tsv")
  end
  if a.from ~= "" then data.comparison = read_comparison(a.build, a.from) end
  data.cases = results.names(data.assumptions.cases)
  data.base_cases = results.base_cases(data.assumptions)
  data.mixes = results.names(data.assumptions.mixes)
  data.models = results.names(data.assumptions.models)
  return data
end

--- What a case, mix or model is called for people.
function M.label(data, kind, name)
  local label = data.assumptions[kind .. "." .. name .. ".label"]
  return label ~= "" and label or name
end

return M
