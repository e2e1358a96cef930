-- write.lua: writes one table as TSV. TABLE is a module of this folder: a function of the results,
-- assumptions, headlines and the folder of these that returns a list of rows, the first of them the
-- column names.
package.path = "scripts/?.lua;" .. package.path
local headlines = require "lib.headlines"
local program = require "lib.program"
local tsv = require "lib.tsv"

program.main("TABLE results.tsv assumptions.tsv headlines.tsv OUT",
  function(name, results, assumptions, first, out)
    local rows = require("tables." .. name)
    program.write(out, tsv.text(rows(tsv.load_results(results), tsv.load_assumptions(assumptions),
                                     headlines.read(first), results:match "^(.*)/")))
  end)
