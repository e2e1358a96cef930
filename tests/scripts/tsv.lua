-- tsv.lua: tables of the pipeline, CSV and the ledger are read as they stand in their files.
package.path = "scripts/?.lua;tests/scripts/?.lua;" .. package.path
local audit = require "lib.audit"
local cases = require "cases"
local ledger = require "lib.ledger"
local program = require "lib.program"
local tsv = require "lib.tsv"

local function written(name, text)
  program.write(name, text)
  return name
end

local rows, header, comments = tsv.read(written("a.tsv", '# of a\n#b\nkey\tvalue\tnote\n'
  .. 'x\t\t"a ""quoted"" word"\ny\t2\t\n'))
cases.same(#rows .. " " .. table.concat(header, ","), "2 key,value,note", "rows and header")
cases.same(table.concat(comments, "|"), "of a|b", "comments")
cases.same(rows[1].value .. "|" .. rows[1].note, '|a "quoted" word', "an empty cell, a quoted one")
cases.same(rows[2].note, "", "an empty cell at the end")
cases.same(pcall(tsv.read, written("b.tsv", "# nothing\n")), false, "no header")

rows = tsv.read(written("a.csv", 'id,formula,name\na,"max(b, c)","P5; P95, all"\nd,,\n'))
cases.same(rows[1].formula .. "|" .. rows[1].name, "max(b, c)|P5; P95, all", "commas in quotes")
cases.same(rows[2].formula .. rows[2].name, "", "empty cells of CSV")

-- A result in each form that docs/files.md tells of: with a lever, without, of the fleet.
for _, row in ipairs {
  { "w.energy.frontier.serving", "w", "energy", "frontier", "serving" },
  { "w.frontier.m", "w", "frontier", "m", "" }, { "fleet.beta", "fleet", "", "beta", "" },
} do
  cases.same(tsv.family { case = row[2], quantity = row[3], group = row[4], lever = row[5] }, row[1],
             "a family")
end

cases.same(tsv.text { { "a", "b" }, { 1, 2.0 }, { 1 / 3, "-" } }, "a\tb\n1\t2\n0.333333333\t-\n",
  "a table as text")
local get = tsv.load_results(written("r.tsv", "key\tvalue\tstandard_error\tn\nk\t1e-3\t0\t5\n"))
cases.same(get("k").value, "0.001", "a result")
cases.same(get("l", true), "nil", "an optional result")
cases.same(select(2, pcall(get, "l")), "r.tsv: found no key l", "no such result")

local of, list, kinds = ledger.read(written("l.tsv",
  "# results: n new, o old_one (a part, and another)\n# drawn with philox: k.b, no closed form\n"
  .. "path\tsource\telasticity:k.a\telasticity:k.b\npue\tnone given\t1\t-\nz\tme\t0\t2\n"))
cases.same(ledger.counts_text(of), "2 assumptions, 1 of them without a source", "sources")
cases.same(list[2].letter .. list[2].key .. list[2].drawn, "Bk.bno closed form", "elasticities")
cases.same(#kinds .. kinds[1][1] .. kinds[1][2] .. kinds[2][1] .. kinds[2][2], "2nnewoold_one",
  "kinds of results")

-- Every number that a formula gives has a name; one without a formula goes by its id.
local names = audit.names()
cases.same(names["base.trad.median"], "traditional, median", "a name")
cases.same(names["in.pue.1"] .. "|" .. names["in.pue.2"], "PUE, P5|PUE, P95", "names of parts")
cases.same(names["nothing.like.it"], "nothing.like.it", "no name")
for _, row in ipairs(tsv.read "data/published_formulae.csv") do
  local id = row.formula:find(";", 1, true) and row.id .. ".1" or row.id
  local _, formulae = row.formula:gsub(";", "")
  local _, parts = row.name:gsub(";", "")
  cases.same(names[id] ~= id, true, "a name of " .. id)
  cases.same(parts, formulae, "as many names as formulae of " .. id)
end
cases.finish()
