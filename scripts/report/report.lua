-- report.lua: writes the report of a scenario, one HTML file that needs nothing else.
-- Usage: report.lua out=FILE build=DIR figures=DIR from=SCENARIO|'' dear='day multiverse'
--            css_sum=HEX js_sum=HEX
-- The sums are the sha256 of report.css and report.js. The file is replaced only if it changes.
package.path = "scripts/report/?.lua;scripts/report/sections/?.lua;scripts/tables/?.lua;"
  .. "scripts/audit/?.lua;" .. package.path
local page = require "page"
local reader = require "data"

local DIGITS <const> = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

--- The base64 of bytes that are given in hexadecimal.
local function base64(hex)
  local bits, out = 0, {}
  local bytes = hex:gsub("%X", "")
  for i = 1, #bytes, 6 do
    local part = bytes:sub(i, i + 5)
    bits = tonumber(part .. ("0"):rep(6 - #part), 16)
    local digits = ""
    for shift = 18, 0, -6 do
      local at = (bits >> shift) % 64 + 1
      digits = digits .. DIGITS:sub(at, at)
    end
    local kept = #part * 4 // 6 + (#part == 6 and 0 or 1)
    out[#out + 1] = digits:sub(1, kept) .. ("="):rep(4 - kept)
  end
  return table.concat(out)
end

local function read_arguments(words)
  local a = {}
  for _, word in ipairs(words) do
    local name, text = word:match "^([%w_]+)=(.*)$"
    a[assert(name, word .. ": want name=text")] = text
  end
  for _, name in ipairs { "out", "build", "figures", "from", "dear", "css_sum", "js_sum" } do
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

--- Replaces a file as a whole, and only by another text.
local function publish(path, text)
  local old = io.open(path, "rb")
  local same = old and old:read "a" == text
  if old then old:close() end
  if same then return end
  local file = assert(io.open(path .. ".tmp", "wb"))
  assert(file:write(text))
  assert(file:close())
  assert(os.rename(path .. ".tmp", path))
end

local a
local ok, problem = pcall(function()
  a = read_arguments(arg)
  local data = reader.load(a)
  local subtitle = data.comparison
    and ("Against %s: what differs, and what that does."):format(data.comparison.from)
    or "What one query takes, what a day of them takes, and from which assumptions."
  publish(a.out, page.write({ title = data.assumptions.title, name = data.scenario,
    subtitle = subtitle, css = reader.whole_file "scripts/report/report.css",
    js = reader.whole_file "scripts/report/report.js", css_sum = base64(a.css_sum),
    js_sum = base64(a.js_sum) }, sections_of(data)))
end)
if not ok then
  io.stderr:write("report.lua: ", tostring(problem), "\n")
  if a and a.out then os.remove(a.out .. ".tmp") end
  os.exit(1)
end
