-- tsv.lua: reads and writes the pipeline's tab-separated files, and reads the CSV files of data/.
local program = require "lib.program"

local M = {}

--- The cells of a line, split at every tab: empty ones are kept, quotes around one are taken off.
function M.split(line)
  local cells = {}
  for cell in (line .. "\t"):gmatch("([^\t]*)\t") do
    local quoted = cell:match('^"(.*)"$')
    cells[#cells + 1] = quoted and quoted:gsub('""', '"') or cell
  end
  return cells
end

--- The same of a line of CSV: a cell in quotes may hold commas.
local function split_csv(line)
  local safe = line:gsub('"[^"]*"', function(quoted) return (quoted:gsub(",", "\1")) end)
  local cells = M.split((safe:gsub(",", "\t")))
  for i, cell in ipairs(cells) do cells[i] = cell:gsub("\1", ",") end
  return cells
end

--- A table with a header line, of a file (CSV if its name ends so) or, for "-", of standard input:
--- a list of rows, each by column name; the names in their order; and the comments, lines that
--- begin with '#', without their "# ". An error with the file's name if it cannot be read or has no
--- header.
function M.read(path)
  local file = path == "-" and io.stdin or program.open(path)
  local split = path:find "%.csv$" and split_csv or M.split
  local rows, header, comments = {}, nil, {}
  for line in file:lines() do
    local comment = line:match "^# ?(.*)$"
    if comment then
      comments[#comments + 1] = comment
    elseif not header then
      header = split(line)
    else
      local cells, row = split(line), {}
      for i, name in ipairs(header) do row[name] = cells[i] end
      rows[#rows + 1] = row
    end
  end
  if path ~= "-" then file:close() end
  return rows, assert(header, path .. ": found no header line"), comments
end

--- The text of a table: a list of lists of cells, the first of them the header. A float is written
--- in nine digits.
function M.text(rows)
  local lines = {}
  for r, row in ipairs(rows) do
    local cells = {}
    for i, cell in ipairs(row) do
      cells[i] = math.type(cell) == "float" and ("%.9g"):format(cell) or tostring(cell)
    end
    lines[r] = table.concat(cells, "\t") .. "\n"
  end
  return table.concat(lines)
end

--- results.tsv and tables like it: the rows, with value, standard_error and n as numbers; and the
--- same rows by key.
function M.read_keys(path)
  local rows, by_key = M.read(path), {}
  for _, row in ipairs(rows) do
    for _, column in ipairs { "value", "standard_error", "n" } do
      row[column] = tonumber(row[column])
    end
    by_key[row.key] = row
  end
  return rows, by_key
end

--- results.tsv as a function: get(key) is the row; an unknown key is an error, unless `optional`.
function M.load_results(path)
  local _, by_key = M.read_keys(path)
  return function(key, optional)
    return by_key[key] or not optional and error(path .. ": found no key " .. key, 0) or nil
  end
end

--- What a row of results.tsv is a statistic of: its key without that. A key is its parts, joined by
--- dots; an empty one is left out.
function M.family(row)
  local parts = {}
  for _, part in ipairs { "case", "quantity", "group", "lever" } do
    if row[part] ~= "" then parts[#parts + 1] = row[part] end
  end
  return table.concat(parts, ".")
end

--- assumptions.tsv by path: the written values, "" for a path that is not there.
function M.load_assumptions(path)
  local by_path = {}
  for _, row in ipairs(M.read(path)) do by_path[row.path] = row.value end
  return setmetatable(by_path, { __index = function() return "" end })
end

--- The names in a written list.
function M.names(list)
  local names = {}
  for name in list:gmatch("%S+") do names[#names + 1] = name end
  return names
end

--- The keys of a table, sorted.
function M.sorted_keys(of)
  local list = {}
  for key in pairs(of) do list[#list + 1] = key end
  table.sort(list)
  return list
end

return M
