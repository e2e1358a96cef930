-- why.lua: prints the way of a result back; a WIDTH of 0 is any.
package.path = "scripts/?.lua;" .. package.path
local number = require("lib.number").terminal
local program = require "lib.program"
local text = require "lib.text"
local text_table = require "lib.text_table"
local tsv = require "lib.tsv"

--- "" for what is not there.
local function given(cell) return cell == "-" and "" or cell end

local function print_result(rows, most)
  print(("%s\n  %s"):format(rows[#rows].name, rows[#rows].note))
  local cells = {}
  for _, row in ipairs(rows) do
    cells[#cells + 1] = { row.source, number:short_with_error(row.value, row.standard_error, 6),
                          row.unit, given(row.place) }
  end
  text_table.print(cells, { most = most, last = { [4] = 12 }, front = { [4] = true } })
end

local print_section = {
  stage = function(row) return { row.name, row.value, "<-", row.place } end,
  member = function(row) return { row.name, row.value, given(row.note) } end,
  beta = function(row) return { row.name, number:short(row.value, 6), row.note } end,
  row = function(row)
    return { row.name, number:short(row.value, 6), row.unit, row.note, row.source, row.place }
  end,
  assumption = function(row)
    return { row.name, "=", row.value .. (row.unit ~= "-" and row.unit ~= "1" and " " .. row.unit
             or ""), row.place, row.source }
  end,
}

-- Columns that are cut when the terminal is narrow, with their least width.
local LEAST = {
  beta = { [3] = 12 }, row = { [4] = 8, [5] = 8 }, assumption = { [3] = 16, [5] = 8 },
}
-- What is cut next, at the front: places, so that the line stays, and paths.
local LAST = { stage = { [2] = 12, [4] = 12 }, row = { [6] = 8 }, assumption = { 12, [4] = 12 } }

--- The columns that are cut at their front.
local function front_of(last)
  local front = {}
  for i in pairs(last) do front[i] = true end
  return front
end

local TITLES = {
  { "stage", "stage by stage: what a program writes, and from what" },
  { "member", "the frontier holds, by descending median" },
  { "beta", "from a query to the fleet" },
  { "row", "measured rows under the fits of these models" },
  { "assumption", "assumptions that enter" },
}

program.main("WIDTH <table of why", function(width)
  local sections, most = {}, text.width_given(width)
  for _, row in ipairs((tsv.read "-")) do
    sections[row.section] = sections[row.section] or {}
    table.insert(sections[row.section], row)
  end
  print_result(sections.result, most)
  for _, title in ipairs(TITLES) do
    local cells = {}
    for i, row in ipairs(sections[title[1]] or {}) do cells[i] = print_section[title[1]](row) end
    if #cells > 0 then
      print("\n" .. title[2])
      local last = LAST[title[1]]
      text_table.print(cells, { most = most, least = LEAST[title[1]], last = last,
                             front = last and front_of(last) })
    end
  end
end)
