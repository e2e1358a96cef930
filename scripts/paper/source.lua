-- source.lua: goes through TeX sources: comments left out, macros with their arguments and lines.
local M = {}

--- The text of a file without comments; line ends stay, so that lines can be counted.
function M.read(path)
  local lines = {}
  for line in assert(io.open(path, "r")):lines() do
    line = line:gsub("\\\\", "\1"):gsub("\\%%", "\2"):gsub("%%.*$", "")
    lines[#lines + 1] = line:gsub("\2", "\\%%"):gsub("\1", "\\\\")
  end
  return table.concat(lines, "\n") .. "\n"
end

--- The group in braces at a place, blanks before it left out: what is in it, where that begins and
--- the place behind the group; nil if there is no whole group.
function M.group(text, at)
  local open = text:match("^%s*(){", at)
  if not open then return nil end
  local depth, place = 0, open
  while place <= #text do
    local character = text:sub(place, place)
    if character == "\\" then place = place + 1
    elseif character == "{" then depth = depth + 1
    elseif character == "}" then depth = depth - 1 end
    if depth == 0 then return text:sub(open + 1, place - 1), open + 1, place + 1 end
    place = place + 1
  end
end

--- The number of the line at a place.
function M.line(text, at)
  local _, ends = text:sub(1, at - 1):gsub("\n", "")
  return ends + 1
end

return M
