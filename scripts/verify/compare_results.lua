-- compare_results.lua: results.tsv of a scenario against its committed copy, and taking it over.
-- A copy has the columns key, value, unit, standard_error, n: the others are the key's own parts.
local program = require "lib.program"
local tsv = require "lib.tsv"

local M = {}

local COLUMNS = { "key", "value", "unit", "standard_error", "n" }
local RELATIVE = 1e-9 -- results of two processors are this near

--- The cells that count, of a line of either file.
local function pick(cells, at)
  local row = {}
  for _, name in ipairs(COLUMNS) do row[name] = cells[at[name]] end
  return row
end

--- Where each column stands in a header.
local function columns_of(header, path)
  local at = {}
  for i, name in ipairs(header) do at[name] = i end
  for _, name in ipairs(COLUMNS) do
    if not at[name] then error(("%s:1: found no column %s, want one"):format(path, name), 0) end
  end
  return at
end

--- A file's rows by key. Stops with file and line at a row that is none, or is there twice.
local function read(path)
  local file = io.open(path)
  if not file then error(path .. ": found no such file, want results", 0) end
  local by_key, header, at, number = {}, nil, nil, 0
  for line in file:lines() do
    local cells = tsv.split(line)
    number = number + 1
    if not header then
      header, at = cells, columns_of(cells, path)
    else
      local row = pick(cells, at)
      if #cells ~= #header or by_key[row.key] then
        error(("%s:%d: found %s, want %d cells and each key once"):format(path, number,
          by_key[row.key] and row.key .. " again" or #cells .. " cells", #header), 0)
      end
      by_key[row.key] = row
    end
  end
  file:close()
  if not header then error(path .. ":1: found no header line, want one", 0) end
  return by_key
end

--- The relative difference of two numbers as text, or nil when they count as the same.
local function distance(found, wanted)
  local a, b = tonumber(found), tonumber(wanted)
  if found == wanted or a and b and math.abs(a - b) <= RELATIVE * math.abs(b) then return nil end
  if not a or not b then return "not the same" end
  if b == 0 then return "want zero" end
  return ("off by %.2g relative"):format(math.abs(a - b) / math.abs(b))
end

--- Calls tell(text) for each difference of a key's rows.
local function compare_rows(key, found, wanted, tell)
  if not found then
    tell(("%s: missing, want %s %s"):format(key, wanted.value, wanted.unit))
  elseif not wanted then
    tell(("%s: new, found %s %s"):format(key, found.value, found.unit))
  else
    for _, column in ipairs { "value", "standard_error" } do
      local off = distance(found[column], wanted[column])
      if off then
        tell(("%s: %s: found %s, want %s (%s)"):format(key, column, found[column], wanted[column],
          off))
      end
    end
    for _, column in ipairs { "unit", "n" } do
      if found[column] ~= wanted[column] then
        tell(("%s: %s: found %s, want %s"):format(key, column, found[column], wanted[column]))
      end
    end
  end
end

--- The keys of tables, each once, sorted.
local function all_keys(...)
  local seen = {}
  for _, by_key in ipairs { ... } do
    for key in pairs(by_key) do seen[key] = true end
  end
  return tsv.sorted_keys(seen)
end

--- Compares the results in a file with a copy, calling tell(text) for each difference. Returns how
--- many keys there are in all, and how many of them differ.
function M.compare(path, copy, tell)
  local found, wanted = read(path), read(copy)
  local keys, differing = all_keys(found, wanted), 0
  for _, key in ipairs(keys) do
    local differs = false
    compare_rows(key, found[key], wanted[key], function(text)
      differs = true
      tell(text)
    end)
    if differs then differing = differing + 1 end
  end
  return #keys, differing
end

--- Makes the results in a file the copy. Rows that count as the same stay as they stood, so that
--- the copy's history shows what was changed, and not which processor computed it.
function M.accept(path, copy)
  local found, rows = read(path), { COLUMNS }
  local ok, wanted = pcall(read, copy) -- none yet, or a damaged one: replaced whole
  for i, key in ipairs(all_keys(found)) do
    local old, same = ok and wanted[key], true
    compare_rows(key, found[key], old or nil, function() same = false end)
    local row = same and old or found[key]
    rows[1 + i] = {}
    for c, name in ipairs(COLUMNS) do rows[1 + i][c] = row[name] end
  end
  program.write(copy, tsv.text(rows))
end

return M
