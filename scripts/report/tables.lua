-- tables.lua: tables of the report, in a frame that scrolls by itself. report.js sorts and filters.
local number = require("lib.number").page
local html = require "report.html"
local tag = html.tag

local M = {}

--- A link to the row of a key of results.tsv or day.tsv, around what is shown.
function M.key_link(key, shown)
  return tag("a", { href = "#key." .. key }, shown)
end

--- A link to the row of an assumption in the ledger.
function M.assumption_link(path)
  return tag("a", { href = "#assumption." .. path }, path)
end

local function header_row(columns)
  local cells = {}
  for i, column in ipairs(columns) do
    cells[i] = tag("th", { scope = "col", class = column.number and "n", title = column.help },
                   column[1])
  end
  return tag("thead", {}, tag("tr", {}, cells))
end

--- The content of a cell, and the number to sort it by where the text does not say.
local function cell_of(column, row)
  local content, sorted = column[2], nil
  if type(content) == "function" then
    content, sorted = content(row)
  else
    content = row[content]
    if column.number then
      sorted = tonumber(content)
      content = number:cell(content, column.digits)
    end
  end
  return content, sorted
end

--- Whether report.js reads the number that a cell is sorted by from the cell's text.
local function says_itself(content, sorted)
  if type(content) ~= "string" then return false end
  local read = tonumber((content:gsub("\u{A0}", ""):gsub("\u{2212}", "-")))
  return read ~= nil and (read == sorted or math.abs(read - sorted) <= 1e-3 * math.abs(sorted))
end

local function body_row(columns, row, id_of)
  local cells = {}
  for i, column in ipairs(columns) do
    local content, sorted = cell_of(column, row)
    local first = i == 1
    cells[i] = tag(first and "th" or "td", {
      scope = first and "row", class = column.number and "n" or column.whole and "w",
      ["data-v"] = sorted and not says_itself(content, sorted) and ("%.5g"):format(sorted) },
      content)
  end
  return tag("tr", { id = id_of and id_of(row) }, cells)
end

--- A table. `options`: id, caption, columns, rows; id_of(row), the id of a row (may be left out);
--- long: true if it has so many rows that print sets it small in two columns; broad: true if it has
--- so many columns that print turns the page. A column is { heading, name of the cell or
--- function(row), number = true, digits =, whole = true if a cell is one line }; the first one
--- names the row. A function returns the content and, if it is not what to sort by, a number.
function M.table(options)
  local rows = {}
  for i, row in ipairs(options.rows) do
    rows[i] = body_row(options.columns, row, options.id_of)
  end
  local caption = options.id .. "-caption"
  local size = options.long and " long" or options.broad and " broad" or ""
  return tag("div", { class = "table" .. size },
    tag("p", { class = "caption", id = caption }, options.caption),
    tag("div", { class = "frame", role = "region", tabindex = "0",
                 ["aria-labelledby"] = caption },
      tag("table", { id = options.id, ["aria-labelledby"] = caption, class = "data" },
        header_row(options.columns), tag("tbody", {}, rows))))
end

--- Columns that show cells as they are, by name: plain(list of { heading, name, number, digits }).
function M.plain(list)
  local columns = {}
  for i, item in ipairs(list) do
    columns[i] = { item[1], item[2], number = item[3] ~= nil, digits = item[3] or nil }
  end
  return columns
end

return M
