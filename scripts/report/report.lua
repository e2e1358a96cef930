-- report.lua: writes the report of a scenario, one HTML file that needs nothing else.
-- Usage: report.lua out=FILE build=DIR figures=DIR from=SCENARIO|'' dear='day multiverse'
-- The file is replaced only if it changes.
package.path = "scripts/report/?.lua;scripts/report/sections/?.lua;scripts/tables/?.lua;"
  .. "scripts/audit/?.lua;" .. package.path
local page = require "page"
local palette = require "palette"
local publish = require "publish"
local reader = require "data"

local function read_arguments(words)
  local a = {}
  for _, word in ipairs(words) do
    local name, text = word:match "^([%w_]+)=(.*)$"
    a[assert(name, word .. ": want name=text")] = text
  end
  for _, name in ipairs { "out", "build", "figures", "from", "dear" } do
    assert(a[name], "want " .. name .. "=...")
  end
  return a
end

--- The sections that there is something for, in their order.
local function sections_of(data)
  local model, results = require "model", require "results_section"
  local makers = { require "headlines", model.energy, model.levers, model.fleet, require "day",
                   require "comparison", require "audit_section", model.throughput,
                   model.variations, require "multiverse", require "ledger_section", results.all,
                   results.why, (require "provenance") }
  local sections = {}
  for _, make in ipairs(makers) do sections[#sections + 1] = make(data) end
  return sections
end

local function write(a)
  local data = reader.load(a)
  data.palette = palette.new()
  local sections = sections_of(data) -- before the palette's CSS: they say what colours there are
  local subtitle = data.comparison
    and ("Against %s: what differs, and what that does."):format(data.comparison.from)
    or "What one query takes, what a day of them takes, and from which assumptions."
  publish(a.out, page.write({ title = data.assumptions.title, name = data.scenario,
    subtitle = subtitle, js = reader.whole_file "scripts/report/report.js",
    css = reader.whole_file "scripts/report/report.css" .. palette.css(data.palette) }, sections))
end

local a
local ok, problem = pcall(function()
  a = read_arguments(arg)
  write(a)
end)
if not ok then
  io.stderr:write("report.lua: ", tostring(problem), "\n")
  if a and a.out then os.remove(a.out .. ".tmp") end
  os.exit(1)
end
