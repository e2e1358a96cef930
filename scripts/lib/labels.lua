-- labels.lua: what results, cases, units and written values are called for people.
local numbers = require "lib.number"
local tsv = require "lib.tsv"

local M = {}

-- ---- names --------------------------------------------------------------------------------------

--- The label that the assumptions give a model, workload or mix, by its kind and name; else its
--- name.
function M.of(assumptions, kind, name)
  local label = assumptions[kind .. "." .. name .. ".label"]
  return label ~= "" and label or name
end

--- What the parts of a scenario's keys are called, from results.tsv and words.tsv beside it: tables
--- by name for `case`, `group` and `lever`, and `day`, of the lines of a table of days: mixes, and
--- what they are compared with. A name that has no words is its own.
function M.read(results, words)
  local labels = { case = {}, group = {}, lever = {}, day = {} }
  local _, by_key = tsv.read_keys(words)
  for _, row in ipairs(tsv.read(results)) do
    local of = assert(by_key[row.key], words .. ": found no words for " .. row.key)
    for _, part in ipairs { "case", "group", "lever" } do labels[part][row[part]] = of[part] end
    if row.case == "fleet" then labels.day[row.group] = of.group ~= "" and of.group or of.words end
  end
  labels.lever.none = "Baseline"
  for _, of in pairs(labels) do
    setmetatable(of, { __index = function(_, name) return name end })
  end
  return labels
end

--- What a case varies of its workload.
function M.case(assumptions, name, distributions)
  local function given(key) return assumptions["case." .. name .. "." .. key] end
  local workload, input = given "workload", given "input_tokens"
  local words = { M.of(assumptions, "workload", workload) }
  if input ~= "" then
    words[#words + 1] = "input " .. M.assumption(input, "token", distributions)
  end
  if given "power" == "coupled" then words[#words + 1] = "coupled power" end
  return #words == 1 and name ~= workload and name or table.concat(words, ", ")
end

-- ---- units --------------------------------------------------------------------------------------

--- Words for units, for one of them if it is another; false: nothing is written.
local UNITS = {
  ["1"] = false, ["-"] = false, [""] = false, percent = "%", ["1e9"] = { "billion" },
  token = { "tokens", "token" }, node = { "nodes", "node" }, query = { "queries", "query" },
  model = { "models", "model" }, ["token/s"] = { "tokens/s" }, ["query/day"] = { "queries/day" },
}

--- A unit with the blank of these marks before it, as it stands behind this number as written (any
--- other than "1", if none is said); "" for none.
function M.unit(marks, unit, number)
  local known = UNITS[unit]
  if known == nil then return marks.space .. unit end
  if type(known) == "table" then return marks.tie .. (number == "1" and known[2] or known[1]) end
  return known or ""
end

--- A unit alone, for the head of a column; "" for none.
function M.unit_name(unit)
  return M.unit({ space = "", tie = "" }, unit)
end

--- Digits of results that are told apart only by more than three.
local MORE = { beta = 4, beta_derived = 4, beta_drawn = 4, utilisation = 4,
               utilisation_derived = 4, utilisation_drawn = 4 }

--- The digits of a row of results.tsv or day.tsv; nil for three.
function M.digits_of(row) return MORE[row.quantity] or MORE[row.group] end

-- ---- what the original prints -------------------------------------------------------------------

--- A printed number as it is: "1.5-2" as "1.5–2", "~6%" as "about 6%".
function M.printed(text)
  return (text:gsub("^~", "about "):gsub("^(%d[%d.]*)%-(%d)", "%1–%2"))
end

--- How many significant digits a printed number has; 0 for a text.
function M.digits_printed(text)
  if not tonumber(text) then return 0 end
  return #text:gsub("%.", ""):gsub("^0+", "")
end

-- ---- assumptions, with the marks of the paper ---------------------------------------------------

--- What `resolve --distributions` prints: each distribution's words, and by name its parameters'
--- words and whether one is a width, which has no unit.
function M.distributions(path)
  local list = {}
  for _, row in ipairs((tsv.read(path))) do
    local one = list[row.distribution] or { words = row.words, parameters = {} }
    one.parameters[row.parameter] = { words = row.parameter_words, is_width = row.role == "width" }
    list[row.distribution] = one
  end
  return list
end

--- The words for a part of a written value, and its unit.
function M.part(distributions, kind, name, unit)
  local of_kind = distributions[kind]
  local known = of_kind and of_kind.parameters[name]
  return known and known.words or name, known and known.is_width and "1" or unit
end

local function number_or_text(text, unit)
  local x = tonumber(text)
  if not x then return text end
  local number = numbers.paper:given(x)
  return number .. M.unit(numbers.paper, unit, number)
end

--- The parts of a written value: "lognormal(p5=1,p95=2)" or "a=0.1,b=0.9": kind (nil for none), and
--- a list of { name, text }; nothing where it has none.
function M.parts(value)
  local kind, inside = value:match("^(%l+)%((.*)%)$")
  inside = inside or value
  local list = {}
  for item in inside:gmatch("[^,]+") do
    local name, text = item:match("^([%w_]+)=([^=]+)$")
    if not name then return nil end
    list[#list + 1] = { name, text }
  end
  return kind, #list > 0 and list or nil
end

--- "5-95 10-90" as "5–95%, then 10–90%".
local function cuts(value)
  if not value:find "^[%d.]+%-[%d.]+" then return value end
  local list = {}
  for low, high in value:gmatch("([%d.]+)%-([%d.]+)") do
    list[#list + 1] = ("%s–%s%%"):format(low, high)
  end
  return table.concat(list, ", then ")
end

--- The written value of an assumption in words: "log-normal, P5 1.05, P95 1.6", "11.3 kW".
function M.assumption(value, unit, distributions)
  if tonumber(value) then return number_or_text(value, unit) end
  if unit == "percent" then return cuts(value) end
  if unit == "-" then return value end
  local kind, parts = M.parts(value)
  if not parts then return value end
  if kind == "constant" then return number_or_text(parts[1][2], unit) end
  local words = { distributions[kind] and distributions[kind].words or kind }
  for _, part in ipairs(parts) do
    local name, part_unit = M.part(distributions, kind, part[1], unit)
    words[#words + 1] = name .. " " .. number_or_text(part[2], part_unit)
  end
  return table.concat(words, ", ")
end

return M
