-- audit.lua: audit.tsv as scripts show it: sides, verdicts, sections.
local tsv = require "lib.tsv"

local M = {}

--- The verdicts from best to worst, as stages/audit/verdict.c names them.
M.VERDICTS = { "reproduced", "within sampling error", "differs", "not computed" }
M.RANK = {}
for rank, verdict in ipairs(M.VERDICTS) do M.RANK[verdict] = rank end

--- The scenario and the one beside it, each with name and the printed numbers that it names, from
--- the file's comments; and which printed numbers both are held against.
local function read_head(path, comments)
  local sides, published = {}, nil
  for _, comment in ipairs(comments) do
    local name, file = comment:match("^%a+ (%S+) (.+)$")
    if name then sides[#sides + 1] = { name = name, published = file } end
    published = comment:match("^published (.+)$") or published
  end
  assert(#sides == 2 and published, path .. ": want the lines # scenario, # beside, # published")
  return sides, published
end

--- How many values of a side have each verdict.
function M.counts(rows, s)
  local counts = {}
  for _, verdict in ipairs(M.VERDICTS) do counts[verdict] = 0 end
  for _, row in ipairs(rows) do counts[row[s].verdict] = counts[row[s].verdict] + 1 end
  return counts
end

--- The same in words: "56 reproduced, 6 within sampling error, 12 differs, 13 not computed".
function M.counts_text(rows, s)
  local counts, parts = M.counts(rows, s), {}
  for i, verdict in ipairs(M.VERDICTS) do parts[i] = ("%d %s"):format(counts[verdict], verdict) end
  return table.concat(parts, ", ")
end

--- The exact value's verdict where that is another than the value's: nil where it is the same,
--- where the exact value is what was judged, and where it is drawn itself.
function M.other_verdict(of)
  return of.judged == "value" and M.RANK[of.exact_verdict] and of.exact_verdict ~= of.verdict
    and of.exact_verdict or nil
end

--- A list of rows with the cells of each side in row[1] and row[2]; the sides; the printed numbers.
function M.read(path)
  local rows, _, comments = tsv.read(path)
  local sides, published = read_head(path, comments)
  for _, row in ipairs(rows) do
    for s, side in ipairs(sides) do
      local of = {}
      for _, column in ipairs { "value", "standard_error", "exact", "judged", "verdict",
                                "exact_verdict", "difference", "relative" } do
        of[column] = row[side.name .. "." .. column]
      end
      assert(M.RANK[of.verdict], path .. ": " .. row.id .. ": found no verdict I know")
      row[s] = of
    end
  end
  return rows, sides, published
end

--- What printed numbers are called in figures, below their section's title, by id: the column name
--- of the formulae. One that has none goes by its id.
function M.names()
  local names = setmetatable({}, { __index = function(_, id) return id end })
  for _, row in ipairs(tsv.read "data/published_formulae.csv") do
    local parts = {}
    for part in row.name:gmatch "[^;]+" do parts[#parts + 1] = part:gsub("^ ", "") end
    for i, part in ipairs(parts) do names[#parts > 1 and row.id .. "." .. i or row.id] = part end
  end
  return names
end

--- What the first part of an id stands for, in the order in which sections are shown.
local SECTIONS = {
  { "base", "Baseline" }, { "model", "Single models" }, { "lout", "Output length" },
  { "over", "Overestimation by others" }, { "lever", "Levers" }, { "fleet", "A day of queries" },
  { "fit", "Supplemental II: fits" }, { "s3", "Supplemental III: input length" },
  { "s4", "Supplemental IV: coupled power" }, { "s5", "Supplemental V: beta" },
  { "in", "Assumptions" }, { "ref", "References" },
}

--- The rows by section, in their order, each with `title` and `rows`; unknown ones last.
function M.sections(rows)
  local list, by_name = {}, {}
  for _, known in ipairs(SECTIONS) do
    by_name[known[1]] = { title = known[2], rows = {} }
    list[#list + 1] = by_name[known[1]]
  end
  for _, row in ipairs(rows) do
    local name = row.id:match("^[^.]+")
    if not by_name[name] then
      by_name[name] = { title = name, rows = {} }
      list[#list + 1] = by_name[name]
    end
    table.insert(by_name[name].rows, row)
  end
  local filled = {}
  for _, section in ipairs(list) do
    if #section.rows > 0 then filled[#filled + 1] = section end
  end
  return filled
end

return M
