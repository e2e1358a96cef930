-- aligned.lua: tables for the terminal: columns under each other, numbers short and to the right.
local M = {}

--- Length in characters, not bytes.
local function width(text) return utf8.len(text) or #text end

--- A number in so many digits, anything else as it is.
function M.short(cell, digits)
  local number = tonumber(cell)
  if not number or math.type(number) == "integer" then return cell end
  return ("%." .. (digits or 4) .. "g"):format(number)
end

--- A text cut to so many characters, with "..." where something is missing.
function M.cut(text, most)
  if width(text) <= most then return text end
  if most <= 3 then return ("."):rep(most) end
  return text:sub(1, utf8.offset(text, most - 2) - 1) .. "..."
end

--- The same from the front, for a place, whose end says most.
local function cut_front(text, most)
  if width(text) <= most or most <= 3 then return M.cut(text, most) end
  return "..." .. text:sub(utf8.offset(text, -(most - 3)))
end

local function is_number(cell)
  return tonumber((cell:gsub(" %+%- .*$", ""):gsub("%%$", ""))) ~= nil
end

--- A width from the command line: 0, for any, becomes none.
function M.width_given(text)
  local number = tonumber(text)
  return number and number > 0 and number or nil
end

--- A number with its standard error behind it, if it has one above 0.
function M.with_error(cell, standard_error, digits)
  local error = tonumber(standard_error)
  if not error or error <= 0 then return M.short(cell, digits) end
  return ("%s +- %.2g"):format(M.short(cell, digits), error)
end

local function measure(rows, header)
  local widths, numeric = {}, {}
  for i = 1, #(header or rows[1] or {}) do
    widths[i], numeric[i] = header and width(header[i]) or 0, true
    for _, row in ipairs(rows) do
      widths[i] = math.max(widths[i], width(row[i]))
      numeric[i] = numeric[i] and (is_number(row[i]) or row[i] == "-" or row[i] == "")
    end
  end
  return widths, numeric
end

--- How many characters a line of these columns takes.
local function line_width(widths, indent)
  local total = indent + 2 * (#widths - 1)
  for _, w in ipairs(widths) do total = total + w end
  return total
end

--- How many characters the rows take side by side.
function M.total_width(rows, header, indent)
  return line_width((measure(rows, header)), #(indent or "  "))
end

--- Narrows the widest of the columns that may be cut, one character at a time, until the line fits
--- into `most` or each is down to its least width.
local function squeeze(widths, indent, most, least)
  while most and line_width(widths, indent) > most do
    local widest
    for i = 1, #widths do
      if least[i] and widths[i] > least[i] and (not widest or widths[i] > widths[widest]) then
        widest = i
      end
    end
    if not widest then return end
    widths[widest] = widths[widest] - 1
  end
end

--- Prints rows of cells below each other. Options: `header`, a row of names; `indent`; `most`, the
--- widest that a line may be: the columns in `least` (index -> least width) are cut for it, then
--- those in `last`. The columns in `front` (index -> true) are cut at their front.
function M.print(rows, options)
  options = options or {}
  local indent = options.indent or "  "
  local widths, numeric = measure(rows, options.header)
  local last, front = options.last or {}, options.front or {}
  squeeze(widths, #indent, options.most, options.least or {})
  squeeze(widths, #indent, options.most, last)
  local function line(row)
    local cells = {}
    for i, cell in ipairs(row) do
      local text = (front[i] and cut_front or M.cut)(cell, widths[i])
      local blanks = (" "):rep(widths[i] - width(text))
      cells[i] = numeric[i] and blanks .. text or text .. blanks
    end
    print(((indent .. table.concat(cells, "  ")):gsub("%s+$", "")))
  end
  if options.header then line(options.header) end
  for _, row in ipairs(rows) do line(row) end
end

--- Reads all of standard input: comment lines (without "# "), and rows by column name.
function M.read_input()
  local results = require "results"
  local comments, header, rows = {}, nil, {}
  for line in io.stdin:lines() do
    if line:sub(1, 2) == "# " then
      comments[#comments + 1] = line:sub(3)
    else
      local cells = results.split(line)
      if not header then
        header = cells
      else
        local row = {}
        for i, name in ipairs(header) do row[name] = cells[i] or "" end
        rows[#rows + 1] = row
      end
    end
  end
  assert(header, "found no table on standard input")
  return rows, comments
end

--- Runs a script's work; a failure is one line on standard error and exit status 1.
function M.main(name, work)
  local ok, problem = pcall(work)
  if ok then return end
  io.stderr:write(name, ": ", tostring(problem), "\n")
  os.exit(1)
end

return M
