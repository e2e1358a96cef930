-- tiny.lua: the smallest scenario for every stage: two models, one workload, 200 queries.
scenario {
  title = "Two models, for tests",
  generator = "mt19937",
  seed = 42,
  queries = 200,
  z = 1.645,
  pue = lognormal { p5 = 1.05, p95 = 1.60 },
  utilisation = lognormal { p5 = 0.4, p95 = 0.9 },
  rounding = "nearest",
  pool = "largest_medians",
  pool_size = 2,
  trim = { { 5, 95 } },
}

node { name = "h100_x8", label = "8xH100", max_power = 11.3 * kW, idle_power = 2.7 * kW }

model {
  name = "llama_405b", label = "Llama 3.1 405B", table_model = "Llama 3.1 405B",
  parameters = 405 * billion, node = "h100_x8",
}
model {
  name = "llama_70b", label = "Llama 3.1 70B", table_model = "Llama 3.1 70B",
  parameters = 70 * billion, node = "h100_x8",
}

workload {
  name = "traditional",
  label = "Traditional",
  output_tokens = exponential { median = 300 },
  input_tokens = 500,
  fleet_lever = lognormal { p5 = 1.5, p95 = 3.5 },
}
case { name = "traditional", workload = "traditional" }

levers {
  hardware = lognormal { p5 = 1.5, p95 = 2.5 },
  algorithm = lognormal { p5 = 1.5, p95 = 10 },
  serving = lognormal { p5 = 1.5, p95 = 5 },
}
fleet { node = "h100_x8", redundancy = 1.1, network = 1.12, load_low = 0.5 }
mix { name = "traditional", label = "Traditional", shares = { traditional = 1 } }
references { web_search = 0.3 }
