-- results.lua: reads the pipeline's tab-separated files for the other scripts of this folder.
local M = {}

--- Splits a line at every tab; empty cells are kept, quotes around a cell are taken off.
function M.split(line)
  local cells = {}
  for cell in (line .. "\t"):gmatch("([^\t]*)\t") do
    local quoted = cell:match('^"(.*)"$')
    cells[#cells + 1] = quoted and quoted:gsub('""', '"') or cell
  end
  return cells
end

--- Reads a table with a header line: a list of rows, each by column name. Lines that begin with
--- '#' are comments. Stops with the file's name if it cannot be read.
function M.read(path)
  local file = path == "-" and io.stdin or assert(io.open(path, "r"))
  local header, rows = nil, {}
  for line in file:lines() do
    if line:sub(1, 1) ~= "#" then
      local cells = M.split(line)
      if not header then
        header = cells
      else
        local row = {}
        for i, name in ipairs(header) do row[name] = cells[i] end
        rows[#rows + 1] = row
      end
    end
  end
  if path ~= "-" then file:close() end
  return rows, assert(header, path .. ": found no header line")
end

--- results.tsv by key: get(key) is the row, with value, standard_error and n as numbers; an
--- unknown key is an error, unless `optional`.
function M.load_results(path)
  local by_key = {}
  for _, row in ipairs(M.read(path)) do
    for _, column in ipairs { "value", "standard_error", "n" } do
      row[column] = tonumber(row[column])
    end
    by_key[row.key] = row
  end
  return function(key, optional)
    local row = by_key[key]
    if not row and not optional then error(path .. ": found no key " .. key, 0) end
    return row
  end
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

--- The cases that are named as their workload: the workloads without a variation.
function M.base_cases(assumptions)
  local base = {}
  for _, case in ipairs(M.names(assumptions.cases)) do
    if assumptions["case." .. case .. ".workload"] == case then base[#base + 1] = case end
  end
  return base
end

return M
