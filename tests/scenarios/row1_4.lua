-- row1_4.lua: paper with the PUE and the throughput rows of the text: 0.315 and 3.80 Wh.
scenario {
  extends = "paper",
  title = "paper, PUE and throughput rows as in the text",
  pue = lognormal { p5 = 1.05, p95 = 1.40, source = "arXiv:2509.20241v1, sec. 2" },
}
throughput { rows = value { "all", source = "arXiv:2509.20241v1, Supplemental I" } }
