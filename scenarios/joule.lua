-- joule.lua: the later version, "... and Test-Time Scaling" (Joule 2026, arXiv v2). Only P_max differs from what
-- reproduces the first version's numbers.

local joule = "arXiv:2509.20241v2"

scenario {
  extends = "paper",
  title = "What reproduces the later version (Joule, arXiv v2)",
  published = value { "data/published_values_v2.csv", source = joule },
}

node { name = "h100_x8", max_power = value { 10.2 * kW, source = joule } }
node { name = "h100_x10", max_power = value { 12.8 * kW, source = joule } }
