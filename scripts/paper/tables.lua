-- tables.lua: writes one table of the paper in TeX. TABLE is a module of scripts/paper/tables/: a
-- function of what there is to read that returns TeX. NAME=TEXT: from, a scenario; multiverse, a
-- folder; figures, inputs: files.
package.path = "scripts/?.lua;" .. package.path
local labels = require "lib.labels"
local program = require "lib.program"
local tsv = require "lib.tsv"

--- What a table reads: rows of a file, results by key, labels, assumptions by path, distributions,
--- and the arguments.
local function reader(a)
  return {
    arguments = a,
    rows = function(name) return (tsv.read(a.build .. "/" .. name)) end,
    results = function(name) return tsv.load_results(a.build .. "/" .. name) end,
    labels = function()
      return labels.read(a.build .. "/results.tsv", a.build .. "/words.tsv")
    end,
    assumptions = tsv.load_assumptions(a.build .. "/assumptions.tsv"),
    distributions = labels.distributions(a.distributions),
    path = function(name) return a.build .. "/" .. name end,
  }
end

program.main("OUT table=TABLE build=FOLDER distributions=FILE [NAME=TEXT ...]", function(out, ...)
  local a = program.named(...)
  local name = assert(a.table, "want table=TABLE")
  program.update(out, "% " .. name .. ".tex: written by scripts/paper/tables/" .. name
    .. ".lua.\n" .. require("paper.tables." .. name)(reader(a)))
end)
