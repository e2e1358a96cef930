-- figure.lua: what the figure of an audit shows, row by row in two panels, as TSV.
-- Usage: figure.lua audit.tsv LOW HIGH OUT
-- Everything is over the printed number. What lies outside LOW to HIGH is named instead of drawn.
package.path = "scripts/audit/?.lua;scripts/tables/?.lua;" .. package.path
local audit = require "audit"

local PITCH, GAP = 8, 6 -- pt from row to row, and more of it before a section's title

local HEADER = { "panel", "y", "title", "label", "printed", "low", "high", "value", "error",
                 "beside_value", "beside_error", "off_low", "off_high" }

--- The sections with a computed value, each with its height in pt.
local function drawn_sections(rows)
  local list, total = {}, 0
  for _, section in ipairs(audit.sections(rows)) do
    local kept = {}
    for _, row in ipairs(section.rows) do
      if row.reference ~= "" and (row[1].value ~= "" or row[2].value ~= "") then
        kept[#kept + 1] = row
      end
    end
    if #kept > 0 then
      section.rows, section.height = kept, GAP + PITCH * (#kept + 1)
      list[#list + 1] = section
      total = total + section.height
    end
  end
  return list, total
end

--- An end of an interval, or that of the axis where it lies outside or is open.
local function clipped(value, low, high, open)
  return value and math.min(math.max(value, low), high) or open
end

local function ratio(cell, reference)
  local number = tonumber(cell)
  return number and number / reference
end

--- "1 2.5×", for those of the two that lie outside; before it which one that is, 0 for both.
local function named(values, is_off)
  local texts, of = {}, 0
  for s = 1, 2 do
    local value = values[s]
    if value and is_off(value) then
      texts[#texts + 1] = ("%." .. (math.abs(value) < 1 and 2 or math.abs(value) < 10 and 1 or 0)
        .. "f×"):format(value)
      of = s
    end
  end
  if #texts == 0 then return "" end
  if #texts == 1 then return of .. " " .. texts[1] end
  return "0 " .. (texts[1] == texts[2] and texts[1] or table.concat(texts, ", "))
end

local function cells_of(row, low, high)
  local reference = tonumber(row.reference)
  local values = { ratio(row[1].value, reference), ratio(row[2].value, reference) }
  local printed = row.printed .. (row.unit ~= "1" and row.unit ~= "" and " " .. row.unit or "")
  local function inside(s) return values[s] and values[s] >= low and values[s] <= high end
  local function error(s) return inside(s) and ratio(row[s].standard_error, reference) or "NaN" end
  return { "", row.id, printed, clipped(ratio(row.low, reference), low, high, low),
           clipped(ratio(row.high, reference), low, high, high), inside(1) and values[1] or "NaN",
           error(1),
           inside(2) and values[2] or "NaN", error(2),
           named(values, function(value) return value < low end),
           named(values, function(value) return value > high end) }
end

--- An empty cell is "-": gnuplot takes the cell before for it.
local function cell(value)
  if value == "" then return "-" end
  return math.type(value) == "float" and ("%.9g"):format(value) or tostring(value)
end

local function write(file, panel, y, cells)
  local texts = { cell(panel), cell(y) }
  for _, value in ipairs(cells) do texts[#texts + 1] = cell(value) end
  assert(file:write(table.concat(texts, "\t"), "\n"))
end

local function write_all(file, sections, total, low, high)
  local panel, y, done = 1, 0, 0
  assert(file:write(table.concat(HEADER, "\t"), "\n"))
  for _, section in ipairs(sections) do
    if panel == 1 and done + section.height / 2 > total / 2 then panel, y = 2, 0 end
    done = done + section.height
    y = y + (y > 0 and GAP or 0) + PITCH
    write(file, panel, y, { section.title, "", "", "NaN", "NaN", "NaN", "NaN", "NaN", "NaN",
                            "", "" })
    for _, row in ipairs(section.rows) do
      y = y + PITCH
      write(file, panel, y, cells_of(row, low, high))
    end
  end
end

if #arg ~= 4 then
  io.stderr:write("usage: figure.lua audit.tsv LOW HIGH OUT\n")
  os.exit(2)
end
local out = arg[4]
local ok, problem = pcall(function()
  local file = assert(io.open(out .. ".tmp", "w"))
  local sections, total = drawn_sections((audit.read(arg[1])))
  write_all(file, sections, total, tonumber(arg[2]), tonumber(arg[3]))
  assert(file:close())
  assert(os.rename(out .. ".tmp", out))
end)
if not ok then
  io.stderr:write("figure.lua: ", tostring(problem), "\n")
  os.remove(out .. ".tmp")
  os.exit(1)
end
