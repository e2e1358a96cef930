-- write.lua: writes tables as TSV. Each is called as a module of this folder: a function of the
-- results, assumptions, headlines and the folder of these that returns a list of rows, the first of
-- them the column names.
package.path = "scripts/?.lua;" .. package.path
local headlines = require "lib.headlines"
local program = require "lib.program"
local tsv = require "lib.tsv"

program.main("results.tsv assumptions.tsv headlines.tsv TABLE.tsv ...",
  function(results, assumptions, first, ...)
    local read = { tsv.load_results(results), tsv.load_assumptions(assumptions),
                   headlines.read(first), results:match "^(.*)/" }
    for _, path in ipairs { ... } do
      local rows = require("tables." .. path:match "([^/]+)%.tsv$")
      program.write(path, tsv.text(rows(table.unpack(read))))
    end
  end)
