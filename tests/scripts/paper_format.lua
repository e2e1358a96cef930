-- paper_format.lua: what scripts/paper/format.lua and tex.lua write, against strings written by hand.
-- Usage: paper_format.lua; prints each that differs; status 1 if there is one.
package.path = "scripts/paper/?.lua;" .. package.path
local format, tex = require "format", require "tex"

-- In what is wanted: "_" for a thin space, "~" for a tie, "-" for a real minus where a number follows.
local function plain(text)
  return (text:gsub("\u{202F}", "_"):gsub("\u{00A0}", "~"):gsub("\u{2212}", "-"))
end

local CASES = {
  -- three digits, zeros at the end kept
  { "0.341", format.number(0.34076908311425669, 0) },
  { "4.32", format.number(4.3203966437228365, nil) },
  { "3.80", format.number(3.8017025970660177, 0) },
  { "1.00", format.number(0.99961, 0) }, -- the rounded number has three digits, not 1.000
  { "-0.0218", format.number(-0.02176, 0) },
  { "12_300", format.number(12345.6, 0) },
  { "1230", format.number(1234.56, 0) },
  { "1.23×10⁷", format.number(12345678.9, 0) },
  { "1.18×10⁻⁶", format.number(1.1842e-6, 0) },
  { "0.000118", format.number(1.1842e-4, 0) },
  { "0", format.number(0, 0) }, { "0", format.number(-0.0, 0) },
  -- exact ones that are short, in full
  { "1.1", format.number(1.1000000000000001, 0) },
  { "0.3", format.number(0.29999999999999999, 0) },
  { "7200", format.number(7200, 0) }, { "30_000", format.number(30000, 0) },
  { "10⁹", format.number(1e9, 0) }, { "333_333_333", format.number(333333333, 0) },
  { "1.326", format.number(1.3256320000000004, 0, 4) },
  { "219.6", format.number(219.60000000000005, 0, 4) },
  { "220", format.number(219.60000000000005, 0) },
  -- fewer digits where the standard error says so
  { "1.9", format.number(1.8876332530403654, 0.1375) },
  { "1.89", format.number(1.8876332530403654, 0.0137) },
  { "7580", format.number(7579.05, 17.8) },
  { "460", format.number(459.7, 13.3) },
  { "4×10⁻¹⁰", format.number(4.1328e-10, 5.8e-10) },
  -- with the standard error, both to its first digit
  { "0.341 ± 0.003", format.with_error(0.34076908, 0.00281326) },
  { "1.333 ± 0.001", format.with_error(1.3327845, 0.00098387) },
  { "0.060912 ± 0.000007", format.with_error(0.0609123, 0.0000071) },
  { "7580 ± 20", format.with_error(7579.05, 17.8) },
  { "-0.02 ± 0.01", format.with_error(-0.0217, 0.0108) },
  { "(4 ± 6)×10⁻¹⁰", format.with_error(4.1328e-10, 5.8e-10) },
  { "1.326", format.with_error(1.325632, 0, 4) },
  { "0.0003", format.error(0.00028) },
  -- given numbers: in full, or in three digits where they have no end
  { "1.645", format.given(1.645) }, { "17_463.99", format.given(17463.99) },
  { "0.0333", format.given(1 / 30) }, { "10⁹", format.given(1e9) },
  -- columns
  { "+0.024", format.fixed(0.0237, 3, true) }, { "-0.063", format.fixed(-0.0626, 3, true) },
  { "0.000", format.fixed(-0.0001, 3, true) },
  -- units
  { "_Wh", format.unit "Wh" }, { "_GWh/day", format.unit "GWh/day" }, { "~tokens", format.unit "token" },
  { "~token", format.unit("token", "1") }, { "~tokens/s", format.unit "token/s" }, { "", format.unit "1" },
  { "~nodes", format.unit "node" }, { "%", format.unit "percent" }, { "kWh/day", format.unit_name "kWh/day" },
  { "tokens", format.unit_name "token" },
  -- assumptions in words
  { "log-normal, P5 1.05, P95 1.6", format.assumption("lognormal(p5=1.05,p95=1.6)", "1") },
  { "exponential, median 300~tokens", format.assumption("exponential(median=300)", "token") },
  { "log-normal, median 0.7_Wh, P95/P5 2.25", format.assumption("lognormal(median=0.7,ratio=2.25)", "Wh") },
  { "500~tokens", format.assumption("constant(value=500)", "token") },
  { "11.3_kW", format.assumption("11.3", "kW") }, { "10⁹~queries/day", format.assumption("1e9", "query/day") },
  { "405~billion", format.assumption("405", "1e9") }, { "nearest", format.assumption("nearest", "-") },
  { "5–95%, then 10–90%", format.assumption("5-95 10-90", "percent") },
  { "none", format.assumption("none", "percent") },
  { "A title = 3 (x, y)", format.assumption("A title = 3 (x, y)", "-") },
  -- what the original prints
  { "1.5–2", format.printed "1.5-2" }, { "about 6%", format.printed "~6%" },
  { "4", tostring(format.digits_printed "271.2") }, { "2", tostring(format.digits_printed "0.34") },
  { "0", tostring(format.digits_printed "bimodal") },
  -- TeX: what a text says is shown, never obeyed
  { [[50\% \& \_more\_ \#1 \textbackslash{}input\{x\}]], tex.text [[50% & _more_ #1 \input{x}]] },
  { [[\$x\textasciicircum{}2\$ \textasciitilde{} \textquotedbl{}\textless{}b\textgreater{}\textquotedbl{}]],
    tex.text [[$x^2$ ~ "<b>"]] },
  { [[a b -\nolig{}-\nolig{}- c]], tex.text "a\nb --- c" },
  { [[4×10\textsuperscript{-10}\thin{}Wh]], tex.text "4×10⁻¹⁰\u{202F}Wh" },
  { [[10\textsuperscript{9}~tokens]], tex.text "10⁹\u{00A0}tokens" },
  { "a\u{FFFD}b", tex.text "a\xffb" },
  { [[a\_\allowbreak{}b.\allowbreak{}c 1.5/\allowbreak{}2]], tex.breakable "a_b.c 1.5/2" },
}

local bad = 0
for i, case in ipairs(CASES) do
  local want, found = case[1], plain(case[2])
  if found ~= want then
    print(("case %d: found \"%s\", want \"%s\""):format(i, found, want))
    bad = bad + 1
  end
end
os.exit(bad == 0)
