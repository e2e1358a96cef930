-- new_scenario.lua: writes a scenario file to edit, with every key of its parent in a comment.
-- Usage: new_scenario.lua FROM ASSUMPTIONS.tsv SCHEMA.tsv OUT.lua
--   FROM             the scenario that the new one extends
--   ASSUMPTIONS.tsv  what resolve wrote for FROM
--   SCHEMA.tsv       what resolve --schema prints
--   OUT.lua          the file to write; an existing one is left alone

local function stop(...)
  io.stderr:write("new_scenario: ", string.format(...), "\n")
  os.exit(1)
end

--- Splits a line at its tabs and takes the quotes off cells that have them.
local function cells(line)
  local list = {}
  for cell in (line:gsub("\r$", "") .. "\t"):gmatch("(.-)\t") do
    if cell:sub(1, 1) == '"' then cell = cell:sub(2, -2):gsub('""', '"') end
    list[#list + 1] = cell
  end
  return list
end

--- The rows of a TSV file with a header, lines that start with # left out.
local function read_table(path)
  local file, reason = io.open(path)
  if not file then stop("%s", reason) end
  local rows, header = {}, nil
  for line in file:lines() do
    if header then
      local row = {}
      for i, cell in ipairs(cells(line)) do row[header[i] or i] = cell end
      rows[#rows + 1] = row
    elseif line:sub(1, 1) ~= "#" then
      header = cells(line)
    end
  end
  file:close()
  return rows
end

-- ---- written forms to Lua ---------------------------------------------------------------------------------

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

-- ---- blocks -----------------------------------------------------------------------------------------------

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

local function write_keys(out, keys, values, explain)
  for _, key in ipairs(keys) do
    local row = values[key.key]
    if row and key.path ~= "title" then
      local write = in_lua[key.type] or stop("SCHEMA: type %s is not known here", key.type)
      if explain then
        out:write(("  -- %s%s\n"):format(key.meaning, key.range ~= "" and " (" .. key.range .. ")" or ""))
      end
      out:write(("  -- %s = %s,\n"):format(key.key, write(row.value, key)))
    end
  end
end

local function write_block(out, block, keys, assumptions, opening)
  local order, values = items_of(keys, assumptions)
  for i, item in ipairs(order) do
    out:write("\n", block, " {\n", opening(block, item))
    write_keys(out, keys, values[item], i == 1)
    out:write("}\n")
  end
end

-- ---- the file ---------------------------------------------------------------------------------------------

local from, assumptions_path, schema_path, path = table.unpack(arg)
if not path or #arg > 4 then
  io.stderr:write("usage: new_scenario.lua FROM ASSUMPTIONS.tsv SCHEMA.tsv OUT.lua\n")
  os.exit(2)
end
local name = path:match("([a-z0-9_]+)%.lua$")
if not name or path:match("([^/]*)%.lua$") ~= name then
  stop("%s: found a file name that is no NAME.lua, want NAME of a-z, 0-9 and _", path)
end
local existing = io.open(path)
if existing then stop("%s is there already and is left as it is; choose another SCENARIO", path) end

local assumptions = read_table(assumptions_path)
local order, blocks = keys_by_block(read_table(schema_path))
if #assumptions == 0 or #order == 0 then stop("%s or %s: found no rows", assumptions_path, schema_path) end

local out, reason = io.open(path, "w")
if not out then stop("%s", reason) end
out:setvbuf("full", 1 << 20) -- so that a full disk shows at the one write, when the file is closed
out:write(([[
-- %s.lua: %s with some assumptions changed.
--
-- What stands in comments is %s's: take the "--" away from a line to change it. A value may say where it comes
-- from: value { 42, source = "...", note = "..." }, lognormal { p5 = 1, p95 = 2, source = "..." }. What is left
-- in comments, or deleted, stays as in %s. `make check-scenarios` checks the file, `make help-scenario` explains
-- each key, `make figures SCENARIO=%s` draws.
]]):format(name, from, from, from, name))
for _, block in ipairs(order) do
  write_block(out, block, blocks[block], assumptions, function(kind, item)
    if kind == "scenario" then
      return ("  extends = %q,\n  title = %q,\n"):format(from, name .. ", from " .. from)
    end
    return item ~= "" and ("  name = %q,\n"):format(item) or ""
  end)
end
local closed, trouble = out:close()
if not closed then
  os.remove(path)
  stop("%s: %s", path, trouble)
end
print(("%s: written; edit it, then: make figures SCENARIO=%s"):format(path, path:match("^scenarios/") and name or path))
