-- json_read.lua: reads the JSON that scripts/verify/json.lua writes: objects, lists, strings, whole
-- numbers.
return function(text)
  local at = 1
  local read

  local function accept(pattern)
    local from, to, captured = text:find("^" .. pattern .. "%s*", at)
    if from then at = to + 1 end
    return from and (captured or "")
  end
  local function want(pattern)
    return accept(pattern) or error(("JSON: byte %d: want %s"):format(at, pattern), 0)
  end

  local SHORT = { n = "\n", r = "\r", t = "\t" }
  local function read_string()
    local raw = text:match('^"()', at)
    local to = raw
    while text:sub(to, to) ~= '"' do
      assert(to <= #text, "JSON: found no end of a string")
      to = to + (text:sub(to, to) == "\\" and 2 or 1)
    end
    local inner = text:sub(raw, to - 1)
    at = to
    want '"'
    inner = inner:gsub("\\u(%x%x%x%x)", function(hex) return utf8.char(tonumber(hex, 16)) end)
    return (inner:gsub("\\(.)", function(c) return SHORT[c] or c end))
  end

  local function read_object()
    local object = {}
    if accept "}" then return object end
    repeat
      local name = read_string()
      want ":"
      object[name] = read()
    until not accept ","
    want "}"
    return object
  end

  local function read_list()
    local list = {}
    if accept "%]" then return list end
    repeat list[#list + 1] = read() until not accept ","
    want "%]"
    return list
  end

  function read()
    if accept "{" then return read_object() end
    if accept "%[" then return read_list() end
    if text:sub(at, at) == '"' then return read_string() end
    return math.tointeger(tonumber(want "(%-?%d+)"))
  end
  accept ""
  return read()
end
