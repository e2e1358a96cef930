-- number.lua: what scripts/lib/number.lua writes, against strings written by hand.
package.path = "scripts/?.lua;tests/scripts/?.lua;" .. package.path
local cases = require "cases"
local numbers = require "lib.number"
local paper, page, terminal = numbers.paper, numbers.page, numbers.terminal

cases.all({
  -- three digits, zeros at the end kept
  { "0.341", paper:shown(0.34076908311425669, 0) },
  { "4.32", paper:shown(4.3203966437228365, nil) },
  { "3.80", paper:shown(3.8017025970660177, 0) },
  { "1.00", paper:shown(0.99961, 0) }, -- the rounded number has three digits, not 1.000
  { "-0.0218", paper:shown(-0.02176, 0) },
  { "12_300", paper:shown(12345.6, 0) },
  { "1230", paper:shown(1234.56, 0) },
  { "1.23×10⁷", paper:shown(12345678.9, 0) },
  { "1.18×10⁻⁶", paper:shown(1.1842e-6, 0) },
  { "0.000118", paper:shown(1.1842e-4, 0) },
  { "0", paper:shown(0, 0) }, { "0", paper:shown(-0.0, 0) },
  -- exact ones that are short, in full
  { "1.1", paper:shown(1.1000000000000001, 0) },
  { "0.3", paper:shown(0.29999999999999999, 0) },
  { "7200", paper:shown(7200, 0) }, { "30_000", paper:shown(30000, 0) },
  { "10⁹", paper:shown(1e9, 0) }, { "333_333_333", paper:shown(333333333, 0) },
  { "1.326", paper:shown(1.3256320000000004, 0, 4) },
  { "219.6", paper:shown(219.60000000000005, 0, 4) },
  { "220", paper:shown(219.60000000000005, 0) },
  -- fewer digits where the standard error says so
  { "1.9", paper:shown(1.8876332530403654, 0.1375) },
  { "1.89", paper:shown(1.8876332530403654, 0.0137) },
  { "7580", paper:shown(7579.05, 17.8) },
  { "460", paper:shown(459.7, 13.3) },
  { "4×10⁻¹⁰", paper:shown(4.1328e-10, 5.8e-10) },
  -- with the standard error, both to its first digit
  { "0.341 ± 0.003", paper:with_error(0.34076908, 0.00281326) },
  { "1.333 ± 0.001", paper:with_error(1.3327845, 0.00098387) },
  { "0.060912 ± 0.000007", paper:with_error(0.0609123, 0.0000071) },
  { "7580 ± 20", paper:with_error(7579.05, 17.8) },
  { "-0.02 ± 0.01", paper:with_error(-0.0217, 0.0108) },
  { "(4 ± 6)×10⁻¹⁰", paper:with_error(4.1328e-10, 5.8e-10) },
  { "1.326", paper:with_error(1.325632, 0, 4) },
  { "0.0003", paper:error(0.00028) },
  -- given numbers: in full, or in three digits where they have no end
  { "1.645", paper:given(1.645) }, { "17_463.99", paper:given(17463.99) },
  { "0.0333", paper:given(1 / 30) }, { "10⁹", paper:given(1e9) },
  -- columns
  { "+0.024", paper:fixed(0.0237, 3, true) }, { "-0.063", paper:fixed(-0.0626, 3, true) },
  { "0.000", paper:fixed(-0.0001, 3, true) },
}, "paper")

cases.all({
  { "0.341", page:digits(0.34076908, 3) }, { "3.80", page:digits(3.8, 3) },
  { "-0.012", page:digits(-0.012345, 2) }, { "1~234~567", page:given(1234567) },
  { "1.00", page:digits(0.9996, 3) }, { "not a number", page:digits(0 / 0, 3) },
  { "0.341 ± 0.003", page:with_error(0.340769, 0.00281) },
  { "29 ± 1", page:with_error(28.89, 1.2) }, { "2.500", page:with_error(2.5, 0, 4) },
  { "1~000~000~000", page:cell("1000000000") }, { "1.33", page:cell("1.326", 3) },
  { "none", page:cell("none", 3) },
}, "page")

-- No case of the table below is computed: each is what a person rounds the number to.
cases.all({
  -- three digits, zeros kept, no power of ten from 0.0001 to 10 million
  { "3.80", terminal:digits(3.8017, 3) }, { "0", terminal:digits(0, 3) },
  { "0", terminal:digits(-0.0, 3) }, { "-0.0218", terminal:digits(-0.02176, 3) },
  { "12300", terminal:digits(12345.6, 3) }, { "0.000123", terminal:digits(1.2345e-4, 3) },
  { "1.23e-05", terminal:digits(1.2345e-5, 3) }, { "9990000", terminal:digits(9.994e6, 3) },
  { "1.00e+07", terminal:digits(9.996e6, 3) },
  -- rounded up to the next power of ten
  { "1.00", terminal:digits(0.9996, 3) }, { "10.0", terminal:digits(9.996, 3) },
  { "1000", terminal:digits(999.6, 3) }, { "0.000100", terminal:digits(9.996e-5, 3) },
  -- zeros at the end left out; whole numbers and words as they stand
  { "0.38", terminal:short("0.38000", 4) }, { "14690", terminal:short("14690.3", 4) },
  { "100", terminal:short(99.996, 4) }, { "12345678", terminal:short("12345678", 4) },
  { "1e-09", terminal:short("1e-9", 4) }, { "none", terminal:short("none", 4) },
  { "+0.5", terminal:short("0.5", 4, true) }, { "-0.5", terminal:short("-0.5", 4, true) },
  { "+7", terminal:short("7", 4, true) }, { "0", terminal:short("0", 4, true) },
  { "0.3408 +- 0.0028", terminal:short_with_error("0.340769", "0.00281326", 4) },
  { "0.3408", terminal:short_with_error("0.340769", "0", 4) },
  { "5 +- 0.1", terminal:short_with_error("5", "0.1", 4) },
  -- so many decimals
  { "-0.022", terminal:fixed(-0.0218, 3) }, { "0.00", terminal:fixed(-0.0001, 2) },
  { "+1.5", terminal:fixed(1.5, 1, true) }, { "1200", terminal:fixed(1234, -2) },
  { "0", terminal:fixed(-3, -2) }, { "1000", terminal:fixed(999.96, 0) },
  -- with a standard error
  { "0.341 +- 0.003", terminal:with_error(0.34076908, 0.00281326) },
  { "188 +- 1", terminal:with_error(188.24, 0.96) },
  { "7580 +- 20", terminal:with_error(7579, 17.8) },
  { "0.00 +- 0.01", terminal:with_error(-0.001, 0.0108) },
  { "(4 +- 6)e-10", terminal:with_error(4.1328e-10, 5.8e-10) },
  { "0.341", terminal:with_error(0.34076908, 1e-18) }, { "0.341", terminal:with_error(0.34076908) },
  -- no numbers, huge and tiny ones
  { "not a number", terminal:fixed(0 / 0, 2) }, { "not a number", terminal:short(0 / 0, 4) },
  { "infinite", terminal:digits(1 / 0, 3) }, { "-infinite", terminal:short(-1 / 0, 4) },
  { "infinite", terminal:with_error(1 / 0, 0.1) },
  { "0.341", terminal:with_error(0.34076908, 1 / 0) },
  { "1.80e+308", terminal:digits(1.7976931348623157e308, 3) },
  { "4.9e-324", terminal:digits(4.9406564584124654e-324, 2) },
  { "4.94×10⁻³²⁴", paper:shown(4.9406564584124654e-324) },
  { "-1.80×10³⁰⁸", paper:shown(-1.7976931348623157e308) },
  { "infinite", paper:given(1 / 0) }, { "-infinite", page:digits(-1 / 0, 3) },
  { "not a number", paper:shown(0 / 0, 0.1) },
}, "terminal")
cases.same(numbers.decimals(0, 3), 0, "decimals of 0")
cases.same(numbers.decimals(0.9996, 3), 2, "decimals of what is rounded up")
cases.same(numbers.decimals(-12345, 3), -2, "decimals before the point")
cases.same(numbers.has_error(1, nil), false, "no error")
cases.same(numbers.has_error(1, 1e-13), false, "an error that is rounding")
cases.same(numbers.has_error(0, 1e-300), true, "an error of 0")
cases.finish()
