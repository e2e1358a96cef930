-- day_power.lua: odd power for the literal day: u uniform, tied to throughput in the other workload.
-- PUE is log-normal, so exact results have a closed form.
scenario {
  extends = "paper",
  title = "Odd power, for tests of the day",
  generator = "philox",
  rounding = "none",
  utilisation = uniform { min = 0.3, max = 0.95 },
  coupled_power = linear { idle = "node", cap = 0.9 },
  cases = { "traditional", "test_time_scaling" },
}
workload {
  name = "traditional",
  output_tokens = triangular { min = 1, mode = 300, max = 2000 },
  fleet_lever = gamma { mean = 3, cv = 0.3 },
}
workload {
  name = "test_time_scaling",
  output_tokens = lognormal { median = 5000, ratio = 40 },
  input_tokens = uniform { min = 100, max = 20000 },
  fleet_lever = constant { 2 },
}
case {
  name = "test_time_scaling",
  workload = "test_time_scaling",
  effective_tokens = "output_and_input",
  power = "coupled",
}
