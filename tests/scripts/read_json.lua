-- read_json.lua: reads JSON on standard input strictly, for tests; prints a line for each string
-- and number: the keys and positions that lead to it, joined by blanks, a tab, the value.
-- Ends with status 1 and the byte's position at what is no JSON, at keys that are not sorted or
-- stand twice, and at text that is not UTF-8.
local text = io.read("a")
local at = 1
local read -- of any value

local function bad(what) error(("byte %d: %s"):format(at, what), 0) end

--- Goes on after a pattern, and gives back what it captured; nil if it is not there.
local function accept(pattern)
  local from, to, captured = text:find("^" .. pattern, at)
  if from then at = to + 1 end
  return from and (captured or "")
end

local function want(pattern)
  return accept(pattern) or bad("want " .. pattern)
end

local PLAIN = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\",
  ["/"] = "/" }

local function read_string()
  local parts = {}
  want('"')
  while not accept('"') do
    local code = accept("\\u(%x%x%x%x)")
    parts[#parts + 1] = code and utf8.char(tonumber(code, 16)) or PLAIN[accept("\\(.)")] or
      accept('([^%c"\\]+)') or bad("want a character of a string")
  end
  return table.concat(parts)
end

local function read_object(path)
  local last
  want("{%s*")
  if accept("}") then return end
  repeat
    local key = read_string()
    if last and key <= last then bad("want keys sorted, each once: " .. key) end
    last = key
    want("%s*:%s*")
    read(path .. key .. " ")
  until not accept("%s*,%s*")
  want("%s*}")
end

local function read_list(path)
  local i = 0
  want("%[%s*")
  if accept("%]") then return end
  repeat
    i = i + 1
    read(path .. i .. " ")
  until not accept("%s*,%s*")
  want("%s*%]")
end

function read(path)
  local first = text:sub(at, at)
  if first == "{" then return read_object(path) end
  if first == "[" then return read_list(path) end
  local value = first == '"' and read_string() or want("(%-?%d+)")
  print(path:sub(1, -2) .. "\t" .. value)
end

if not utf8.len(text) then bad("want UTF-8") end
want("%s*")
read("")
want("%s*")
if at <= #text then bad("want the end") end
