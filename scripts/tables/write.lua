-- write.lua: writes one table as TSV. TABLE is a module of this folder: a function of the results,
-- the assumptions and the folder of both that returns a list of rows, the first of them the column
-- names.
package.path = "scripts/?.lua;" .. package.path
local program = require "lib.program"
local tsv = require "lib.tsv"

program.main("TABLE results.tsv assumptions.tsv OUT", function(name, results, assumptions, out)
  local rows = require("tables." .. name)
  program.write(out, tsv.text(rows(tsv.load_results(results), tsv.load_assumptions(assumptions),
                                   results:match "^(.*)/")))
end)
