-- provenance.lua: writes provenance.json, where the products of a scenario come from.
-- Usage: versions.sh | provenance.lua OUT assumptions.tsv make=VERSION flags=FLAGS
--            --scenario-files FILE... --data FILE... --products FILE...
-- No day, no user, no path outside the tree: the same tree gives the same bytes everywhere. The
-- file is replaced only if it changes.
package.path = "scripts/tables/?.lua;scripts/verify/?.lua;" .. package.path
local json = require "json"
local publish = require "publish"
local results = require "results"
local sums = require "sums"

--- The command line: the first two words, name=text, and lists of files by their option.
local function read_arguments(words)
  local a, list = { out = words[1], assumptions = words[2] }, nil
  for i = 3, #words do
    local option = words[i]:match("^%-%-(.+)$")
    local name, text = words[i]:match("^(%w+)=(.*)$")
    if option then
      list = {}
      a[option] = list
    elseif list then
      list[#list + 1] = words[i]
    else
      a[assert(name, words[i] .. ": want name=text")] = text
    end
  end
  return a
end

--- The lines "name<TAB>version" of versions.sh.
local function read_versions(file)
  local versions = {}
  for line in file:lines() do
    local name, version = line:match("^([^\t]+)\t(.+)$")
    versions[assert(name, "versions.sh: found a line without a tab")] = version
  end
  return versions
end

--- Takes a name's value out of a table.
local function take(from, name)
  local value = from[name]
  from[name] = nil
  return value
end

--- The path of a file of this tree, and of any other file its name.
local function path_told(path)
  path = path:gsub("^%./", "")
  local outside = path:sub(1, 1) == "/" or path:sub(1, 3) == "../" or path:find("/../", 1, true)
  return outside and path:match("[^/]*$") or path
end

--- Compiler flags without the words that name folders.
local function flags_told(flags)
  local words = {}
  for word in flags:gmatch("%S+") do
    if not word:find("/", 1, true) then words[#words + 1] = word end
  end
  return table.concat(words, " ")
end

--- Files and their sums as a list, which two files of one name outside the tree can stand in.
local function file_list(files)
  local list, sum = {}, sums.of(files)
  for i, path in ipairs(files) do list[i] = { file = path_told(path), sha256 = sum[path] } end
  return list
end

--- The name in the first line, "# scenario NAME".
local function scenario_name(path)
  for line in io.lines(path) do
    return assert(line:match("^# scenario (%S+)$"), path .. ":1: found no \"# scenario NAME\"")
  end
end

local function describe(a, versions)
  local assumptions = results.load_assumptions(a.assumptions)
  versions.make = a.make
  return {
    assumptions = file_list({ a.assumptions })[1],
    commit = take(versions, "commit"),
    data = file_list(a.data),
    flags = flags_told(a.flags),
    generator = assumptions.generator,
    machine = take(versions, "machine"),
    products = sums.of(a.products),
    queries = math.tointeger(tonumber(assumptions.queries)),
    scenario = scenario_name(a.assumptions),
    scenario_files = file_list(a["scenario-files"]),
    seed = math.tointeger(tonumber(assumptions.seed)),
    title = assumptions.title,
    versions = versions,
  }
end

local a = read_arguments(arg)
local ok, problem = pcall(function()
  publish(a.out, json.text(describe(a, read_versions(io.stdin))))
end)
if not ok then
  io.stderr:write("provenance.lua: ", tostring(problem), "\n")
  os.remove(a.out .. ".tmp")
  os.exit(1)
end
