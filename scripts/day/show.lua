-- show.lua: the few numbers that `make fleet` ends with, for each mix, and where the figures are.
-- Usage: show.lua day.tsv assumptions.tsv [FIGURE ...]
package.path = "scripts/tables/?.lua;" .. package.path
local results = require "results"

if #arg < 2 then
  io.stderr:write("usage: show.lua day.tsv assumptions.tsv [FIGURE ...]\n")
  os.exit(2)
end

--- Three digits, zeros at the end kept.
local function digits3(x)
  if x == 0 then return "0" end
  local rounded = tonumber(("%.2e"):format(x))
  local decimals = 2 - math.floor(math.log(math.abs(rounded), 10) + 1e-12)
  if decimals > 6 or decimals < -4 then return ("%.2e"):format(x) end
  return ("%%.%df"):format(math.max(0, decimals)):format(rounded)
end

--- To a multiple of `unit`, if that is above 1; decimals are for format to round.
local function nearest(x, unit)
  return unit > 1 and math.floor(x / unit + 0.5) * unit or x
end

--- A number and its standard error, both to the error's first digit; three digits where there is
--- none.
local function with_error(row, factor)
  local value, err = row.value * (factor or 1), row.standard_error * (factor or 1)
  if not (err > 1e-12 * math.abs(value)) then return digits3(value) end
  local decimals = -math.floor(math.log(err, 10) + 1e-12)
  local unit = 10 ^ math.max(0, -decimals)
  local format = ("%%.%df"):format(math.max(0, decimals))
  return (format .. " +- " .. format):format(nearest(value, unit), nearest(err, unit))
end

--- The unit of an energy of so many GWh that wants no row of zeros, and how many of it are one GWh.
local function energy_unit(gwh)
  if gwh >= 0.01 or gwh <= 0 then return "GWh", 1 end
  if gwh >= 1e-3 then return "MWh", 1e3 end
  if gwh >= 1e-6 then return "kWh", 1e6 end
  return "Wh", 1e9
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

--- A statistic of the queries, "-" where day.tsv has none.
local function told(get, key)
  local row = get(key, true)
  return row and digits3(row.value) or "-"
end

local function print_mix(get, assumptions, mix)
  local prefix = "day." .. mix .. "."
  local function row(key) return get(prefix .. key) end
  local function number(key) return digits3(row(key).value) end
  local n = row("queries.all.total").value
  print(("%s, %s %s"):format(assumptions["mix." .. mix .. ".label"], grouped(n),
                             n == 1 and "query" or "queries"))
  line("energy of the queries", energies(row "energy.all.total", row "energy.all.improved.total"))
  line("with the scenario's beta",
       energies(row "fleet_energy.all.total", row "fleet_energy.all.improved.total"))
  local energy = prefix .. "energy.all."
  line("a query", ("P5 %s  median %s  P95 %s  largest %s Wh"):format(told(get, energy .. "p5"),
    told(get, energy .. "p50"), told(get, energy .. "p95"), told(get, energy .. "max")))
  local fleet = row("nodes.all.mean").value + row("idle_nodes.all.mean").value
  line("nodes", ("%s busy on average, %s at most, of %s; %s idle on average"):format(
    number "nodes.all.mean", number "nodes.all.max", digits3(fleet), number "idle_nodes.all.mean"))
  line("beta, as the day ran", ("%s; expected %.4f; in closed form %.4f"):format(
    with_error(row "beta.all.total"), row("beta_expected.all.total").value,
    row("beta_derived.all.total").value))
end

local function show()
  local get = results.load_results(arg[1])
  local assumptions = results.load_assumptions(arg[2])
  print(assumptions.title)
  for _, mix in ipairs(results.names(assumptions.mixes)) do print_mix(get, assumptions, mix) end
  if #arg > 2 then
    line("figures", table.concat(arg, " ", 3))
  end
end

local ok, problem = pcall(show)
if not ok then
  io.stderr:write("show.lua: ", tostring(problem), "\n")
  os.exit(1)
end
