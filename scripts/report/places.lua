-- places.lua: links from an assumption or a row to the file and line that state it.
local html = require "report.html"
local tag = html.tag

--- "scenarios/paper.lua:38" as a link to that file; a file outside the tree by its name alone, for
--- the report names no folder; "default" and the like as they are.
return function(place)
  if not place or place == "" or place == "-" then return "" end
  local path, line = place:match "^(.+):(%d+)$"
  if not path then return place end
  if path:sub(1, 1) == "/" or path:sub(1, 3) == "../" or path:find("/../", 1, true) then
    return tag("code", {}, path:match "[^/]*$" .. ":" .. line)
  end
  path = path:gsub("^%./", "")
  local href = path:gsub("[^%w/._-]", function(c) return ("%%%02X"):format(c:byte()) end)
  return tag("a", { href = "../../" .. href .. "#L" .. line, class = "place" }, path .. ":" .. line)
end
