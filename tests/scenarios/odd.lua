-- odd.lua: distributions that are not those of the paper, to hold exact results against drawn ones.
scenario {
  extends = "paper",
  title = "Other distributions, for tests",
  generator = "philox",
  queries = 5000,
  pue = triangular { min = 1.05, mode = 1.1, max = 1.6 },
  rounding = "none",
  trim = { { 10, 100 } },
  pool = "above_200b",
  cases = { "traditional", "test_time_scaling", "traditional_coupled_power", "traditional_drawn" },
  coupled_power = linear { idle = "node", cap = 0.9 },
}
workload {
  name = "traditional",
  output_tokens = gamma { mean = 400, cv = 0.8 },
  input_tokens = lognormal { median = 700, ratio = 30 },
  fleet_lever = uniform { min = 1.5, max = 4 },
}
workload { name = "test_time_scaling", output_tokens = uniform { min = 200, max = 20000 } }
case { name = "traditional_drawn", workload = "traditional", power = "coupled" }
levers {
  hardware = constant { 2 },
  algorithm = triangular { min = 1.5, mode = 2, max = 10 },
  serving = gamma { mean = 3, cv = 0.3 },
}
