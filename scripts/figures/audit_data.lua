-- audit_data.lua: what the figure of an audit shows, row by row in two panels, as TSV.
-- Everything is over the printed number. What lies outside LOW to HIGH is named instead of drawn.
-- Panel 0 has a line on each scenario: how many of its values got which verdict.
package.path = "scripts/?.lua;" .. package.path
local audit = require "lib.audit"
local number = require("lib.number").terminal
local program = require "lib.program"
local tsv = require "lib.tsv"

local NAMES = audit.names()

-- pt: from row to row, more of it where a value is named instead of drawn, and before a title.
local PITCH, TALL, GAP = 8, 13, 6

local TEXTS = { "title", "label", "printed", "off_low1", "off_high1", "off_low2", "off_high2" }
local NUMBERS = { "panel", "y", "height", "low", "high", "value1", "from1", "to1", "differs1",
                  "value2", "from2", "to2", "differs2" }

-- ---- which rows --------------------------------------------------------------------------------

--- What is judged of each scenario, over printed; nil where it has none.
local function ratios(row)
  local reference, list = tonumber(row.reference), {}
  for s = 1, 2 do
    local value = tonumber(row[s][row[s].judged])
    list[s] = reference and value and value / reference
  end
  return list
end

--- The rows with a value.
local function drawn_rows(rows)
  local drawn = {}
  for _, row in ipairs(rows) do
    local values = ratios(row)
    if values[1] or values[2] then drawn[#drawn + 1] = row end
  end
  return drawn
end

local function height_of(row, low, high)
  local values = ratios(row)
  for s = 1, 2 do
    if values[s] and (values[s] < low or values[s] > high) then return TALL end
  end
  return PITCH
end

--- The sections with a drawn row, each with its height in pt; and the height of all.
local function drawn_sections(rows, low, high)
  local list, total = {}, 0
  for _, section in ipairs(audit.sections(rows)) do
    section.rows = drawn_rows(section.rows)
    if #section.rows > 0 then
      section.height = GAP + PITCH
      for _, row in ipairs(section.rows) do
        section.height = section.height + height_of(row, low, high)
      end
      list[#list + 1] = section
      total = total + section.height
    end
  end
  return list, total
end

-- ---- the cells of a row ------------------------------------------------------------------------

--- What is printed, short: without the time that the row's name says already.
local function printed_text(row)
  local unit = row.unit ~= "1" and row.unit or ""
  if NAMES[row.id] ~= row.id then unit = unit:gsub("/day$", ""):gsub("/year$", "") end
  if unit == "token" and row.printed ~= "1" then unit = "tokens" end
  local text = row.printed:gsub("^more than ", "> "):gsub("^less than ", "< ")
  return unit == "" and text or text .. " " .. unit
end

--- "21×": two digits at least.
local function times(value)
  local size = math.abs(value)
  return number:fixed(value, size < 1 and 2 or size < 10 and 1 or 0) .. "×"
end

--- The mark of a scenario and the bar of three standard errors, or what lies off the axis.
local function add_side(cells, row, s, low, high)
  local value = ratios(row)[s]
  cells["differs" .. s] = row[s].verdict == "differs" and 1 or 0
  if not value then return end
  if value < low then
    cells["off_low" .. s] = times(value)
  elseif value > high then
    cells["off_high" .. s] = times(value)
  else
    local error = row[s].judged == "value" and tonumber(row[s].standard_error) or 0
    local reach = 3 * error / tonumber(row.reference)
    cells["value" .. s] = value
    cells["from" .. s] = math.max(value - reach, low)
    cells["to" .. s] = math.min(value + reach, high)
  end
end

--- The interval ends where the axis does, if it lies outside or is open.
local function cells_of(row, low, high)
  local reference = tonumber(row.reference)
  local function clipped(cell, open)
    local number = tonumber(cell)
    return number and math.min(math.max(number / reference, low), high) or open
  end
  local cells = { label = NAMES[row.id], printed = printed_text(row),
                  low = clipped(row.low, low), high = clipped(row.high, high) }
  for s = 1, 2 do add_side(cells, row, s, low, high) end
  return cells
end

--- "56 reproduced, 6 within sampling error, 12 differ, 13 not computed"
local function counts_text(rows, s)
  local text = audit.counts_text(rows, s)
  return audit.counts(rows, s).differs == 1 and text or (text:gsub("differs", "differ"))
end

-- ---- the file ----------------------------------------------------------------------------------

--- The cells of a row; what it lacks is "-" or NaN: gnuplot takes the cell before for an empty one.
local function line(row)
  local cells = {}
  for _, column in ipairs(TEXTS) do cells[#cells + 1] = row[column] or "-" end
  for _, column in ipairs(NUMBERS) do cells[#cells + 1] = row[column] or "NaN" end
  return cells
end

local function add_sections(lines, sections, total, low, high)
  local panel, y, done = 1, 0, 0
  for _, section in ipairs(sections) do
    if panel == 1 and done + section.height / 2 > total / 2 and done > 0 then panel, y = 2, 0 end
    done = done + section.height
    y = y + (y > 0 and GAP or 0)
    lines[#lines + 1] = line { panel = panel, y = y + PITCH / 2, height = PITCH,
                               title = section.title }
    y = y + PITCH
    for _, row in ipairs(section.rows) do
      local cells = cells_of(row, low, high)
      cells.panel, cells.height = panel, height_of(row, low, high)
      cells.y = y + cells.height / 2
      y = y + cells.height
      lines[#lines + 1] = line(cells)
    end
  end
end

program.main("audit.tsv LOW HIGH OUT", function(path, low, high, out)
  local rows, lines = audit.read(path), { { table.unpack(TEXTS) } }
  low, high = tonumber(low), tonumber(high)
  table.move(NUMBERS, 1, #NUMBERS, #TEXTS + 1, lines[1])
  for s = 1, 2 do
    local cells = { title = counts_text(rows, s) }
    for _, column in ipairs(NUMBERS) do cells[column] = 0 end -- gnuplot warns of a file all NaN
    lines[#lines + 1] = line(cells)
  end
  local sections, total = drawn_sections(rows, low, high)
  add_sections(lines, sections, total, low, high)
  program.write(out, tsv.text(lines))
end)
