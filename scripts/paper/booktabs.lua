-- booktabs.lua: builds a table in TeX, row by row, from plain text.
--
--   local t = booktabs.new { { "Model", "l" }, { "P50", "n" }, { "Note", "4cm" } }
--   t:row { "llama & co", "0.341", booktabs.breakable "a_b.c" }
--   t:section "A title over rows"
--   t:text { long = true }
--
-- Kinds of columns: l, r; n: numbers, their points under each other; a width: a ragged paragraph.
-- A third word of a column of numbers is the width that its head is broken to.
local tex = require "paper.tex"

local M = {}
local Table = { __index = {} }

--- Columns: a list of { head, kind }.
function M.new(columns) return setmetatable({ columns = columns, rows = {} }, Table) end

--- A cell whose lines may break after dots, slashes and underscores.
function M.breakable(text) return { tex = tex.breakable(text) } end

function Table.__index:row(cells)
  assert(#cells == #self.columns, "booktabs: want a cell for each column")
  table.insert(self.rows, cells)
end

--- A title over the rows that follow.
function Table.__index:section(title) table.insert(self.rows, { title = title }) end

--- A thin line.
function Table.__index:rule() table.insert(self.rows, { rule = true }) end

-- ---- cells --------------------------------------------------------------------------------------

--- How many digits stand behind the point of a number; nil for what is none.
local function decimals_of(cell)
  local plain = type(cell) == "string" and cell:gsub("\u{202F}", ""):gsub("^\u{2212}", "-")
  if not plain or not tonumber(plain) or plain:find "[eEx]" then return nil end
  return #(plain:match "%.(%d*)$" or "")
end

--- For each column of numbers the most decimals that it has.
local function most_decimals(t)
  local most = {}
  for i, column in ipairs(t.columns) do
    most[i] = 0
    for _, row in ipairs(t.rows) do
      local decimals = column[2] == "n" and decimals_of(row[i])
      if decimals then most[i] = math.max(most[i], decimals) end
    end
  end
  return most
end

--- The TeX of a cell; a number with room for the decimals that others have and it lacks.
local function cell_tex(cell, kind, most)
  if type(cell) == "table" then return cell.tex end
  local text = tex.text(cell)
  local decimals = kind == "n" and decimals_of(cell)
  if not decimals or decimals == most then return text end
  local missing = (decimals == 0 and "." or "") .. ("0"):rep(most - decimals)
  return text .. "\\hphantom{" .. missing .. "}"
end

local SPECS = { l = "l", r = "r", n = "r" }
local function column_spec(kind) return SPECS[kind] or ("L{%s}"):format(kind) end

-- ---- lines --------------------------------------------------------------------------------------

local function row_line(t, row, i, most)
  if row.rule then return "\\midrule" end
  if row.title then
    return ("%s\\multicolumn{%d}{@{}l}{\\bfseries %s}\\\\*"):format(
      i > 1 and "\\addlinespace[3pt]\n" or "", #t.columns, tex.text(row.title))
  end
  local cells = {}
  for c, cell in ipairs(row) do cells[c] = cell_tex(cell, t.columns[c][2], most[c]) end
  return table.concat(cells, " & ") .. "\\\\"
end

local function head_line(t)
  local heads = {}
  for i, column in ipairs(t.columns) do
    local kind = column[2]
    local text = "\\bfseries " .. tex.text(column[1])
    heads[i] = kind == "n" and ("\\multicolumn{1}{%s%s}{%s}"):format(
      column[3] and ("R{%s}"):format(column[3]) or "r", i == #t.columns and "@{}" or "", text)
      or text
  end
  return table.concat(heads, " & ") .. "\\\\"
end

local function opening(t, long)
  local specs = {}
  for i, column in ipairs(t.columns) do specs[i] = column_spec(column[2]) end
  local spec = "{@{}" .. table.concat(specs) .. "@{}}"
  local head = head_line(t)
  if not long then return { "\\begin{tabular}" .. spec, "\\toprule", head, "\\midrule" } end
  return { "\\begin{longtable}" .. spec, "\\toprule", head, "\\midrule", "\\endhead",
           "\\bottomrule", "\\endfoot" }
end

--- The whole table; `long`: over pages.
function Table.__index:text(options)
  local long = options and options.long
  local lines, most = opening(self, long), most_decimals(self)
  for i, row in ipairs(self.rows) do lines[#lines + 1] = row_line(self, row, i, most) end
  if not long then lines[#lines + 1] = "\\bottomrule" end
  lines[#lines + 1] = ("\\end{%s}"):format(long and "longtable" or "tabular")
  return table.concat(lines, "\n") .. "%\n"
end

return M
