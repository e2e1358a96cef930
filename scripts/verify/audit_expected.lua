-- audit_expected.lua: the verdicts of an audit against those that are expected.
-- Says which verdicts are worse, and fails then; with --accept they become the expected ones. The
-- scenario beside is looked at too if it names the same printed numbers.
package.path = "scripts/?.lua;" .. package.path
local audit = require "lib.audit"
local number = require("lib.number").terminal
local program = require "lib.program"
local tsv = require "lib.tsv"

local HEADER = { "scenario", "id", "verdict" }

--- The sides whose verdicts count: those that name the printed numbers that they were held against.
local function counted(sides, published)
  local list = {}
  for s, side in ipairs(sides) do
    if s == 1 or side.published == published then list[#list + 1] = s end
  end
  return list
end

--- Expected verdicts by scenario and id.
local function read_expected(path)
  local expected = {}
  assert(program.is_there(path), path .. ": found no such file, ACCEPT=1 writes it")
  local rows, header = tsv.read(path)
  assert(table.concat(header, " ") == table.concat(HEADER, " "),
         path .. ": want the columns " .. table.concat(HEADER, " "))
  for _, row in ipairs(rows) do
    assert(audit.RANK[row.verdict],
           ("%s: %s %s: found the verdict \"%s\", want one of: %s"):format(path, row.scenario,
             row.id, tostring(row.verdict), table.concat(audit.VERDICTS, ", ")))
    expected[row.scenario] = expected[row.scenario] or {}
    assert(not expected[row.scenario][row.id],
           ("%s: %s %s stands twice"):format(path, row.scenario, row.id))
    expected[row.scenario][row.id] = row.verdict
  end
  return expected
end

--- One line a verdict that is worse than expected, or of which nothing is expected.
local function compare(rows, sides, list, expected)
  local worse = {}
  for _, s in ipairs(list) do
    local of = expected[sides[s].name]
    for _, row in ipairs(rows) do
      local found, want = row[s].verdict, of[row.id]
      if not want or audit.RANK[found] > audit.RANK[want] then
        local value = tonumber(row[s][row[s].judged])
        worse[#worse + 1] = ("%s: %s: found \"%s\", want %s (printed %s, value %s)"):format(
          sides[s].name, row.id, found,
          want and ('"%s" or better'):format(want) or "it accepted first",
          row.printed, value and number:short(value, 6) or "none")
      end
    end
  end
  return worse
end

local function write(path, expected)
  local rows = { HEADER }
  for _, scenario in ipairs(tsv.sorted_keys(expected)) do
    for _, id in ipairs(tsv.sorted_keys(expected[scenario])) do
      rows[#rows + 1] = { scenario, id, expected[scenario][id] }
    end
  end
  program.write(path, tsv.text(rows))
end

local function accept(rows, sides, list, path)
  local expected = program.is_there(path) and read_expected(path) or {}
  for _, s in ipairs(list) do
    local of = {}
    for _, row in ipairs(rows) do of[row.id] = row[s].verdict end
    expected[sides[s].name] = of
    print(("accepted: %d verdicts of %s in %s"):format(#rows, sides[s].name, path))
  end
  write(path, expected)
end

local ACCEPTING = "the same call with ACCEPT=1 instead of STRICT=1 accepts what was found"

--- A line for each scenario of which nothing at all is expected. Returns how many there are.
local function tell_unknown(sides, list, expected, path)
  local n = 0
  for _, s in ipairs(list) do
    if not expected[sides[s].name] then
      io.stderr:write(("audit: %s: %s expects nothing of this scenario; %s\n"):format(
        sides[s].name, path, ACCEPTING))
      n = n + 1
    end
  end
  return n
end

local function judge(rows, sides, list, path)
  local expected = read_expected(path)
  if tell_unknown(sides, list, expected, path) > 0 then return false end
  local worse = compare(rows, sides, list, expected)
  for _, line in ipairs(worse) do io.stderr:write("audit: ", line, "\n") end
  if #worse == 0 then return true end
  io.stderr:write(("audit: %d verdict%s worse than %s says; %s\n"):format(#worse,
    #worse == 1 and " is" or "s are", path, ACCEPTING))
  return false
end

program.main("[--accept] audit.tsv expected.tsv", function(...)
  local words = { ... }
  local accepting = words[1] == "--accept" and table.remove(words, 1)
  local rows, sides, published = audit.read(words[1])
  return (accepting and accept or judge)(rows, sides, counted(sides, published), words[2])
end)
