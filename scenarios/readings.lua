-- readings.lua: how the text can be read, and what the released analysis does instead. Each list has the readings
-- of one row of docs/reproduction.md; `make multiverse` evaluates every combination of them.

local paper = "arXiv:2509.20241v1, "
local code = "released analysis (github.com/microsoft/aienergy_simulation, April 2026)"

-- The mean that printed quartiles of L_out imply: those of an exponential are mean ln(4/3) and mean ln 4, so that
-- they are mean ln 3 apart. The means are then 445 and 6988 tokens, the medians 309 and 4844.
local function mean_of_quartiles(q1, q3) return (q3 - q1) / math.log(3) end

scenario { extends = "paper", title = "Readings of the paper (arXiv v1)" }

readings {
  -- row 1
  pue = {
    lognormal { p5 = 1.05, p95 = 1.60, source = code },
    lognormal { p5 = 1.05, p95 = 1.40, source = paper .. "sec. 2" },
  },
  -- row 2: 0.4-0.9 "centred at 0.7" says three things of two parameters
  utilisation = {
    lognormal { p5 = 0.4, p95 = 0.9, source = code },
    lognormal { median = 0.7, ratio = 0.9 / 0.4, source = paper .. "sec. 2", note = "0.7 as the median" },
    lognormal { mean = 0.7, ratio = 0.9 / 0.4, source = paper .. "sec. 2", note = "0.7 as the mean" },
  },
  -- row 4
  rows = {
    value { "released", source = code },
    value { "all", source = paper .. "Supplemental I" },
  },
  -- row 5
  few_rows = {
    value { "constant_largest", source = code },
    value { "least_norm", source = paper .. "Supplemental II" },
  },
  -- row 7: the two lengths are read in the same way
  output_tokens = {
    reading {
      label = "median as stated",
      ["output_tokens.traditional"] = exponential { median = 300, source = paper .. "sec. 2" },
      ["output_tokens.test_time_scaling"] = exponential { median = 5000, source = paper .. "sec. 2" },
    },
    reading {
      label = "quartiles as printed",
      ["output_tokens.traditional"] = exponential {
        mean = mean_of_quartiles(129, 618), source = paper .. "sec. 2", note = "printed quartiles 129-618",
      },
      ["output_tokens.test_time_scaling"] = exponential {
        mean = mean_of_quartiles(2040, 9717), source = paper .. "sec. 2", note = "printed quartiles 2040-9717",
      },
    },
  },
  -- row 9
  pool = {
    value { "largest_medians", source = code },
    value { "above_200b", source = paper .. "sec. 3" },
  },
  trim = {
    value { { { 5, 95 }, { 10, 90 } }, source = code },
    value { "none", source = paper .. "sec. 3", note = "the text trims nothing" },
  },
  -- row 12
  ["fleet.lever.traditional"] = {
    lognormal { p5 = 1.5, p95 = 3.5, source = code },
    lognormal { p5 = 1.5, p95 = 3, source = paper .. "sec. 4" },
  },
  -- row 14
  input_weight = {
    value { 1 / 30, source = code },
    value { 1, source = paper .. "Supplemental III", note = "L_eff = L_out + L_in" },
  },
  -- row 15
  coupled_power = {
    linear { idle = 0.24, cap = 0.80, source = code },
    linear { idle = "node", cap = 0.9, source = paper .. "Supplemental IV", note = "from P_idle to 0.9 P_max" },
  },
}
