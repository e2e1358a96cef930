-- headlines.lua: scripts have the headline results from their table: here with keys that none could
-- guess, and words that only this file has.
package.path = "scripts/?.lua;tests/scripts/?.lua;" .. package.path
local cases = require "cases"
local headlines = require "lib.headlines"
local program = require "lib.program"
local tsv = require "lib.tsv"

program.write("headlines.tsv", "key\tunit\tkind\tname\tlabel\n"
  .. "w.energy.few.p50\tWh\tquery\tw\tWork, once\nd.a.total\tGWh/day\tday\tm\tMix, from dawn\n"
  .. "d.b.total\tGWh/day\timproved_day\tm\tMix, from noon\n")
program.write("results.tsv", "key\tcase\tquantity\tgroup\tlever\tstatistic\tvalue\tunit\t"
  .. "standard_error\tn\nd.a.total\td\t\ta\t\ttotal\t8\tGWh/day\t0\t1\n"
  .. "d.b.total\td\t\tb\t\ttotal\t2\tGWh/day\t0\t1\n"
  .. "w.energy.few.p25\tw\tenergy\tfew\t\tp25\t1\tWh\t0\t1\n"
  .. "w.energy.few.p50\tw\tenergy\tfew\t\tp50\t4\tWh\t0\t1\n"
  .. "w.energy.few.p75\tw\tenergy\tfew\t\tp75\t9\tWh\t0\t1\n")
program.write("assumptions.tsv", "path\tvalue\ntitle\tA title\n")

local first = headlines.read "headlines.tsv"
cases.same(#first .. " " .. #first.queries .. " " .. #first.days, "3 1 1", "headlines")
cases.same(first.queries[1].key, "w.energy.few.p50", "a query")
cases.same(first.day_of.m.improved.label, "Mix, from noon", "an improved day")

local rows = require("tables.fleet")(tsv.load_results "results.tsv", {}, first)
cases.same(table.concat(rows[2], " "), "m 8 0 2 0 GWh/day 0.25", "a table of days")

local pipe = io.popen("lua5.4 scripts/terminal/headline.lua results.tsv headlines.tsv "
  .. "assumptions.tsv F B")
cases.same(pipe:read "a", "A title\n"
  .. "  Work, once                         4.00 Wh (IQR 1.00-9.00)\n"
  .. "  Mix, from dawn                     8.00 GWh, improved 2.00 GWh\n"
  .. "figures in F, numbers in B/results.tsv, tables: make tables SCENARIO=B\n", "the last lines")

cases.finish()
