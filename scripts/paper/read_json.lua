-- read_json.lua: reads JSON of objects, lists, strings and whole numbers, as scripts/verify/json.lua
-- writes it.
local M = {}

local SHORT = { n = "\n", r = "\r", t = "\t", b = "\b", f = "\f" }

--- The text of a string that has its quotes taken off.
local function unescaped(text)
  text = text:gsub("\\\\", "\\u005c"):gsub("\\([^u])", function(c) return SHORT[c] or c end)
  return (text:gsub("\\u(%x%x%x%x)", function(hex) return utf8.char(tonumber(hex, 16)) end))
end

local read -- a value at a place of the text: it and the place behind

local function skip(text, at) return text:find("[^%s]", at) or #text + 1 end

local function read_string(text, at)
  local to = at + 1
  while text:sub(to, to) ~= '"' do
    assert(to <= #text, "JSON: a string has no end")
    to = to + (text:sub(to, to) == "\\" and 2 or 1)
  end
  return unescaped(text:sub(at + 1, to - 1)), to + 1
end

--- The items of an object or a list, each taken by `take(at)`, which returns the place behind.
local function read_items(text, at, close, take)
  at = skip(text, at + 1)
  if text:sub(at, at) == close then return at + 1 end
  while true do
    at = skip(text, take(skip(text, at)))
    local sign = text:sub(at, at)
    at = at + 1
    if sign == close then return at end
    assert(sign == ",", "JSON: want a comma at byte " .. at - 1)
  end
end

function read(text, at)
  local first = text:sub(at, at)
  local into = {}
  if first == '"' then return read_string(text, at) end
  if first == "{" then
    return into, read_items(text, at, "}", function(from)
      local key, to = read_string(text, from)
      to = skip(text, to)
      assert(text:sub(to, to) == ":", "JSON: want a colon at byte " .. to)
      into[key], to = read(text, skip(text, to + 1))
      return to
    end)
  end
  if first == "[" then
    return into, read_items(text, at, "]", function(from)
      local value, to = read(text, from)
      into[#into + 1] = value
      return to
    end)
  end
  local number = assert(text:match("^-?%d+", at), "JSON: found no value at byte " .. at)
  return math.tointeger(tonumber(number)), at + #number
end

--- The value of a whole file.
function M.file(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return (read(text, skip(text, 1)))
end

return M
