-- text.lua: the paper at its word. Each value is what the text of arXiv:2509.20241v1 says where the printed
-- numbers rest on something else; scenarios/paper.lua has the other column and the reasons.

local paper = "arXiv:2509.20241v1, "

scenario {
  extends = "paper",
  title = "The paper at its word (arXiv v1)",
  pue = lognormal { p5 = 1.05, p95 = 1.40, source = paper .. "sec. 2" },
  rounding = value { "none", source = paper .. "sec. 2", note = "the text rounds nothing" },
  pool = value { "above_200b", source = paper .. "sec. 3" },
  trim = value { "none", source = paper .. "sec. 3", note = "the text trims nothing" },
  input_weight = value { 1, source = paper .. "Supplemental III", note = "L_eff = L_out + L_in" },
  coupled_power = linear {
    idle = "node", cap = 0.9, source = paper .. "Supplemental IV",
    note = "from P_idle to 0.9 P_max; idle = \"node\" is each node's own P_idle / P_max",
  },
}

throughput {
  rows = value { "all", source = paper .. "Supplemental I", note = "all 38" },
  few_rows = value {
    "least_norm", source = paper .. "Supplemental II",
    note = "two rows and three coefficients: least-norm slopes on centred logs, as regression libraries return",
  },
}

workload {
  name = "traditional",
  fleet_lever = lognormal { p5 = 1.5, p95 = 3, source = paper .. "sec. 4" },
}

fleet {
  utilisation = value { "derived", source = paper .. "Supplemental V", note = "1.0797, so that beta is 1.3301" },
}
