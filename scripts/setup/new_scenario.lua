-- new_scenario.lua: writes a scenario file to edit, with every key of its parent in a comment.
--   FROM             the scenario that the new one extends
--   ASSUMPTIONS.tsv  what resolve wrote for FROM
--   SCHEMA.tsv       what resolve --schema prints
--   OUT.lua          the file to write; an existing one is left alone
package.path = "scripts/?.lua;" .. package.path
local program = require "lib.program"
local tsv = require "lib.tsv"

local function stop(...) error(string.format(...), 0) end

-- ---- written forms to Lua -----------------------------------------------------------------------

local units = { kW = "kW", MW = "MW", Wh = "Wh", ["1e9"] = "billion" }

local function quoted(text) return ("%q"):format(text) end

--- "lognormal(p5=1,p95=2)" to "lognormal { p5 = 1, p95 = 2 }".
local function call(value)
  local name, list = value:match("^([a-z]+)%((.*)%)$")
  local arguments = list:gsub("=", " = "):gsub(",", ", "):gsub("= node", '= "node"')
  return ("%s { %s }"):format(name, arguments)
end

local function number(value, key)
  local unit = units[key.unit]
  return unit and value .. " * " .. unit or value
end

local function list(value, pattern, form)
  local parts = {}
  for a, b in value:gmatch(pattern) do parts[#parts + 1] = form:format(a, b) end
  return "{ " .. table.concat(parts, ", ") .. " }"
end

local in_lua = {
  number = number,
  count = number,
  text = quoted,
  choice = quoted,
  name = quoted,
  distribution = call,
  line = call,
  names = function(value) return list(value, "%S+", '"%s"') end,
  cuts = function(value)
    return value == "none" and '"none"' or list(value, "([%d.]+)-([%d.]+)", "{ %s, %s }")
  end,
  factor = function(value) return tonumber(value) and value or quoted(value) end,
  shares = function(value) return list(value, "([a-z0-9_]+)=([^,]+)", "%s = %s") end,
}

-- ---- blocks -------------------------------------------------------------------------------------

--- Schema rows by block, in order; identity keys (extends, name) have no path and are left out.
local function keys_by_block(schema)
  local order, blocks = {}, {}
  for _, key in ipairs(schema) do
    if not blocks[key.block] then
      blocks[key.block] = {}
      order[#order + 1] = key.block
    end
    if key.path ~= "-" then table.insert(blocks[key.block], key) end
  end
  return order, blocks
end

--- The item's name in a path, "" for a path without one, nil when the path is not the key's.
local function item_of(path, key)
  if not key.path:find("*", 1, true) then return path == key.path and "" or nil end
  local pattern = key.path:gsub("[.]", "%%."):gsub("%*", "([a-z0-9_]+)")
  return path:match("^" .. pattern .. "$")
end

--- Items of a block in order of appearance, and the written value of each of their keys.
local function items_of(keys, assumptions)
  local order, values = {}, {}
  for _, row in ipairs(assumptions) do
    for _, key in ipairs(keys) do
      local item = item_of(row.path, key)
      if item and not values[item] then
        values[item] = {}
        order[#order + 1] = item
      end
      if item then values[item][key.key] = row end
    end
  end
  return order, values
end

--- Adds the lines of a block's keys: what they mean, if they are to be explained, and their values.
local function add_keys(lines, keys, values, explain)
  for _, key in ipairs(keys) do
    local row = values[key.key]
    if row and key.path ~= "title" then
      local write = in_lua[key.type] or stop("SCHEMA: type %s is not known here", key.type)
      if explain then
        local range = key.range ~= "" and " (" .. key.range .. ")" or ""
        lines[#lines + 1] = ("  -- %s%s"):format(key.meaning, range)
      end
      lines[#lines + 1] = ("  -- %s = %s,"):format(key.key, write(row.value, key))
    end
  end
end

--- Adds a block for each of its items; opening(block, item) is what stands in it uncommented.
local function add_blocks(lines, block, keys, assumptions, opening)
  local order, values = items_of(keys, assumptions)
  for i, item in ipairs(order) do
    lines[#lines + 1] = "\n" .. block .. " {"
    table.move(opening(block, item), 1, 2, #lines + 1, lines)
    add_keys(lines, keys, values[item], i == 1)
    lines[#lines + 1] = "}"
  end
end

-- ---- the file -----------------------------------------------------------------------------------

local HEAD <const> = [[
-- %s.lua: %s with some assumptions changed.
--
-- What stands in comments is %s's: take the "--" away from a line to change it. A value may say
-- where it comes from: value { 42, source = "...", note = "..." }, lognormal { p5 = 1, p95 = 2,
-- source = "..." }. What is left in comments, or deleted, stays as in %s. `make check-scenarios`
-- checks the file, `make help-scenario` explains each key, `make figures SCENARIO=%s` draws.]]

--- The name of the scenario in a file that can be made; an error for any other.
local function name_of(path)
  local name = path:match("([a-z0-9_]+)%.lua$")
  if not name or path:match("([^/]*)%.lua$") ~= name then
    stop("%s: found a file name that is no NAME.lua, want NAME of a-z, 0-9 and _", path)
  end
  if program.is_there(path) then
    stop("%s is there already and is left as it is; choose another SCENARIO", path)
  end
  return name
end

program.main("FROM ASSUMPTIONS.tsv SCHEMA.tsv OUT.lua", function(from, written, schema, path)
  local name, assumptions = name_of(path), tsv.read(written)
  local order, blocks = keys_by_block(tsv.read(schema))
  if #assumptions == 0 or #order == 0 then stop("%s or %s: found no rows", written, schema) end
  local lines = { HEAD:format(name, from, from, from, name) }
  for _, block in ipairs(order) do
    add_blocks(lines, block, blocks[block], assumptions, function(kind, item)
      if kind == "scenario" then
        return { ("  extends = %q,"):format(from),
                 ("  title = %q,"):format(name .. ", from " .. from) }
      end
      return { item ~= "" and ("  name = %q,"):format(item) or nil }
    end)
  end
  program.write(path, table.concat(lines, "\n") .. "\n")
  print(("%s: written; edit it, then: make figures SCENARIO=%s"):format(path,
    path:match("^scenarios/") and name or path))
end)
