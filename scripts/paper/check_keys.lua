-- check_keys.lua: every key, path, figure and table that the paper's sources name is there.
-- What stands in the branch that \ifhas and its like leave out is not looked at. A name with a
-- macro in it is left to TeX, but for those that figures.tex defines.
package.path = "scripts/?.lua;" .. package.path
local program = require "lib.program"
local source = require "paper.source"

-- Macros with a name as their argument: what is looked up, and what it is called.
local LOOKED_UP = {
  res = { "Result", "result" }, resn = { "Result", "result" }, rese = { "Result", "result" },
  resp = { "Result", "result" }, assume = { "Assumption", "assumption" },
  assumen = { "Assumption", "assumption" }, assumep = { "Assumption", "assumption" },
  figurefile = { "Figure", "figure" }, papertable = { "Table", "table" },
}
-- Macros with a name and two branches.
local BRANCHED = { ifhas = { "Result", "Assumption" }, ifall = { "Result", "Assumption" },
                   iffigure = { "Figure" }, iftable = { "Table" } }

-- ---- what is there ------------------------------------------------------------------------------

--- The names that numbers.tex and figures.tex define: known.Result[key], ..., and macros.
local function read_known(paths)
  local known = { Result = {}, Assumption = {}, Figure = {}, Table = {}, macros = {} }
  for _, path in ipairs(paths) do
    for line in assert(io.open(path)):lines() do
      local kind, name = line:match "^\\(%u%l+){([^}]*)}"
      if known[kind] then known[kind][name] = true end
      local macro, text = line:match "^\\newcommand\\(%l+){(.*)}$"
      if macro then known.macros[macro] = text:gsub("\\_", "_") end
    end
  end
  return known
end

-- ---- did you mean -------------------------------------------------------------------------------

--- The number of letters to change, put in or take out, or more than `most`.
local function distance(a, b, most)
  if math.abs(#a - #b) > most then return most + 1 end
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local corner, least = row[0], i
    row[0] = i
    for j = 1, #b do
      local same = a:byte(i) == b:byte(j)
      corner, row[j] = row[j], math.min(row[j] + 1, row[j - 1] + 1, corner + (same and 0 or 1))
      least = math.min(least, row[j])
    end
    if least > most then return most + 1 end
  end
  return row[#b]
end

--- The nearest of the names, the first by alphabet of those as near; nil if none is near.
local function nearest(name, names)
  local best, least = nil, math.max(2, #name // 5)
  for other in pairs(names) do
    local d = distance(name, other, least)
    if d < least or d == least and (not best or other < best) then best, least = other, d end
  end
  return best
end

-- ---- the sources --------------------------------------------------------------------------------

--- A name with the macros of figures.tex in it replaced; nil if others are left.
local function plain(name, macros)
  name = name:gsub("\\(%a+)%s*", function(macro) return macros[macro] end)
  return not name:find "[\\#]" and name or nil
end

--- Whether each name of a list with commas is of one of these kinds.
local function is_known(known, kinds, names)
  for name in names:gmatch "[^,%s]+" do
    local found = false
    for _, kind in ipairs(kinds) do found = found or known[kind][name] end
    if not found then return false end
  end
  return true
end

local look -- through a part of a text, from one place to before another

--- A macro with branches: looks through the one that TeX takes. Returns the place behind.
local function look_branch(state, kinds, behind)
  local name, _, at = source.group(state.text, behind)
  local _, then_from, then_to = source.group(state.text, at or behind)
  if not then_to then return behind end
  local _, else_from, else_to = source.group(state.text, then_to)
  name = plain(name, state.known.macros)
  local has = name and is_known(state.known, kinds, name)
  if has ~= false then look(state, then_from, then_to - 1) end
  if not has and else_to then look(state, else_from, else_to - 1) end
  return else_to or then_to
end

local function look_up(state, what, at)
  local name, _, behind = source.group(state.text, at)
  if not name then return at end
  name = plain(name, state.known.macros)
  if name and not state.known[what[1]][name] then
    local other = nearest(name, state.known[what[1]])
    state.report(("%s:%d: unknown %s: %s%s"):format(state.path, source.line(state.text, at),
      what[2], name, other and "; did you mean " .. other .. "?" or ""))
  end
  return behind
end

function look(state, from, to)
  while true do
    local start, behind, macro = state.text:find("\\(%a+)", from)
    if not start or start >= to then return end
    if BRANCHED[macro] then
      from = look_branch(state, BRANCHED[macro], behind + 1)
    elseif LOOKED_UP[macro] then
      from = look_up(state, LOOKED_UP[macro], behind + 1)
    else
      from = behind + 1
    end
  end
end

program.main("numbers.tex figures.tex SOURCE.tex ...", function(numbers, figures, ...)
  local known, good = read_known { numbers, figures }, true
  for _, path in ipairs { ... } do
    local text = source.read(path)
    look({ path = path, text = text, known = known, report = function(message)
      io.stderr:write("paper: ", message, "\n")
      good = false
    end }, 1, #text + 1)
  end
  return good
end)
