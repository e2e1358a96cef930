-- throughput.lua: every measured row of throughput (Supplemental I), and what the fit gives for it.
local booktabs = require "paper.booktabs"
local number = require("lib.number").paper

return function(get)
  local t = booktabs.new {
    { "Model", "l" }, { "input", "n" }, { "output", "n" }, { "tokens/s", "n" }, { "fitted", "n" },
    { "used", "l" }, { "GPUs", "n" }, { "prec.", "l" }, { "source", "l" }, { "checked", "l" } }
  local model
  for _, row in ipairs(get.rows "throughput.tsv") do
    if model and row.label ~= model then t:rule() end
    local fitted = tonumber(row.fitted_tps)
    t:row { row.label ~= model and row.label or "", number:given(tonumber(row.input_tokens)),
            number:given(tonumber(row.output_tokens)), number:given(tonumber(row.observed_tps)),
            fitted and number:shown(fitted) or "–", row.used, row.gpus, row.quantization,
            row.source, row.source_check }
    model = row.label
  end
  return t:text()
end
