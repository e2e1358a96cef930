-- svg.lua: gnuplot's SVG for use inside a page: flat, short, with ids of its own, and it scales.
-- Groups, unused markers and styles that change nothing go; what is drawn, and its order, stay.
local html = require "report.html"

local M = {}

-- What an element inherits from the groups around it, and what it has when nothing is said.
local INHERITED = { fill = "none", stroke = "none", color = "black", ["stroke-width"] = "1",
                    ["stroke-dasharray"] = "none", ["font-size"] = "14",
                    ["font-weight"] = "normal", ["font-style"] = "normal",
                    ["text-anchor"] = "start", ["stroke-linecap"] = "butt",
                    ["stroke-linejoin"] = "miter" }
local SHAPES = { path = true, polygon = true, rect = true, circle = true }
local LENGTHS = { rect = { "x", "y", "width", "height" }, circle = { "cx", "cy", "r" } }

-- ---- reading ------------------------------------------------------------------------------------

local UNESCAPED = { ["&amp;"] = "&", ["&lt;"] = "<", ["&gt;"] = ">", ["&quot;"] = '"',
                    ["&apos;"] = "'" }

local function unescape(text)
  text = text:gsub("&#x(%x+);", function(hex) return utf8.char(tonumber(hex, 16)) end)
  text = text:gsub("&#(%d+);", function(n) return utf8.char(math.tointeger(tonumber(n))) end)
  return (text:gsub("&%a+;", UNESCAPED))
end

local function read_attributes(text)
  local attributes = {}
  for name, _, value in text:gmatch("([%w:-]+)%s*=%s*(['\"])(.-)%2") do
    attributes[name] = unescape(value)
  end
  return attributes
end

--- The tree of elements: name, attributes, children, `text` before each child and at the end.
local function read_tree(source)
  local root = { name = "", attributes = {} }
  local stack = { root }
  for close, name, attributes, text in source:gmatch("<(/?)([%w:]+)([^>]*)>([^<]*)") do
    local top = stack[#stack]
    if close == "/" then
      assert(top.name == name, "svg: found </" .. name .. ">, want </" .. top.name .. ">")
      stack[#stack] = nil
    else
      local element = { name = name, attributes = read_attributes(attributes) }
      top[#top + 1] = element
      if attributes:sub(-1) ~= "/" then stack[#stack + 1] = element end
    end
    text = unescape(text)
    if text:find("%S") then table.insert(stack[#stack], text) end
  end
  assert(#stack == 1, "svg: found no end")
  return root
end

-- ---- numbers and colours ------------------------------------------------------------------------

--- A number to a tenth: that is 1/20 pt in print.
local function tenth(text)
  local short = ("%.1f"):format(tonumber(text)):gsub("%.0$", "")
  return short == "-0" and "0" or short
end

--- A length in whole tenths, and that written as a number.
local function in_tenths(text) return math.floor(tonumber(text) * 10 + 0.5) end
local function tenths(n)
  local sign = n < 0 and "-" or ""
  n = math.abs(n)
  local rest = n % 10 == 0 and "" or "." .. n % 10
  return sign .. (n < 10 and rest ~= "" and rest or n // 10 .. rest)
end

--- A path's data, shorter: points to a tenth, each told by its distance from the one before, which
--- adds up without drift. A move that is followed by another draws nothing. nil for what has other
--- than straight lines.
local function relative(data)
  local parts, x, y, start_x, start_y, move = {}, 0, 0, 0, 0, nil
  local function step(to_x, to_y)
    local dx, dy = to_x - x, to_y - y
    x, y = to_x, to_y
    if dx == 0 and dy == 0 then return end
    if move then
      parts[#parts + 1] = ("M%s %s"):format(tenths(start_x), tenths(start_y))
      move = nil
    end
    parts[#parts + 1] = dy == 0 and "h" .. tenths(dx) or dx == 0 and "v" .. tenths(dy)
      or "l" .. tenths(dx) .. " " .. tenths(dy)
  end
  for command, numbers in data:gmatch "(%a)([^%a]*)" do
    local px, py = numbers:match "^%s*(%-?[%d.]+)[%s,]+(%-?[%d.]+)%s*$"
    if command == "M" and px then
      x, y = in_tenths(px), in_tenths(py)
      start_x, start_y, move = x, y, true
    elseif command == "L" and px then
      step(in_tenths(px), in_tenths(py))
    elseif command == "Z" or command == "z" then
      if not move then parts[#parts + 1] = "z" end
      x, y = start_x, start_y
    else
      return nil
    end
  end
  return (table.concat(parts):gsub(" %-", "-"))
end

--- The corners of a polygon as a path.
local function outline(points)
  local parts = {}
  for x, y in points:gmatch "(%-?[%d.]+)[%s,]+(%-?[%d.]+)" do
    parts[#parts + 1] = (#parts == 0 and "M" or "L") .. x .. "," .. y
  end
  return relative(table.concat(parts) .. "Z")
end

--- "#rrggbb" of rgb(r, g, b), anything else in lower case.
local function colour(text)
  local r, g, b = text:match("^rgb%(%s*(%d+)%s*,%s*(%d+)%s*,%s*(%d+)%s*%)$")
  if r then return ("#%02x%02x%02x"):format(r, g, b) end
  text = text:lower()
  return text == "black" and "#000000" or text
end

-- ---- writing ------------------------------------------------------------------------------------

local COLOURS = { fill = true, stroke = true, color = true }

--- The style of an element inside one of the style `outer`.
local function inherit(outer, attributes)
  local style = setmetatable({}, { __index = outer })
  for name in pairs(INHERITED) do
    local value = attributes[name]
    if value then style[name] = COLOURS[name] and colour(value) or value end
  end
  return style
end

local function painted(style, name)
  local value = style[name]
  if value == "currentcolor" then value = style.color end
  return value ~= "none" and value or nil
end

--- Attributes of what is drawn with a line or an area: only those that are not the default.
local function paint(style, attributes, palette)
  local fill, stroke = painted(style, "fill"), painted(style, "stroke")
  attributes.fill = fill and palette.shape(fill)
  attributes.stroke = stroke and palette.shape(stroke)
  if attributes.stroke then
    for _, name in ipairs { "stroke-width", "stroke-dasharray", "stroke-linecap",
                            "stroke-linejoin" } do
      local value = tonumber(style[name]) and ("%.2g"):format(style[name]) or style[name]
      if value ~= INHERITED[name] then attributes[name] = value end
    end
  end
  return attributes
end

local function write_shape(out, element, style, palette)
  local attributes = paint(style, {}, palette)
  if not (attributes.fill or attributes.stroke) then return end
  local name, given = element.name, element.attributes
  if name == "path" or name == "polygon" then
    name, attributes.d = "path", name == "path" and (relative(given.d) or given.d)
      or outline(given.points)
    if attributes.d == "" then return end
  else
    for _, length in ipairs(LENGTHS[name]) do attributes[length] = tenth(given[length]) end
  end
  out[#out + 1] = html.tag(name, attributes)
end

--- The text of an element, whatever is around its parts.
local function text_of(element)
  local parts = {}
  for i, child in ipairs(element) do
    parts[i] = type(child) == "string" and child or text_of(child)
  end
  return table.concat(parts)
end

--- A weight that all of a text is set in stands in its one tspan.
local function text_style(element, style)
  local inner = element[1]
  return #element == 1 and type(inner) == "table" and inherit(style, inner.attributes) or style
end

local function write_text(out, element, style, transform, palette)
  local text = text_of(element)
  if not text:find("%S") then return end
  style = text_style(element, style)
  local x, y, rest = (transform or ""):match("translate%(([^,]+),([^)]+)%)%s*(.*)$")
  local fill = painted(style, "fill")
  local attributes = { fill = fill and palette.text(fill) }
  for _, name in ipairs { "font-size", "font-weight", "font-style", "text-anchor" } do
    local value = tonumber(style[name]) and ("%.3g"):format(style[name]) or style[name]
    if value ~= INHERITED[name] then attributes[name] = value end
  end
  local dy = tonumber(element.attributes.dy) or 0
  if rest and rest ~= "" then
    attributes.transform = ("translate(%s %s) %s"):format(tenth(x), tenth(y), rest)
    attributes.y = dy
  else
    attributes.x, attributes.y = x and tenth(x), tenth((y or 0) + dy)
  end
  out[#out + 1] = html.tag("text", attributes, (text:gsub("^%s+", ""):gsub("%s+$", "")))
end

--- A marker where it is used; `markers.used` learns which ones are.
local function write_use(out, element, style, markers)
  local id = element.attributes["xlink:href"]:sub(2)
  markers.used[id] = true
  local transform = element.attributes.transform
  out[#out + 1] = html.tag("use", {
    href = "#" .. markers.prefix .. id, color = markers.palette.shape(style.color),
    transform = transform and transform:gsub("%d+%.%d+", function(n)
      return ("%.4g"):format(n)
    end) })
end

local SKIPPED = { title = true, desc = true, defs = true, filter = true }

local function flatten(out, element, outer, transform, markers)
  for _, child in ipairs(element) do
    if type(child) == "table" and not SKIPPED[child.name] then
      local style = inherit(outer, child.attributes)
      local own = child.attributes.transform
      if SHAPES[child.name] then
        assert(not own and not transform, "svg: found a moved " .. child.name)
        write_shape(out, child, style, markers.palette)
      elseif child.name == "text" then
        write_text(out, child, style, transform, markers.palette)
      elseif child.name == "use" then
        write_use(out, child, style, markers)
      else
        flatten(out, child, style, own or transform, markers)
      end
    end
  end
end

--- The marker elements by id, as gnuplot defines them.
local function find_markers(element, found)
  for _, child in ipairs(element) do
    if type(child) == "table" then
      if child.attributes.id then found[child.attributes.id] = child end
      find_markers(child, found)
    end
  end
  return found
end

--- The definitions of the used markers, and of what they use themselves.
local function write_markers(root, markers)
  local all, needed, parts = find_markers(root, {}), {}, {}
  local function need(id)
    local element = assert(all[id], "svg: found no marker " .. id)
    if element.name == "use" then need(element.attributes["xlink:href"]:sub(2)) end
    needed[#needed + 1] = id
  end
  local ids = {}
  for id in pairs(markers.used) do ids[#ids + 1] = id end
  table.sort(ids)
  for _, id in ipairs(ids) do need(id) end
  local done = {}
  for _, id in ipairs(needed) do
    if not done[id] then
      local attributes = {}
      for name, value in pairs(all[id].attributes) do attributes[name] = value end
      local uses = attributes["xlink:href"]
      attributes["xlink:href"] = nil
      attributes.href = uses and "#" .. markers.prefix .. uses:sub(2)
      attributes.id = markers.prefix .. id
      parts[#parts + 1] = html.tag(all[id].name, attributes)
      done[id] = true
    end
  end
  return #parts > 0 and html.tag("defs", {}, parts) or nil
end

--- The picture in `source` as an element whose ids begin with `prefix`, with a title and a
--- description for those who do not see it. `title` and `description` are text; `palette` names the
--- colours.
function M.inline(source, prefix, title, description, palette)
  local root = read_tree(source)
  local top = root[1]
  assert(top and top.name == "svg", "svg: found no <svg>")
  local parts, markers = {}, { prefix = prefix, palette = palette, used = {} }
  flatten(parts, top, INHERITED, nil, markers)
  return html.tag("svg", {
    ["aria-labelledby"] = prefix .. "title " .. prefix .. "desc", class = "plot", fill = "none",
    role = "img", viewBox = top.attributes.viewBox, xmlns = "http://www.w3.org/2000/svg",
  }, html.tag("title", { id = prefix .. "title" }, title),
     html.tag("desc", { id = prefix .. "desc" }, description),
     write_markers(root, markers), parts)
end

return M
