-- model.lua: the sections that show the results as the paper orders them: energy per query, levers,
-- a day of queries, throughput, variations.
local number = require("lib.number").page
local reader = require "report.data"
local figures = require "report.figures"
local html = require "report.html"
local tables = require "report.tables"
local tag = html.tag

local M = {}

--- Cells that link to the key that they show.
local function linked(heading, cell, key_of)
  return { heading, function(row)
    local value = tonumber(row[cell])
    if not value then return row[cell] end
    return tables.key_link(key_of(row), number:digits(value, 3)), value
  end, number = true }
end

local function of_group(statistic)
  return function(row) return ("%s.energy.%s.%s"):format(row.case, row.group, statistic) end
end

--- What an energy figure of a case shows, a sentence a model.
local function energy_words(data, case)
  local words = { "Energy per query, " .. reader.label(data, "workload", case) .. ", frontier: "
                  .. figures.spread(data, case .. ".energy.frontier.") }
  for _, model in ipairs(data.models) do
    words[#words + 1] = reader.label(data, "model", model) .. ": "
      .. figures.spread(data, ("%s.energy.%s."):format(case, model))
  end
  return words
end

function M.energy(data)
  local parts = {}
  for _, case in ipairs(data.base_cases) do
    local label = reader.label(data, "workload", case)
    parts[#parts + 1] = figures.figure(data, "energy_per_query_" .. case, {
      title = "Energy per query, " .. label:lower(), words = energy_words(data, case),
      caption = "Density of the energy of a query between its 5th and 95th percentile, for each "
        .. "model and for the frontier; bar: from P25 to P75; dot: median.",
      table = "table-energy", files = { ("violins/%s.models.tsv"):format(case) } })
  end
  return { id = "energy", title = "Energy per query", tag("div", { class = "figures" }, parts),
    tables.table { id = "table-energy", caption = "Energy per query [Wh]",
      rows = data.energy_per_query,
      columns = {
        { "Workload", function(row) return reader.label(data, "workload", row.case) end },
        { "Model", function(row) return data.labels.group[row.group] end },
        linked("P5", "p5", of_group "p5"), linked("P25", "p25", of_group "p25"),
        linked("Median", "p50", of_group "p50"),
        { "s.e.", "p50_standard_error", number = true, digits = 2 },
        linked("P75", "p75", of_group "p75"), linked("P95", "p95", of_group "p95"),
        linked("Mean", "mean", of_group "mean"),
        { "s.e. of mean", "mean_standard_error", number = true, digits = 2 },
        { "Queries", "n", number = true } } } }
end

local function of_lever(statistic)
  return function(row)
    local lever = row.lever == "none" and "" or row.lever .. "."
    return ("%s.energy.frontier.%s%s"):format(row.case, lever, statistic)
  end
end

local function lever_words(data, case)
  local words = {}
  for _, row in ipairs(data.levers) do
    if row.case == case then
      local label, prefix = data.labels.lever[row.lever], of_lever ""(row)
      words[#words + 1] = label .. ": " .. figures.spread(data, prefix)
    end
  end
  return words
end

function M.levers(data)
  local parts = {}
  for _, case in ipairs(data.base_cases) do
    parts[#parts + 1] = figures.figure(data, "levers_" .. case, {
      title = "Levers, " .. reader.label(data, "workload", case):lower(),
      words = lever_words(data, case), table = "table-levers",
      caption = "Energy of a query of the frontier, as it is and under each lever alone and all "
        .. "together; numbers: median, P25 and P75 [Wh].",
      files = { ("violins/%s.levers.tsv"):format(case) } })
  end
  return { id = "levers", title = "Levers", tag("div", { class = "figures" }, parts),
    tables.table { id = "table-levers", rows = data.levers,
      caption = "Energy per query of the frontier under each lever [Wh]",
      columns = {
        { "Workload", function(row) return reader.label(data, "workload", row.case) end },
        { "Lever", function(row) return data.labels.lever[row.lever] end },
        linked("P5", "p5", of_lever "p5"), linked("P25", "p25", of_lever "p25"),
        linked("Median", "p50", of_lever "p50"),
        { "s.e.", "p50_standard_error", number = true, digits = 2 },
        linked("P75", "p75", of_lever "p75"), linked("P95", "p95", of_lever "p95"),
        { "Median falls by", "median_falls_by_factor", number = true, digits = 3 } } } }
end

local function fleet_table(data)
  local function of_mix(row) return data.headlines.day_of[row.mix] end
  local function baseline(row)
    local day = of_mix(row)
    return day and day.key or ("fleet.%s.total"):format(row.mix)
  end
  return tables.table { id = "table-fleet", caption = "A day of queries [GWh/day]",
    rows = data.fleet,
    columns = {
      { "Mix", function(row) return data.labels.day[row.mix] end },
      linked("Baseline", "baseline", baseline),
      { "s.e.", "baseline_standard_error", number = true, digits = 2 },
      linked("Improved", "improved", function(row) return of_mix(row).improved.key end),
      { "s.e. of improved", "improved_standard_error", number = true, digits = 2 },
      { "Improved / baseline", "improved_over_baseline", number = true, digits = 3 } } }
end

local function beta_table(data)
  return tables.table { id = "table-beta",
    caption = "Beta, from queries to the fleet, step by step",
    rows = data.beta, columns = { { "Step", "step" },
      { "Value", "value", number = true, digits = 4 }, { "Unit", "unit" }, { "How", "how" } } }
end

function M.fleet(data)
  local parts = {}
  for _, day in ipairs(data.headlines.days) do
    local label = reader.label(data, "mix", day.name)
    parts[#parts + 1] = figures.figure(data, "fleet_day_" .. day.name, {
      title = "A day of queries, " .. label:lower(), table = "table-fleet", files = { "fleet.tsv" },
      words = { "Baseline " .. figures.value(data, day.key),
                "improved " .. figures.value(data, day.improved.key),
                "for comparison, web searches "
                  .. figures.value(data, "fleet.web_search.total"),
                "a data centre " .. figures.value(data, "fleet.data_centre.total") },
      caption = "Energy of a day, as it is and with the fleet's lever, beside what is known." })
  end
  return { id = "fleet", title = "A day of queries", tag("div", { class = "figures" }, parts),
           fleet_table(data), beta_table(data) }
end

local function fit_words(data)
  local words = {}
  for _, fit in ipairs(data.fits) do
    words[#words + 1] = ("%s: %s rows, R² %s, capped at %s tokens/s"):format(fit.label,
      fit.rows_used, number:cell(fit.r_squared, 3), number:cell(fit.cap, 4))
  end
  return words
end

local function fits_table(data)
  return tables.table { id = "table-fits", rows = data.fits,
    caption = "Fits of throughput: ln TPS = b0 + b1 ln L_in + b2 ln L_out",
    columns = { { "Model", "label" }, { "Method", "method" },
      { "Rows", "rows_used", number = true }, { "b0", "b0", number = true, digits = 4 },
      { "s.e. of b0", "b0_standard_error", number = true, digits = 2 },
      { "b1", "b1", number = true, digits = 4 },
      { "s.e. of b1", "b1_standard_error", number = true, digits = 2 },
      { "b2", "b2", number = true, digits = 4 },
      { "s.e. of b2", "b2_standard_error", number = true, digits = 2 },
      { "R²", "r_squared", number = true, digits = 3 },
      { "Cap [token/s]", "cap", number = true, digits = 4 } } }
end

local function throughput_table(data)
  return tables.table { id = "table-throughput", rows = data.throughput,
    caption = "Measured throughput of a node, and as fitted [token/s]",
    columns = { { "Model", "label" }, { "L_in", "input_tokens", number = true },
      { "L_out", "output_tokens", number = true },
      { "Measured", "observed_tps", number = true, digits = 4 },
      { "Fitted", "fitted_tps", number = true, digits = 4 }, { "Used", "used" },
      { "GPUs", "gpus", number = true }, { "Precision", "quantization" }, { "Source", "source" },
      { "Check", "source_check" } } }
end

function M.throughput(data)
  local lengths = {}
  for _, case in ipairs(data.base_cases) do
    lengths[#lengths + 1] = ("%s: %s"):format(reader.label(data, "workload", case), figures.spread(
      data, ("%s.output_tokens.%s."):format(case, data.models[1])))
  end
  return { id = "throughput", title = "Throughput and length",
    tag("div", { class = "figures" },
      figures.figure(data, "throughput_fit", { title = "Throughput, measured and fitted",
        words = fit_words(data), table = "table-throughput",
        files = { "throughput.tsv", "fits.tsv" },
        caption = "Tokens per second of a node; on the line the fit is the measurement." }),
      figures.figure(data, "output_tokens", { title = "Length of the answers", words = lengths,
        caption = "Share of queries by the number of their output tokens, and quartiles.",
        table = "table-results", files = { "output_tokens.tsv" } })),
    fits_table(data), throughput_table(data) }
end

local function variation_words(data, prefix)
  local words = {}
  for _, case in ipairs(data.cases) do
    if case:sub(1, #prefix) == prefix then
      words[#words + 1] = case:gsub("_", " ") .. ": "
        .. figures.spread(data, case .. ".energy.frontier.")
    end
  end
  return words
end

local function variation_figures(data)
  local parts = {}
  for _, case in ipairs(data.base_cases) do
    local label = reader.label(data, "workload", case)
    parts[#parts + 1] = figures.figure(data, "input_length_" .. case, {
      title = "Length of the input, " .. label:lower(), table = "table-variations",
      words = variation_words(data, case),
      caption = "Energy of a query of the frontier when the input counts too, by its length." })
    parts[#parts + 1] = figures.figure(data, "coupled_power_" .. case, {
      title = "Power tied to throughput, " .. label:lower(), table = "table-variations",
      words = variation_words(data, case),
      caption = "Energy of a query of the frontier with power drawn, and with power that follows "
        .. "throughput." })
  end
  return parts
end

function M.variations(data)
  local parts = variation_figures(data)
  if #parts == 0 and #data.variations <= #data.base_cases then return nil end
  return { id = "variations", title = "Variations", tag("div", { class = "figures" }, parts),
    tables.table { id = "table-variations", rows = data.variations,
      caption = "Median energy per query of the frontier in each case [Wh]",
      columns = { { "Case", "case" },
        { "Workload", function(row) return reader.label(data, "workload", row.workload) end },
        { "P25", "p25", number = true, digits = 3 },
        linked("Median", "p50", function(row) return row.case .. ".energy.frontier.p50" end),
        { "s.e.", "p50_standard_error", number = true, digits = 2 },
        { "P75", "p75", number = true, digits = 3 },
        { "Change of median", "change_of_median", number = true, digits = 2 },
        { "Frontier", "members" } } } }
end

return M
