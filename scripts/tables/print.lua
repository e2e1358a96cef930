-- print.lua: prints tables aligned for the terminal. Usage: print.lua TITLE FILE.tsv ...
-- FILE may be "-" for standard input. Numbers are shortened to four digits and set to the right.
package.path = "scripts/tables/?.lua;" .. package.path
local results = require "results"

--- A number in four digits, anything else as it is.
local function short(cell)
  local number = tonumber(cell)
  if not number or math.type(number) == "integer" then return cell end
  return ("%.4g"):format(number)
end

--- Length in characters, not bytes.
local function width(text) return utf8.len(text) or #text end

local function pad(text, to, right)
  local blanks = (" "):rep(to - width(text))
  return right and blanks .. text or text .. blanks
end

local function print_table(title, path)
  local rows, header = results.read(path)
  local widths, numeric = {}, {}
  for i, name in ipairs(header) do
    widths[i], numeric[i] = width(name), #rows > 0
    for _, row in ipairs(rows) do
      local cell = row[name] or ""
      widths[i] = math.max(widths[i], width(short(cell)))
      numeric[i] = numeric[i] and (tonumber(cell) ~= nil or cell == "-" or cell == "")
    end
  end
  local function line(cell_of)
    local cells = {}
    for i, name in ipairs(header) do cells[i] = pad(cell_of(name), widths[i], numeric[i]) end
    print((table.concat(cells, "  "):gsub("%s+$", "")))
  end
  print("\n" .. title)
  line(function(name) return name end)
  line(function(name) return ("-"):rep(width(name)) end)
  for _, row in ipairs(rows) do line(function(name) return short(row[name] or "") end) end
end

if #arg == 0 or #arg % 2 == 1 then
  io.stderr:write("usage: print.lua TITLE FILE.tsv ...\n")
  os.exit(2)
end
for i = 1, #arg, 2 do
  local ok, problem = pcall(print_table, arg[i], arg[i + 1])
  if not ok then
    io.stderr:write("print.lua: ", tostring(problem), "\n")
    os.exit(1)
  end
end
