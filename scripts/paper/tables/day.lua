-- day.lua: the day that was drawn query by query, for each mix.
local booktabs = require "paper.booktabs"
local labels = require "lib.labels"
local number = require("lib.number").paper
local tsv = require "lib.tsv"

-- What is said under which title, and the key behind day.MIX. of it.
local SECTIONS = {
  { "Energy of the day, GWh/day", { "of the queries", "energy.all.total" },
    { "with the fleet's lever", "energy.all.improved.total" },
    { "with the scenario's β", "fleet_energy.all.total" },
    { "with both", "fleet_energy.all.improved.total" } },
  { "Energy of a query, Wh", { "P5", "energy.all.p5" }, { "P50", "energy.all.p50" },
    { "P95", "energy.all.p95" }, { "largest", "energy.all.max" } },
  { "Nodes", { "busy, mean", "nodes.all.mean" }, { "busy, most", "nodes.all.max" },
    { "idle, mean", "idle_nodes.all.mean" } },
  { "Factors", { "mean load", "mean_load.all.total" }, { "β, as the day ran", "beta.all.total" },
    { "β, in closed form", "beta_derived.all.total" } },
}

return function(get)
  local mixes, day = tsv.names(get.assumptions.mixes), get.results "day.tsv"
  local columns = { { "Day", "l" } }
  for i, mix in ipairs(mixes) do
    columns[1 + i] = { labels.of(get.assumptions, "mix", mix), "r" }
  end
  local t = booktabs.new(columns)
  local function add(name, key)
    local cells = { name }
    for _, mix in ipairs(mixes) do
      local row = day("day." .. mix .. "." .. key, true)
      cells[#cells + 1] = row and number:with_error(row.value, row.standard_error,
        labels.digits_of(row)) or "–"
    end
    t:row(cells)
  end
  add("queries", "queries.all.total")
  for _, section in ipairs(SECTIONS) do
    t:section(section[1])
    for i = 2, #section do add(table.unpack(section[i])) end
  end
  return t:text()
end
