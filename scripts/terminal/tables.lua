-- tables.lua: prints tables aligned, numbers in four digits. FILE.tsv may be "-", standard input.
package.path = "scripts/?.lua;" .. package.path
local number = require("lib.number").terminal
local program = require "lib.program"
local text_table = require "lib.text_table"
local tsv = require "lib.tsv"

program.main("TITLE FILE.tsv ...", function(...)
  local words = { ... }
  for i = 1, #words, 2 do
    local rows, header = tsv.read(assert(words[i + 1], words[i] .. ": want a file behind a title"))
    local cells = {}
    for r, row in ipairs(rows) do
      cells[r] = {}
      for c, name in ipairs(header) do cells[r][c] = number:short(row[name] or "", 4) end
    end
    print("\n" .. words[i])
    text_table.print(cells, { header = header, rule = true, indent = "" })
  end
end)
