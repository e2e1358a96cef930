-- write.lua: writes one table as TSV. TABLE is a module of this folder: a function of the results
-- and assumptions that returns a list of rows, the first of them the column names.
package.path = "scripts/?.lua;" .. package.path
local program = require "lib.program"
local tsv = require "lib.tsv"

program.main("TABLE results.tsv assumptions.tsv OUT", function(name, results, assumptions, out)
  program.write(out, tsv.text(require("tables." .. name)(tsv.load_results(results),
                                                          tsv.load_assumptions(assumptions))))
end)
