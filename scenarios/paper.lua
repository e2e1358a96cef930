-- paper.lua: what the numbers that the paper prints rest on (F. Oviedo et al., "Energy Use of AI Inference:
-- Efficiency Pathways and Test-Time Compute", arXiv:2509.20241v1, September 2025).
--
-- Where text and print part ways, this file has what reproduces the print, and the value's note says what the
-- text has; scenarios/text.lua takes the text at its word. To make a scenario of your own, copy nothing: write
--
--     scenario { extends = "paper", pue = lognormal { p5 = 1.05, p95 = 1.20, source = "our own meters" } }
--
-- into scenarios/mine.lua and run `make figures SCENARIO=mine`. What is not named stays as it is here; what is
-- named is replaced whole, with its source and note. `make help-scenario` lists every key with its unit and
-- range, `make check-scenarios` checks all files.
--
-- How values are written:
--   42, "nearest"                               plain; the unit is the key's
--   value { 42, source = "...", note = "..." }  the same, and where it comes from
--   11.3 * kW                                   with a unit, which is checked: W kW MW Wh kWh billion
--   lognormal { p5 = 1, p95 = 2 }               a distribution by what is known of it. `make help-scenario` ends
--                                               with all there are, from the program's own rows; what stands
--                                               there as lognormal(mean,cv) is lognormal { mean = 1, cv = 2 }.
--                                               ratio is P95/P5, cv is deviation over mean. A constant takes
--                                               its value bare, constant { 5 }; a number alone is one, too
-- Arithmetic, `local` names and `math` are there; nothing else of Lua is.

local paper = "arXiv:2509.20241v1, "
local code = "released analysis (github.com/microsoft/aienergy_simulation, April 2026)"

scenario {
  title = "What reproduces the printed numbers (arXiv v1)",

  -- The draws. mt19937 replays the released analysis; for anything new take "philox", where variations share
  -- their draws and a difference is the change and not the noise.
  generator = value { "mt19937", source = code },
  seed = value { 42, source = code },
  queries = value { 10000, source = code, note = "for each model in each case" },
  z = value { 1.645, source = code, note = "rounded; exactly 1.6448536" },

  -- Eq. 1: E = PUE / 3.6 * P_node * L_eff / TPS, with P_node = u P_max
  pue = lognormal {
    p5 = 1.05, p95 = 1.60, source = code,
    note = "sec. 2 prints 1.05-1.40, which does not give the printed energies",
  },
  utilisation = lognormal {
    p5 = 0.4, p95 = 0.9, source = paper .. "sec. 2",
    note = "the text also centres it at 0.7, which these two percentiles do not; not clipped, 1.9% of draws above 1",
  },
  rounding = value {
    "nearest", source = code,
    note = "L_out to the nearest whole token, half to even; zero is possible, TPS is then taken at 1e-6 tokens",
  },

  -- The frontier of large models, and how its sample is trimmed
  pool = value {
    "largest_medians", source = code,
    note = "sec. 3 says an equal sample of the three models above 200B; the analysis takes those with the "
      .. "largest medians, chosen afresh for each case",
  },
  pool_size = value { 3, source = code },
  trim = value {
    { { 5, 95 }, { 10, 90 } }, source = code,
    note = "percent of each model's own sample, the second cut of what the first leaves; not in the text",
  },

  -- For the cases of Supplemental III (input length) and IV (power tied to throughput)
  input_weight = value {
    1 / 30, source = code,
    note = "L_eff = L_out + L_in / 30; Supplemental III prints L_out + L_in, which raises the median far too much",
  },
  coupled_power = linear {
    idle = 0.24, cap = 0.80, source = code,
    note = "u = 0.24 + 0.56 TPS / TPS_max; Supplemental IV prints P_idle to 0.9 P_max",
  },

  -- The models in the order in which they are drawn: with mt19937 it is part of the result.
  models = value {
    { "llama_405b", "llama_70b", "mixtral_8x22b", "deepseek_r1", "nemotron_253b" }, source = code,
  },
}

-- ---- throughput and hardware -----------------------------------------------------------------------------

throughput {
  table = value { "data/throughput_supplement_s1.csv", source = paper .. "Supplemental I" },
  rows = value {
    "released", source = code,
    note = "22 of the 38 rows; the text fits all: the input/output pairs (128,4096), (1000,1000), (1000,2000), "
      .. "(1024,2048), (2048,2048) and (20000,2000) are left out",
  },
  few_rows = value {
    "constant_largest", source = code,
    note = "Nemotron has two rows and three coefficients: its larger TPS is taken for every length",
  },
}

node {
  name = "h100_x8",
  label = "8xH100",
  max_power = value { 11.3 * kW, source = paper .. "sec. 2" },
  idle_power = value { 2.7 * kW, source = paper .. "Supplemental V" },
}

node {
  name = "h100_x10",
  label = "10xH100",
  max_power = value { 14.1 * kW, source = paper .. "sec. 2" },
  idle_power = value { 2.7 * kW * 10 / 8, note = "not in the paper: that of 8xH100, scaled by GPUs" },
}

model {
  name = "llama_405b",
  label = "Llama 3.1 405B",
  table_model = "Llama 3.1 405B",
  parameters = 405 * billion,
  node = value { "h100_x8", source = paper .. "sec. 2" },
}

model {
  name = "llama_70b",
  label = "Llama 3.1 70B",
  table_model = "Llama 3.1 70B",
  parameters = 70 * billion,
  node = value { "h100_x8", source = paper .. "sec. 2" },
}

model {
  name = "mixtral_8x22b",
  label = "Mixtral 8x22B",
  table_model = "Mixtral 8x22B",
  parameters = value { 141 * billion, note = "all experts; only says that it is below 200 billion" },
  node = value { "h100_x8", source = paper .. "sec. 2" },
}

model {
  name = "deepseek_r1",
  label = "DeepSeek-R1",
  table_model = "DeepSeek-R1",
  parameters = value { 671 * billion, note = "all experts; only says that it is above 200 billion" },
  node = value { "h100_x10", source = paper .. "sec. 2" },
}

model {
  name = "nemotron_253b",
  label = "Nemotron Ultra 253B",
  table_model = "Llama-3.1 Nemotron Ultra 253B",
  parameters = 253 * billion,
  node = value { "h100_x8", source = paper .. "sec. 2" },
}

-- ---- what is asked ---------------------------------------------------------------------------------------

local input = constant { 500, source = paper .. "sec. 2" }

workload {
  name = "traditional",
  label = "Traditional",
  output_tokens = exponential { median = 300, source = paper .. "sec. 2", note = "its mean is median / ln 2" },
  input_tokens = input,
  fleet_lever = lognormal { p5 = 1.5, p95 = 3.5, source = code, note = "sec. 4 prints 1.5-3 for all queries" },
}

workload {
  name = "test_time_scaling",
  label = "Test-time scaling",
  output_tokens = exponential { median = 5000, source = paper .. "sec. 2", note = "its mean is median / ln 2" },
  input_tokens = input,
  fleet_lever = lognormal { p5 = 1.5, p95 = 3, source = paper .. "sec. 4" },
}

-- A case is a workload under one variation. The one with the workload's own name is the plain one.
case { name = "traditional", workload = "traditional" }
case { name = "test_time_scaling", workload = "test_time_scaling" }

-- Supplemental III: the input's length, which enters TPS and L_eff. In the released analysis one stream of
-- random numbers runs through the three lengths: `continues` says after which case a case goes on.
case {
  name = "traditional_lin500",
  workload = "traditional",
  input_tokens = constant { 500, source = paper .. "Supplemental III" },
  effective_tokens = "output_and_input",
}
case {
  name = "traditional_lin1000",
  workload = "traditional",
  input_tokens = constant { 1000, source = paper .. "Supplemental III" },
  effective_tokens = "output_and_input",
  continues = value { "traditional_lin500", source = code },
}
case {
  name = "traditional_lin5000",
  workload = "traditional",
  input_tokens = constant { 5000, source = paper .. "Supplemental III" },
  effective_tokens = "output_and_input",
  continues = value { "traditional_lin1000", source = code },
}
case {
  name = "test_time_scaling_lin500",
  workload = "test_time_scaling",
  input_tokens = constant { 500, source = paper .. "Supplemental III" },
  effective_tokens = "output_and_input",
}
case {
  name = "test_time_scaling_lin1000",
  workload = "test_time_scaling",
  input_tokens = constant { 1000, source = paper .. "Supplemental III" },
  effective_tokens = "output_and_input",
  continues = value { "test_time_scaling_lin500", source = code },
}
case {
  name = "test_time_scaling_lin5000",
  workload = "test_time_scaling",
  input_tokens = constant { 5000, source = paper .. "Supplemental III" },
  effective_tokens = "output_and_input",
  continues = value { "test_time_scaling_lin1000", source = code },
}

-- Supplemental IV: power follows throughput (coupled_power above) instead of being drawn.
case { name = "traditional_coupled_power", workload = "traditional", power = "coupled" }
case { name = "test_time_scaling_coupled_power", workload = "test_time_scaling", power = "coupled" }

-- ---- what could save -------------------------------------------------------------------------------------

-- E' = E / alpha, each lever drawn on its own; `combined` is the product of the three.
levers {
  hardware = lognormal { p5 = 1.5, p95 = 2.5, source = paper .. "sec. 3" },
  algorithm = lognormal { p5 = 1.5, p95 = 10, source = paper .. "sec. 3", note = "the paper's lever \"Model\"" },
  serving = lognormal { p5 = 1.5, p95 = 5, source = paper .. "sec. 3" },
}

-- ---- a day -----------------------------------------------------------------------------------------------

-- beta = redundancy x utilisation x network, the factor from a query's energy to the fleet's
fleet {
  queries_per_day = value { 1e9, source = paper .. "sec. 4" },
  redundancy = value { 1.10, source = paper .. "Supplemental V" },
  network = value { 1.12, source = paper .. "Supplemental V", note = "InfiniBand" },
  utilisation = value {
    1.076, source = code,
    note = "beta is then 1.3256; Supplemental V derives 1.0797, which is what \"derived\" gives, and prints 1.08",
  },
  load_low = value { 0.5, source = paper .. "Supplemental V", note = "sinusoidal load, 50-100%" },
  load_high = value { 1.0, source = paper .. "Supplemental V" },
  node = value { "h100_x8", source = paper .. "Supplemental V" },
}

mix {
  name = "traditional",
  label = "Traditional",
  shares = value { { traditional = 1 }, source = paper .. "sec. 4" },
}

mix {
  name = "mixed",
  label = "Mixed",
  shares = value {
    { traditional = 0.9, test_time_scaling = 0.1 }, source = paper .. "sec. 4",
    note = "shares of the queries; the day is 0.9 x the traditional day + 0.1 x the test-time-scaling day",
  },
}

-- Lines to compare a day with
references {
  web_search = value { 0.3 * Wh, source = paper .. "sec. 3" },
  data_centre_power = value { 30 * MW, source = paper .. "sec. 4" },
  data_centre_load = value { 0.8, source = paper .. "sec. 4", note = "0.576 GWh/day, printed as under 0.6" },
}
