-- day_lengths.lua: odd lengths for the literal day: gamma and uniform L_out, an L_in that counts and is
-- drawn, a triangular PUE. u is log-normal, so exact results have a closed form.
scenario {
  extends = "paper",
  title = "Odd lengths, for tests of the day",
  generator = "philox",
  rounding = "none",
  pue = triangular { min = 1.05, mode = 1.1, max = 1.6 },
  pool = "above_200b",
  cases = { "traditional", "test_time_scaling" },
}
workload {
  name = "traditional",
  output_tokens = gamma { mean = 400, cv = 0.8 },
  input_tokens = lognormal { median = 700, ratio = 30 },
  fleet_lever = uniform { min = 1.5, max = 4 },
}
workload {
  name = "test_time_scaling",
  output_tokens = uniform { min = 200, max = 20000 },
  fleet_lever = triangular { min = 1.5, mode = 2, max = 10 },
}
case { name = "traditional", workload = "traditional", effective_tokens = "output_and_input" }
