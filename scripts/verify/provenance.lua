-- provenance.lua: writes provenance.json, where the products of a scenario come from.
-- Reads what versions.sh prints on standard input. NAME=TEXT: make, flags; behind each of the
-- options --scenario-files, --data and --products: files.
-- No day, no user, no path outside the tree: the same tree gives the same bytes everywhere. The
-- file is replaced only if it changes.
package.path = "scripts/?.lua;" .. package.path
local json = require "lib.json"
local program = require "lib.program"
local sums = require "verify.sums"
local tsv = require "lib.tsv"

--- The words of the command line: texts by name, and lists of files by their option.
local function read_arguments(...)
  local texts, lists, list = {}, {}, nil
  for _, word in ipairs { ... } do
    local option = word:match("^%-%-(.+)$")
    if option then
      list = {}
      lists[option] = list
    else
      table.insert(list or texts, word)
    end
  end
  return program.named(table.unpack(texts)), lists
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

local function describe(path, texts, lists, versions)
  local assumptions = tsv.load_assumptions(path)
  versions.make = texts.make
  return {
    assumptions = file_list({ path })[1],
    commit = take(versions, "commit"),
    data = file_list(lists.data),
    flags = flags_told(texts.flags),
    generator = assumptions.generator,
    machine = take(versions, "machine"),
    products = sums.of(lists.products),
    queries = math.tointeger(tonumber(assumptions.queries)),
    scenario = scenario_name(path),
    scenario_files = file_list(lists["scenario-files"]),
    seed = math.tointeger(tonumber(assumptions.seed)),
    title = assumptions.title,
    versions = versions,
  }
end

program.main("OUT assumptions.tsv [WORD ...] <versions", function(out, assumptions, ...)
  local texts, lists = read_arguments(...)
  program.update(out, json.text(describe(assumptions, texts, lists, read_versions(io.stdin))))
end)
