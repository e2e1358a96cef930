-- many_readings.lua: twelve lists of two readings, 4096 combinations, to time make multiverse.
scenario {
  extends = "paper", title = "4096 readings", cases = { "traditional", "test_time_scaling" },
}
readings {
  pue = { lognormal { p5 = 1.05, p95 = 1.60 }, lognormal { p5 = 1.05, p95 = 1.40 } },
  utilisation = { lognormal { p5 = 0.4, p95 = 0.9 }, lognormal { median = 0.7, ratio = 2.25 } },
  rounding = { "nearest", "none" },
  z = { 1.645, 1.6448536 },
  pool = { "largest_medians", "above_200b" },
  trim = { { { 5, 95 }, { 10, 90 } }, "none" },
  rows = { "released", "all" },
  few_rows = { "constant_largest", "least_norm" },
  ["node.h100_x8.max_power"] = { 11.3 * kW, 10.2 * kW },
  ["output_tokens.traditional"] = { exponential { median = 300 }, exponential { median = 309 } },
  ["levers.serving"] = { lognormal { p5 = 1.5, p95 = 5 }, lognormal { p5 = 1.5, p95 = 4 } },
  ["fleet.lever.traditional"] = { lognormal { p5 = 1.5, p95 = 3.5 },
                                  lognormal { p5 = 1.5, p95 = 3 } },
}
