-- report.lua: writes the report of a scenario, one HTML file that needs nothing else.
-- NAME=TEXT: out, the file; build and figures, folders of the scenario; from, a scenario that it is
-- compared with; dear, which of "day multiverse" are of these assumptions.
package.path = "scripts/?.lua;" .. package.path
local program = require "lib.program"
local reader = require "report.data"
local page = require "report.page"
local palette = require "report.palette"

--- The sections that there is something for, in their order.
local function sections_of(data)
  local function section(name) return (require("report.sections." .. name)) end
  local model, results = section "model", section "results"
  local makers = { section "headlines", model.energy, model.levers, model.fleet, section "day",
                   section "comparison", section "audit", model.throughput, model.variations,
                   section "multiverse", section "ledger", results.all, results.why,
                   section "provenance" }
  local sections = {}
  for _, make in ipairs(makers) do sections[#sections + 1] = make(data) end
  return sections
end

local function write(a)
  for _, name in ipairs { "out", "build", "figures" } do
    assert(a[name], "want " .. name .. "=...")
  end
  local data = reader.load(a)
  data.palette = palette.new()
  local sections = sections_of(data) -- before the palette's CSS: they say what colours there are
  local subtitle = data.comparison
    and ("Against %s: what differs, and what that does."):format(data.comparison.from)
    or "What one query takes, what a day of them takes, and from which assumptions."
  program.update(a.out, page.write({ title = data.assumptions.title, name = data.scenario,
    subtitle = subtitle, js = program.read "scripts/report/report.js",
    css = program.read "scripts/report/report.css" .. palette.css(data.palette) }, sections))
end

program.main("NAME=TEXT ...", function(...) write(program.named(...)) end)
