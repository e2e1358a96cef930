-- hostile.lua: a scenario whose words try to be markup, a script, an end of one, or far too long.
local quote = [["><img src=x onerror=alert(1)>]]
local script = [[</script></style></svg></textarea><script>alert(2)</script>]]
local handler = [[' onmouseover='alert(3)' x=']]
local comment = [[<!-- ]] .. "]]>" .. [[ &lt;b&gt; &amp;amp; <![CDATA[ ${alert(4)} `]]
local word = "Unbreakable_name_of_90_letters"
local long = word .. word .. word

scenario {
  extends = "paper",
  title = [[<script>alert("x")</script> & "more"]],
  generator = "philox",
  queries = 1000,
  cases = { "traditional", "test_time_scaling" },
  pue = lognormal { p5 = 1.05, p95 = 1.60, source = quote, note = script },
  utilisation = lognormal { p5 = 0.4, p95 = 0.9, source = "javascript:alert(5)", note = handler },
  pool = value { "largest_medians", source = comment, note = long .. " " .. long },
}

node { name = "h100_x8", label = "<b>8</b> & " .. quote }
model { name = "llama_405b", label = long }
workload { name = "traditional", label = "<i>Trad</i> & " .. handler }
mix { name = "mixed", label = "<script>alert(6)</script>" }
