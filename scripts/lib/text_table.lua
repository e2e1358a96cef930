-- text_table.lua: tables for the terminal: columns under each other, numbers to the right.
local text = require "lib.text"

local M = {}
local Table = {}
Table.__index = Table

local function is_number(cell)
  return tonumber((cell:gsub(" %+%- .*$", ""):gsub("%%$", ""))) ~= nil
end

--- The width of each column, and whether all of its cells are numbers or nothing.
local function measure(rows, header)
  local widths, numeric = {}, {}
  for i = 1, #(header or rows[1] or {}) do
    widths[i], numeric[i] = header and text.width(header[i]) or 0, #rows > 0
    for _, row in ipairs(rows) do
      widths[i] = math.max(widths[i], text.width(row[i]))
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

--- The layout of a table of these rows of cells, lists of text. Options: `header`, a row of names;
--- `indent`, two blanks if not said; `right`, the columns that are set to the right (index ->
--- true), those of numbers if not said; `most`, the widest that a line may be: for it the columns
--- in `least` (index -> least width) are cut, then those in `last`, then all to four, then the
--- line; those in `front` (index -> true) are cut at their front. Its `width` is how many
--- characters a line takes.
function M.new(rows, options)
  options = options or {}
  local widths, numeric = measure(rows, options.header)
  local indent = options.indent or "  "
  squeeze(widths, #indent, options.most, options.least or {})
  squeeze(widths, #indent, options.most, options.last or {})
  squeeze(widths, #indent, options.most, setmetatable({}, { __index = function() return 4 end }))
  return setmetatable({ widths = widths, indent = indent, right = options.right or numeric,
                        front = options.front or {}, most = options.most,
                        width = line_width(widths, #indent) }, Table)
end

--- A row of cells as a line. `colours` (index -> the code of a terminal's colour) may be left out.
function Table:line(row, colours)
  local fits = not self.most or self.width <= self.most
  local cells = {}
  for i, cell in ipairs(row) do
    local shown = text.cut(cell, self.widths[i], self.front[i])
    local padded = text.padded(shown, self.widths[i], self.right[i])
    local code = fits and shown ~= "" and colours and colours[i]
    cells[i] = code and padded:gsub("%S.*%f[%s\0]", ("\27[%sm%%0\27[0m"):format(code)) or padded
  end
  local line = (self.indent .. table.concat(cells, "  ")):gsub("%s+$", "")
  return fits and line or text.cut(line, self.most)
end

--- Prints rows under each other, and the header over them if there is one, with a line of dashes
--- below it if `rule` is among the options.
function M.print(rows, options)
  local header, t = options and options.header, M.new(rows, options)
  if header then print(t:line(header)) end
  if header and options.rule then
    local dashes = {}
    for i, name in ipairs(header) do dashes[i] = ("-"):rep(text.width(name)) end
    print(t:line(dashes))
  end
  for _, row in ipairs(rows) do print(t:line(row)) end
end

return M
