-- row1.lua: paper with the PUE of the text. Its medians are known: 0.320 and 4.04 Wh.
scenario {
  extends = "paper",
  title = "paper, PUE as in the text",
  pue = lognormal { p5 = 1.05, p95 = 1.40, source = "arXiv:2509.20241v1, sec. 2" },
}
