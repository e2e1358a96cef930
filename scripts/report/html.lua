-- html.lua: HTML from strings, escaped by construction: a string is text until html.raw says not.
local texts = require "lib.text"

local M = {}

local Markup = {} -- what is markup already: { text }
Markup.__index = Markup
Markup.__tostring = function(markup) return markup[1] end

local ENTITIES = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;",
                   ["'"] = "&#39;" }
local VOID = { meta = true, input = true, link = true, br = true, path = true, use = true,
               rect = true, circle = true, polygon = true }
local BAD = "\u{FFFD}"

--- A string for use as text or between the quotes of an attribute.
function M.escape(text)
  text = texts.as_utf8(tostring(text)):gsub("[%z\1-\8\11\12\14-\31\127]", BAD)
  return (text:gsub("[&<>\"']", ENTITIES))
end

--- Markup as it is: only for what this program wrote itself.
function M.raw(text) return setmetatable({ text }, Markup) end

local function write_child(parts, child)
  if child == nil or child == false then return end
  if getmetatable(child) == Markup then
    parts[#parts + 1] = child[1]
  elseif type(child) == "table" then
    for i = 1, #child do write_child(parts, child[i]) end
  else
    parts[#parts + 1] = M.escape(child)
  end
end

local function write_attributes(parts, attributes)
  local names = {}
  for name, value in pairs(attributes) do
    if value then names[#names + 1] = name end
  end
  table.sort(names)
  for _, name in ipairs(names) do
    local value = attributes[name]
    parts[#parts + 1] = value == true and " " .. name
      or (' %s="%s"'):format(name, M.escape(value))
  end
end

--- Children after each other: strings (escaped), markup, and lists of these; nil and false are
--- nothing.
function M.join(...)
  local parts = {}
  for i = 1, select("#", ...) do write_child(parts, (select(i, ...))) end
  return M.raw(table.concat(parts))
end

--- An element: tag("a", { href = "#x" }, "text", ...). An attribute of true has no value, one of
--- nil or false is left out; they are sorted, so that the bytes are the same every time.
function M.tag(name, attributes, ...)
  local parts = { "<", name }
  write_attributes(parts, attributes or {})
  parts[#parts + 1] = ">"
  if VOID[name] and select("#", ...) == 0 then
    parts[#parts] = (name == "meta" or name == "input") and ">" or "/>"
    return M.raw(table.concat(parts))
  end
  for i = 1, select("#", ...) do write_child(parts, (select(i, ...))) end
  parts[#parts + 1] = "</" .. name .. ">"
  return M.raw(table.concat(parts))
end

return M
