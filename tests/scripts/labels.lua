-- labels.lua: what scripts/lib/labels.lua and paper/tex.lua write, against strings written by hand.
package.path = "scripts/?.lua;tests/scripts/?.lua;" .. package.path
local cases = require "cases"
local labels = require "lib.labels"
local numbers = require "lib.number"
local program = require "lib.program"
local tex = require "paper.tex"
local paper = numbers.paper
local KNOWN = {
  lognormal = { words = "log-normal",
                parameters = { p5 = { words = "P5" }, p95 = { words = "P95" },
                               ratio = { words = "P95/P5", is_width = true } } },
}

cases.all({
  -- units
  { "_Wh", labels.unit(paper, "Wh") }, { "_GWh/day", labels.unit(paper, "GWh/day") },
  { "~tokens", labels.unit(paper, "token") }, { "~token", labels.unit(paper, "token", "1") },
  { "~tokens/s", labels.unit(paper, "token/s") }, { "", labels.unit(paper, "1") },
  { "~nodes", labels.unit(paper, "node") }, { "%", labels.unit(paper, "percent") },
  { "kWh/day", labels.unit_name "kWh/day" }, { "tokens", labels.unit_name "token" },
  -- assumptions in words
  { "log-normal, P5 1.05, P95 1.6", labels.assumption("lognormal(p5=1.05,p95=1.6)", "1", KNOWN) },
  { "exponential, median 300~tokens",
    labels.assumption("exponential(median=300)", "token", KNOWN) },
  { "log-normal, median 0.7_Wh, P95/P5 2.25",
    labels.assumption("lognormal(median=0.7,ratio=2.25)", "Wh", KNOWN) },
  { "500~tokens", labels.assumption("constant(value=500)", "token", KNOWN) },
  { "11.3_kW", labels.assumption("11.3", "kW", KNOWN) },
  { "10⁹~queries/day", labels.assumption("1e9", "query/day", KNOWN) },
  { "405~billion", labels.assumption("405", "1e9", KNOWN) },
  { "nearest", labels.assumption("nearest", "-", KNOWN) },
  { "5–95%, then 10–90%", labels.assumption("5-95 10-90", "percent", KNOWN) },
  { "none", labels.assumption("none", "percent", KNOWN) },
  { "A title = 3 (x, y)", labels.assumption("A title = 3 (x, y)", "-", KNOWN) },
  -- what the original prints
  { "1.5–2", labels.printed "1.5-2" }, { "about 6%", labels.printed "~6%" },
  { "4", tostring(labels.digits_printed "271.2") }, { "2", tostring(labels.digits_printed "0.34") },
  { "0", tostring(labels.digits_printed "bimodal") },
  { "~queries", labels.unit(numbers.page, "query") }, { "~Wh", labels.unit(numbers.page, "Wh") },
  { " Wh", labels.unit(numbers.terminal, "Wh") }, { "", labels.unit(numbers.page, "-") },
}, "labels")

-- Labels of a scenario where it gives some, else the name.
local ASSUMPTIONS = setmetatable({
  ["model.a.label"] = "Model A", ["workload.w.label"] = "Work", ["case.w.workload"] = "w",
  ["case.w_500.workload"] = "w", ["case.w_500.input_tokens"] = "constant(value=500)",
  ["case.w_p.workload"] = "w", ["case.w_p.power"] = "coupled", ["case.other.workload"] = "w",
}, { __index = function() return "" end })
cases.all({
  { "Model A", labels.of(ASSUMPTIONS, "model", "a") },
  { "b", labels.of(ASSUMPTIONS, "model", "b") },
  { "Work", labels.case(ASSUMPTIONS, "w") },
  { "Work, input 500~tokens", labels.case(ASSUMPTIONS, "w_500") },
  { "Work, coupled power", labels.case(ASSUMPTIONS, "w_p") },
  { "other", labels.case(ASSUMPTIONS, "other") },
}, "names")

-- The words of keys by their parts, as words.tsv has them.
program.write("results.tsv", "key\tcase\tquantity\tgroup\tlever\tstatistic\tvalue\n"
  .. "w.energy.frontier_all.serving.p50\tw\tenergy\tfrontier_all\tserving\tp50\t1\n"
  .. "fleet.m.total\tfleet\t\tm\t\ttotal\t1\nfleet.line.total\tfleet\t\tline\t\ttotal\t1\n")
program.write("words.tsv", "key\twords\tunit\tcase\tquantity\tgroup\tlever\tstatistic\n"
  .. "w.energy.frontier_all.serving.p50\tall of it\tWh\tWork\tenergy of a query\tall models\t"
  .. "Serving\tmedian\nfleet.m.total\ta day\tGWh/day\tfleet\tenergy of a day\tMix\t\ttotal\n"
  .. "fleet.line.total\ta line\tGWh/day\tfleet\ta line\t\t\ttotal\n")
local words = labels.read("results.tsv", "words.tsv")
cases.all({
  { "Work", words.case.w }, { "all models", words.group.frontier_all },
  { "Serving", words.lever.serving }, { "Baseline", words.lever.none },
  { "Mix", words.day.m }, { "a line", words.day.line }, { "other", words.group.other },
}, "words of keys")
cases.same(select(2, labels.part(KNOWN, "lognormal", "ratio", "token")), "1", "a width's unit")
cases.same(select(2, labels.part(KNOWN, "lognormal", "p5", "token")), "token", "a place's unit")

cases.all({
  -- TeX: what a text says is shown, never obeyed
  { [[50\% \& \_more\_ \#1 \textbackslash{}input\{x\}]], tex.text [[50% & _more_ #1 \input{x}]] },
  { [[\$x\textasciicircum{}2\$ \textasciitilde{} \textquotedbl{}\textless{}]]
    .. [[b\textgreater{}\textquotedbl{}]], tex.text [[$x^2$ ~ "<b>"]] },
  { [[a b -\nolig{}-\nolig{}- c]], tex.text "a\nb --- c" },
  { [[4×10\textsuperscript{-10}\thin{}Wh]], tex.text "4×10⁻¹⁰\u{202F}Wh" },
  { [[10\textsuperscript{9}~tokens]], tex.text "10⁹\u{00A0}tokens" },
  { "a\u{FFFD}b", tex.text "a\xffb" },
  { [[a\_\allowbreak{}b.\allowbreak{}c 1.5/\allowbreak{}2]], tex.breakable "a_b.c 1.5/2" },
}, "TeX")
cases.finish()
