-- verify.lua: says whether data and results are as git holds them.
-- WORD: --accept, and build/SCENARIO/FILE=built or =failed of what was to be built.
-- Results are compared with tests/expected/results/SCENARIO.tsv, or become that with --accept.
-- Ends with status 1 if anything differs that was not accepted.
package.path = "scripts/?.lua;" .. package.path
local check_data = require "verify.check_data"
local compare_results = require "verify.compare_results"
local program = require "lib.program"

local SHOWN = 20
local CALL = os.getenv("VERIFY_CALL") or "make verify" -- how this was asked for
local COPIES = "tests/expected/results/"
local problems, standing = {}, 0 -- what was found, and how much of it is not accepted

local function tell(text)
  problems[#problems + 1] = text
  standing = standing + 1
end

--- The results of a scenario against its copy.
local function verify_results(scenario, path, accept)
  local copy, found = COPIES .. scenario .. ".tsv", {}
  if not accept and not program.is_there(copy) then
    return tell(("%s: found no copy %s, want one: %s ACCEPT=1 makes it"):format(scenario, copy,
      CALL))
  end
  local ok, n, differing = pcall(compare_results.compare, path, copy, function(text)
    found[#found + 1] = scenario .. ": " .. text
  end)
  local how_many = ok and ("%d of %d"):format(differing, n) or "all"
  if not ok then
    found[#found + 1] = n
  elseif differing == 0 then
    return print(("%s: %d results as in %s"):format(scenario, n, copy))
  end
  table.move(found, 1, #found, #problems + 1, problems)
  if accept then
    compare_results.accept(path, copy)
    print(("%s: %s results accepted into %s"):format(scenario, how_many, copy))
  else
    standing = standing + #found
    print(("%s: %s results differ from %s"):format(scenario, how_many, copy))
  end
end

--- A product that the pipeline was asked for.
local function verify_product(word, accept)
  local path, scenario, file, state = word:match("^(build/([%w_]+)/(.+))=(%a+)$")
  assert(path, word .. ": want build/SCENARIO/FILE=built|failed")
  if state ~= "built" then
    tell(path .. ": could not be built, see above")
  elseif file == "results.tsv" then
    verify_results(scenario, path, accept)
  else
    print(path .. ": written")
  end
end

local function print_problems()
  for i = 1, math.min(#problems, SHOWN) do print("  " .. problems[i]) end
  if #problems > SHOWN then print(("  ... and %d more"):format(#problems - SHOWN)) end
end

--- What to do next, in one line.
local function print_last_line(accept)
  if #problems == 0 then
    print("verify: all as committed")
  elseif accept and standing == 0 then
    print("verify: accepted; say in the commit which results move, from what to what, and why")
  else
    print("verify: mend it, or accept a deliberate change: of results by " .. CALL ..
      " ACCEPT=1, of data by its sum in data/README.md (cd data && sha256sum *.csv)")
  end
end

program.main("[WORD ...]", function(...)
  local words = { ... }
  local accept = words[1] == "--accept"
  check_data(print, tell)
  for i = accept and 2 or 1, #words do verify_product(words[i], accept) end
  print_problems()
  print_last_line(accept)
  return standing == 0
end)
