-- provenance.lua: what this paper was made with and from: versions, commit, and the sha256 of every
-- file that it shows something of.
local booktabs = require "paper.booktabs"
local json = require "lib.json"
local number = require("lib.number").paper
local sums = require "verify.sums"
local tsv = require "lib.tsv"

local DIGITS = 16 -- of a sha256, of its 64

local function head(p)
  local t = booktabs.new { { "What", "3cm" }, { "which", "13.6cm" } }
  for _, row in ipairs { { "scenario", p.scenario }, { "title", p.title }, { "commit", p.commit },
                         { "generator", p.generator }, { "seed", tostring(p.seed) },
                         { "queries a model", number:given(p.queries) }, { "machine", p.machine },
                         { "flags", p.flags } } do
    t:row { row[1], booktabs.breakable(row[2]) }
  end
  for _, name in ipairs(tsv.sorted_keys(p.versions)) do
    t:row { name, booktabs.breakable(p.versions[name]) }
  end
  return t:text()
end

--- Path and sum side by side, twice in a line.
local function files(list)
  local t = booktabs.new { { "File", "5.6cm" }, { "sha256", "l" }, { "file", "5.6cm" },
                           { "sha256", "l" } }
  local half = (#list + 1) // 2
  for i = 1, half do
    local a, b = list[i], list[i + half] or { file = "", sha256 = "" }
    t:row { booktabs.breakable(a.file), a.sha256:sub(1, DIGITS), booktabs.breakable(b.file),
            b.sha256:sub(1, DIGITS) }
  end
  return t:text { long = true }
end

local function sorted_names(text)
  local list = tsv.names(text or "")
  table.sort(list)
  return list
end

--- One sum for many files: that of the lines "SUM  FILE" that sha256sum prints of them.
local function sum_of_sums(list)
  local names = {}
  for i, path in ipairs(list) do names[i] = "'" .. path .. "'" end
  local line = sums.lines_of("sha256sum -- " .. table.concat(names, " ") .. " | sha256sum")[1]
  return line:match "^%x+"
end

return function(get)
  local p = json.file(get.path "provenance.json")
  local list = { table.unpack(p.scenario_files) }
  table.move(p.data, 1, #p.data, #list + 1, list)
  local inputs, figures = sorted_names(get.arguments.inputs), sorted_names(get.arguments.figures)
  local sum = sums.of(inputs)
  for _, path in ipairs(inputs) do list[#list + 1] = { file = path, sha256 = sum[path] } end
  if #figures > 0 then
    list[#list + 1] = { file = ("%d figures: sha256sum FIGURE ... | sha256sum"):format(#figures),
                        sha256 = sum_of_sums(figures) }
  end
  return "\\noindent " .. head(p) .. "\\par\\medskip\n" .. files(list)
end
