-- day.lua: the few numbers that `make fleet` ends with, for each mix, and where the figures are.
package.path = "scripts/?.lua;" .. package.path
local labels = require "lib.labels"
local number = require("lib.number").terminal
local program = require "lib.program"
local tsv = require "lib.tsv"

--- The unit of an energy of so many GWh that wants no row of zeros, and how many of it are one GWh.
local function energy_unit(gwh)
  if gwh >= 0.01 or gwh <= 0 then return "GWh", 1 end
  if gwh >= 1e-3 then return "MWh", 1e3 end
  if gwh >= 1e-6 then return "kWh", 1e6 end
  return "Wh", 1e9
end

local function with_error(row, factor)
  return number:with_error(row.value * factor, row.standard_error * factor)
end

--- An energy of a day and that with the lever, in one unit.
local function energies(baseline, improved)
  local unit, factor = energy_unit(baseline.value)
  return ("%s %s/day, improved %s"):format(with_error(baseline, factor), unit,
                                           with_error(improved, factor))
end

--- 1000000000 as 1 000 000 000.
local function grouped(n)
  local text = ("%d"):format(n):reverse():gsub("(%d%d%d)", "%1 "):reverse()
  return (text:gsub("^ ", ""))
end

local function line(label, text) print(("  %-25s %s"):format(label, text)) end

local function print_mix(get, assumptions, mix)
  local function row(key, optional) return get("day." .. mix .. "." .. key, optional) end
  local function value(key) return row(key).value end
  --- A statistic of the queries, "-" where there is none.
  local function told(key)
    return row(key, true) and number:digits(value(key), 3) or "-"
  end
  local n = value "queries.all.total"
  print(("%s, %s %s"):format(labels.of(assumptions, "mix", mix), grouped(n),
                             n == 1 and "query" or "queries"))
  line("energy of the queries", energies(row "energy.all.total", row "energy.all.improved.total"))
  line("with the scenario's beta",
       energies(row "fleet_energy.all.total", row "fleet_energy.all.improved.total"))
  line("a query", ("P5 %s  median %s  P95 %s  largest %s Wh"):format(told "energy.all.p5",
    told "energy.all.p50", told "energy.all.p95", told "energy.all.max"))
  local fleet = value "nodes.all.mean" + value "idle_nodes.all.mean"
  line("nodes", ("%s busy on average, %s at most, of %s; %s idle on average"):format(
    told "nodes.all.mean", told "nodes.all.max", number:digits(fleet, 3),
    told "idle_nodes.all.mean"))
  line("beta, as the day ran", ("%s; expected %s; in closed form %s"):format(
    with_error(row "beta.all.total", 1), number:fixed(value "beta_expected.all.total", 4),
    number:fixed(value "beta_derived.all.total", 4)))
end

program.main("day.tsv assumptions.tsv [FIGURE ...]", function(day, written, ...)
  local get, assumptions = tsv.load_results(day), tsv.load_assumptions(written)
  print(assumptions.title)
  for _, mix in ipairs(tsv.names(assumptions.mixes)) do print_mix(get, assumptions, mix) end
  if ... then line("figures", table.concat({ ... }, " ")) end
end)
