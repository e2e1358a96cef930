-- json.lua: writes tables of Lua as JSON, the same bytes for the same values: keys sorted, two
-- blanks a level. A table with [1] or without any key is a list, any other an object by strings.
local M = {}

local SHORT = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

--- A character that JSON has no bare form for.
local function escape(character)
  return SHORT[character] or ("\\u%04x"):format(character:byte())
end

--- Text with what is not UTF-8 in it, byte by byte, replaced by U+FFFD: JSON is UTF-8.
local function as_utf8(text)
  local parts, from = {}, 1
  while from <= #text do
    local _, bad = utf8.len(text, from)
    parts[#parts + 1] = text:sub(from, (bad or #text + 1) - 1)
    if bad then parts[#parts + 1] = "\u{FFFD}" end
    from = (bad or #text) + 1
  end
  return table.concat(parts)
end

function M.string(text)
  return '"' .. as_utf8(text):gsub('[%c"\\]', escape) .. '"'
end

local write -- of any value

local function write_items(items, open, close, indent)
  if #items == 0 then return open .. close end
  local inner = "\n" .. indent .. "  "
  return open .. inner .. table.concat(items, "," .. inner) .. "\n" .. indent .. close
end

local function write_object(object, indent)
  local keys, items = {}, {}
  for key in pairs(object) do keys[#keys + 1] = key end
  table.sort(keys)
  for i, key in ipairs(keys) do
    items[i] = M.string(key) .. ": " .. write(object[key], indent .. "  ")
  end
  return write_items(items, "{", "}", indent)
end

local function write_list(list, indent)
  local items = {}
  for i, value in ipairs(list) do items[i] = write(value, indent .. "  ") end
  return write_items(items, "[", "]", indent)
end

function write(value, indent)
  if type(value) == "table" then
    local is_list = value[1] ~= nil or next(value) == nil
    return (is_list and write_list or write_object)(value, indent)
  end
  if type(value) == "string" then return M.string(value) end
  assert(math.type(value) == "integer", "json: want tables, strings and whole numbers only")
  return ("%d"):format(value)
end

--- The text of a value, with a line end.
function M.text(value) return write(value, "") .. "\n" end

return M
