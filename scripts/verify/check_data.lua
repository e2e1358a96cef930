-- check_data.lua: the files of data/ against the sums that data/README.md lists.
local sums = require "verify.sums"

local FOLDER, README = "data", "data/README.md"
local WANTED = "want 64 hexadecimal digits, two blanks and the file's name"

--- The block of checksums, as sha256sum -c reads it: a list of { name, sum, place }.
local function read_listed(tell)
  local listed, number, heading, inside = {}, 0, false, false
  for line in io.lines(README) do
    number = number + 1
    local place = ("%s:%d"):format(README, number)
    if heading and line:match("^```") then
      if inside then return listed end
      inside = true
    elseif inside then
      local sum, name = line:match("^(%x+) [ *]([^/]+)$")
      if sum and #sum == 64 then
        listed[#listed + 1] = { name = name, sum = sum:lower(), place = place }
      else
        tell(("%s: found \"%s\", %s"):format(place, line, WANTED))
      end
    end
    heading = heading or line == "## Checksums"
  end
  tell(README .. ": found no whole block of sums between ``` after the line \"## Checksums\"")
  return listed
end

--- The names of the CSV files that are there, sorted.
local function files_there()
  local names = {}
  for _, path in ipairs(sums.lines_of("find " .. FOLDER .. " -maxdepth 1 -name '*.csv'")) do
    names[#names + 1] = path:match("[^/]+$")
  end
  table.sort(names)
  return names
end

--- A file that is there against its line; `sum` is nil when there is no such file.
local function judge(line, sum, good, tell)
  local path = FOLDER .. "/" .. line.name
  if not sum then
    tell(("%s: missing; %s lists it, want the file back or the line out"):format(path, line.place))
  elseif sum ~= line.sum then
    tell(("%s: found sha256 %s, want %s (%s)"):format(path, sum, line.sum, line.place))
  else
    good(("%s: as listed in %s"):format(path, README))
  end
end

--- Calls good(text) for each file that is as it should be, tell(text) for each problem.
return function(good, tell)
  local sum_of, listed_at = {}, {}
  for _, name in ipairs(files_there()) do
    local path = FOLDER .. "/" .. name
    local ok, sum = pcall(sums.of, { path })
    sum_of[name] = ok and sum[path] or "none that can be read"
  end
  for _, line in ipairs(read_listed(tell)) do
    if listed_at[line.name] then
      tell(("%s: %s stands a second time, want one line"):format(line.place, line.name))
    end
    listed_at[line.name] = line.place
    judge(line, sum_of[line.name], good, tell)
  end
  for _, name in ipairs(files_there()) do
    if not listed_at[name] then
      tell(("%s/%s: not listed, want the line \"%s  %s\" in %s"):format(FOLDER, name, sum_of[name],
        name, README))
    end
  end
end
