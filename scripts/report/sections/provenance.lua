-- provenance.lua: versions, sums and commit behind the report, and how to make it again.
local tsv = require "lib.tsv"
local html = require "report.html"
local tables = require "report.tables"
local tag = html.tag

local function sorted_pairs(object, heading)
  local rows = {}
  for i, name in ipairs(tsv.sorted_keys(object)) do
    rows[i] = { [heading] = name, value = object[name] }
  end
  return rows
end

local function sum(row) return tag("code", { class = "sum" }, row.value) end

local function inputs(record)
  local rows = { { file = record.assumptions.file, value = record.assumptions.sha256,
                   what = "assumptions" } }
  for _, kind in ipairs { "scenario_files", "data" } do
    for _, item in ipairs(record[kind]) do
      rows[#rows + 1] = { file = item.file, value = item.sha256, what = (kind:gsub("_", " ")) }
    end
  end
  return tables.table { id = "table-inputs", caption = "What went in", rows = rows,
    columns = { { "File", "file" }, { "What", "what" }, { "sha256", sum } } }
end

local function told(term, text)
  return tag("div", {}, tag("dt", {}, term), tag("dd", {}, tostring(text)))
end

return function(data)
  local record = data.provenance
  local again = data.comparison
    and ("make report FROM=%s TO=%s"):format(data.comparison.from, data.scenario)
    or "make report SCENARIO=" .. data.scenario
  return { id = "provenance", title = "Provenance",
    tag("dl", { class = "facts" }, told("Scenario", record.scenario), told("Commit", record.commit),
      told("Generator", record.generator), told("Seed", record.seed),
      told("Queries of a model in a case", record.queries), told("Machine", record.machine),
      told("Compiler flags", record.flags)),
    tables.table { id = "table-versions", caption = "Versions",
      rows = sorted_pairs(record.versions, "name"),
      columns = { { "Program", "name" }, { "Version", "value" } } },
    inputs(record),
    tables.table { id = "table-products", caption = "Products", long = true,
      rows = sorted_pairs(record.products, "file"),
      columns = { { "File", "file" }, { "sha256", sum } } },
    tag("h3", {}, "To make it again"),
    tag("p", {}, "In a copy of the project at this commit: ", tag("code", {}, again), ". ",
      "The same tree gives the same bytes. The record as a file: ",
      tag("a", { href = "provenance.json" }, "provenance.json"), ".") }
end
