-- json.lua: JSON of objects, lists, strings and whole numbers, written and read. The same bytes for
-- the same values: keys sorted, two blanks a level. A table with [1] or without any key is a list,
-- any other an object by strings.
local program = require "lib.program"
local text = require "lib.text"

local M = {}

-- ---- writing ------------------------------------------------------------------------------------

local SHORT = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

--- A character that JSON has no bare form for.
local function escape(character)
  return SHORT[character] or ("\\u%04x"):format(character:byte())
end

--- A text in quotes; bytes that are no UTF-8 become U+FFFD.
function M.string(words)
  return '"' .. text.as_utf8(words):gsub('[%c"\\]', escape) .. '"'
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

-- ---- reading ------------------------------------------------------------------------------------

local PLAIN = { n = "\n", r = "\r", t = "\t", b = "\b", f = "\f" }

--- The text of a string without its quotes.
local function unescaped(inner)
  inner = inner:gsub("\\\\", "\\u005c"):gsub("\\([^u])", function(c) return PLAIN[c] or c end)
  return (inner:gsub("\\u(%x%x%x%x)", function(hex) return utf8.char(tonumber(hex, 16)) end))
end

--- What a pattern captures at `at`, and the place behind it and blanks; nil where it is not.
local function accept(source, at, pattern)
  local captured, behind = source:match("^" .. pattern .. "%s*()", at)
  return behind and captured, behind or at
end

local read_value -- at a place of the source; returns the value and the place behind

local function read_string(source, at)
  local to = at + 1
  while source:sub(to, to) ~= '"' do
    assert(to <= #source, "JSON: found no end of a string")
    to = to + (source:sub(to, to) == "\\" and 2 or 1)
  end
  return unescaped(source:sub(at + 1, to - 1)), source:match("^%s*()", to + 1)
end

--- The items up to a closing sign, each read by read_item(at), which returns the place behind.
local function read_items(source, at, close, read_item)
  local done, more
  done, at = accept(source, at, "(" .. close .. ")")
  while not done do
    at = read_item(at)
    more, at = accept(source, at, "(,)")
    if not more then
      done, at = accept(source, at, "(" .. close .. ")")
      assert(done, ("JSON: byte %d: want a comma or %s"):format(at, close:sub(-1)))
    end
  end
  return at
end

function read_value(source, at)
  local first, into = source:sub(at, at), {}
  if first == '"' then return read_string(source, at) end
  if first == "{" then
    return into, read_items(source, source:match("^%s*()", at + 1), "}", function(from)
      local key, to = read_string(source, from)
      local colon, behind = accept(source, to, "(:)")
      assert(colon, ("JSON: byte %d: want a colon"):format(to))
      into[key], to = read_value(source, behind)
      return to
    end)
  end
  if first == "[" then
    return into, read_items(source, source:match("^%s*()", at + 1), "%]", function(from)
      local value, to = read_value(source, from)
      into[#into + 1] = value
      return to
    end)
  end
  local number, behind = accept(source, at, "(%-?%d+)")
  assert(number, ("JSON: byte %d: found no value"):format(at))
  return math.tointeger(tonumber(number)), behind
end

--- The value of a text; an error with the byte's position where it is no such JSON.
function M.value(source)
  local value, behind = read_value(source, source:match "^%s*()")
  assert(behind > #source, ("JSON: byte %d: want the end"):format(behind))
  return value
end

--- The value of a whole file.
function M.file(path) return M.value(program.read(path)) end

return M
