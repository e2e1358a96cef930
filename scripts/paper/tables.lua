-- tables.lua: writes one table of the paper in TeX. Usage: tables.lua OUT table=NAME build=FOLDER
--            [from=NAME] [multiverse=FOLDER] [inputs='FILE ...']
-- NAME is a module of scripts/paper/tables/: a function of what there is to read that returns TeX.
package.path = "scripts/paper/?.lua;scripts/tables/?.lua;scripts/audit/?.lua;scripts/verify/?.lua;"
  .. package.path
local program = require "program"
local results = require "results"

--- What a table reads: rows of a file, results by key, assumptions by path, and the arguments.
local function reader(a)
  return {
    arguments = a,
    rows = function(name) return (results.read(a.build .. "/" .. name)) end,
    results = function(name) return results.load_results(a.build .. "/" .. name) end,
    assumptions = results.load_assumptions(a.build .. "/assumptions.tsv"),
    path = function(name) return a.build .. "/" .. name end,
  }
end

program.main("tables.lua", "OUT table=NAME build=FOLDER ...", arg, function(a)
  local name = assert(a.table, "want table=NAME")
  program.publish(a.out, "% " .. name .. ".tex: written by scripts/paper/tables/" .. name
    .. ".lua.\n" .. require("tables." .. name)(reader(a)))
end)
