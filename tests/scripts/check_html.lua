-- check_html.lua: reads the report strictly, as this project writes it. Usage: check_html.lua FILE
-- Every element closed in order, every attribute quoted, ids once, each reference to an id there,
-- no handler, nothing that is loaded. Prints a line for each complaint; status 1 if there is one.
-- With a second argument: prints the text of the elements of that name, a line each.
local file = assert(io.open(arg[1], "rb"))
local text = file:read "a"
file:close()

local VOID = { meta = true, input = true }
local ELEMENTS = {}
for name in ([[html head meta title style script body a header footer nav main section article
  figure figcaption div span p h1 h2 h3 h4 ol ul li dl dt dd code strong details summary table thead tbody
  tr th td button svg desc defs g path rect circle polygon use text]]):gmatch "%S+" do
  ELEMENTS[name] = true
end
local LOADS = { src = true, srcset = true, action = true, data = true, poster = true,
                background = true, ping = true, style = true }

local complaints, ids, references, open = {}, {}, {}, {}
local function complain(...) complaints[#complaints + 1] = string.format(...) end

local function check_attribute(element, name, value)
  if name == "id" then
    if ids[value] then complain("id %s stands twice", value) end
    ids[value] = true
  elseif name == "href" and value:sub(1, 1) == "#" then
    references[#references + 1] = value:sub(2)
  elseif name == "href" and (value:match "^[%a][%w+.-]*:" or value:match "^//") then
    complain("%s leads to %s", element, value)
  elseif name == "aria-labelledby" then
    for id in value:gmatch "%S+" do references[#references + 1] = id end
  end
  if name:match "^on" or LOADS[name] then complain("%s has %s", element, name) end
end

local function check_attributes(element, attributes)
  local rest = attributes:gsub('%s+([%w:-]+)="([^"<]*)"', function(name, value)
    check_attribute(element, name, value)
    return ""
  end)
  rest = rest:gsub("^%s+hidden", "")
  if rest:find "%S" then complain("%s: cannot read %s", element, rest:sub(1, 60)) end
end

--- The text up to the next tag: only the entities that are written.
local function check_text(part)
  for entity in part:gmatch "&[^;]?[^;]?[^;]?[^;]?[^;]?;?" do
    if not entity:match "^&%a+;" and not entity:match "^&#39;" then
      complain("found %s", entity)
    end
  end
  if part:find ">" then complain("found > in the text %s", part:sub(1, 60)) end
end

local wanted, found = arg[2], {}
local at = #"<!DOCTYPE html>\n" + 1
if text:sub(1, at - 1) ~= "<!DOCTYPE html>\n" then complain("no doctype") end
while at <= #text do
  local from, to, close, name, attributes, slash = text:find("<(/?)([%a][%w]*)([^>]-)(/?)>", at)
  local before = text:sub(at, (from or #text + 1) - 1)
  check_text(before)
  for _, element in ipairs(open) do
    if element == wanted then found[#found] = found[#found] .. before break end
  end
  if not from then break end
  if not ELEMENTS[name] then complain("found an element <%s>", name) end
  if close == "/" then
    if open[#open] ~= name then complain("</%s> closes <%s>", name, open[#open] or "nothing") end
    open[#open] = nil
  else
    check_attributes(name, attributes)
    if name == wanted then found[#found + 1] = "" end
    if slash ~= "/" and not VOID[name] then open[#open + 1] = name end
  end
  at = to + 1
  if close == "" and (name == "style" or name == "script") then -- its text is no markup
    at = assert(text:find("</" .. name .. ">", at, true), "no </" .. name .. ">")
  end
end
if #open > 0 then complain("<%s> is not closed", open[#open]) end
for _, id in ipairs(references) do
  if not ids[id] then complain("nothing has the id %s", id) end
end
if wanted then
  for _, line in ipairs(found) do print((line:gsub("%s+", " "))) end
  os.exit(true)
end
for _, complaint in ipairs(complaints) do print(complaint) end
os.exit(#complaints == 0)
