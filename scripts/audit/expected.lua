-- expected.lua: the verdicts of an audit against those that are expected.
-- Usage: expected.lua [--accept] audit.tsv data/audit_expected.tsv
-- Says which verdicts are worse, and fails then; with --accept they become the expected ones. The
-- scenario beside is looked at too if it names the same printed numbers.
package.path = "scripts/audit/?.lua;scripts/tables/?.lua;" .. package.path
local audit = require "audit"
local results = require "results"

local HEADER = "scenario\tid\tverdict"

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
  local file = io.open(path)
  assert(file, path .. ": found no such file, ACCEPT=1 writes it")
  file:close()
  local rows, header = results.read(path)
  assert(table.concat(header, "\t") == HEADER,
         path .. ": want the columns " .. HEADER:gsub("\t", " "))
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
          row.printed, value and ("%.6g"):format(value) or "none")
      end
    end
  end
  return worse
end

local function write(path, expected)
  local lines = {}
  for scenario, of in pairs(expected) do
    for id, verdict in pairs(of) do
      lines[#lines + 1] = table.concat({ scenario, id, verdict }, "\t")
    end
  end
  table.sort(lines)
  local file = assert(io.open(path .. ".tmp", "w"))
  assert(file:write(HEADER, "\n", table.concat(lines, "\n"), "\n"))
  assert(file:close())
  assert(os.rename(path .. ".tmp", path))
end

local function accept(rows, sides, list, path)
  local file = io.open(path)
  local expected = file and file:close() and read_expected(path) or {}
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

local take = table.remove(arg, arg[1] == "--accept" and 1 or #arg + 1)
if #arg ~= 2 then
  io.stderr:write("usage: expected.lua [--accept] audit.tsv expected.tsv\n")
  os.exit(2)
end
local ok, said = pcall(function()
  local rows, sides, published = audit.read(arg[1])
  return (take and accept or judge)(rows, sides, counted(sides, published), arg[2])
end)
if not ok then io.stderr:write("expected.lua: ", tostring(said), "\n") end
os.exit(ok and said ~= false)
