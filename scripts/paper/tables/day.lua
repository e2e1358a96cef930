-- day.lua: the day that was drawn query by query, for each mix.
local booktabs, format, words = require "booktabs", require "format", require "words"
local results = require "results"

-- What is said, and the key behind day.MIX. of it.
local LINES = {
  { "queries", "queries.all.total" },
  { "energy of the queries", "energy.all.total" },
  { "with the fleet's lever", "energy.all.improved.total" },
  { "with the scenario's β", "fleet_energy.all.total" },
  { "with both", "fleet_energy.all.improved.total" },
  { "a query, P5", "energy.all.p5" }, { "a query, P50", "energy.all.p50" },
  { "a query, P95", "energy.all.p95" }, { "a query, largest", "energy.all.max" },
  { "busy nodes, mean", "nodes.all.mean" }, { "busy nodes, most", "nodes.all.max" },
  { "idle nodes, mean", "idle_nodes.all.mean" },
  { "mean load", "mean_load.all.total" },
  { "β, as the day ran", "beta.all.total" }, { "β, in closed form", "beta_derived.all.total" },
}

return function(get)
  local mixes, day = results.names(get.assumptions.mixes), get.results "day.tsv"
  local columns = { { "Day", "l" } }
  for _, mix in ipairs(mixes) do columns[#columns + 1] = { words.mix(get.assumptions, mix), "r" } end
  columns[#columns + 1] = { "unit", "l" }
  local t = booktabs.new(columns)
  for _, line in ipairs(LINES) do
    local cells, unit = { line[1] }, ""
    for _, mix in ipairs(mixes) do
      local row = day("day." .. mix .. "." .. line[2], true)
      cells[#cells + 1] = row and format.with_error(row.value, row.standard_error,
        format.digits_of(row)) or "–"
      unit = row and row.unit or unit
    end
    cells[#cells + 1] = format.unit_name(unit)
    t:row(cells)
  end
  return t:text()
end
