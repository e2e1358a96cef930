-- provenance.lua: writes provenance.json, where the products of a scenario come from.
-- Reads what versions.sh prints on standard input. NAME=TEXT: make, flags; read, the read.tsv of
-- resolve; tree, the folder that make runs in. Behind --products: files.
-- No day, no user, no path outside the tree: the same tree gives the same bytes everywhere. The
-- file is replaced only if it changes.
package.path = "scripts/?.lua;" .. package.path
local json = require "lib.json"
local program = require "lib.program"
local sums = require "verify.sums"
local tsv = require "lib.tsv"

--- The words of the command line: texts by name, and the products.
local function read_arguments(...)
  local texts, products, list = {}, {}, nil
  for _, word in ipairs { ... } do
    if word == "--products" then list = products else table.insert(list or texts, word) end
  end
  return program.named(table.unpack(texts)), products
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

--- The path of a file of this tree, however it was named, and of any other file its name.
local function path_told(path, tree)
  if path:sub(1, #tree + 1) == tree .. "/" then path = path:sub(#tree + 2) end
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

--- The files of read.tsv with their sums as they were read: those of the scenario, and the data.
local function read_files(path, tree)
  local scenario, data = {}, {}
  for _, row in ipairs((tsv.read(path))) do
    table.insert(row.what == "scenario" and scenario or data,
                 { file = path_told(row.file, tree), sha256 = row.sha256 })
  end
  return scenario, data
end

--- The name in the first line, "# scenario NAME".
local function scenario_name(path)
  for line in io.lines(path) do
    return assert(line:match("^# scenario (%S+)$"), path .. ":1: found no \"# scenario NAME\"")
  end
end

local function describe(path, texts, products, versions)
  local assumptions = tsv.load_assumptions(path)
  local scenario_files, data = read_files(texts.read, texts.tree)
  versions.make = texts.make
  return {
    assumptions = { file = path, sha256 = sums.of({ path })[path] },
    commit = take(versions, "commit"),
    data = data,
    flags = flags_told(texts.flags),
    generator = assumptions.generator,
    machine = take(versions, "machine"),
    products = sums.of(products),
    queries = math.tointeger(tonumber(assumptions.queries)),
    scenario = scenario_name(path),
    scenario_files = scenario_files,
    seed = math.tointeger(tonumber(assumptions.seed)),
    title = assumptions.title,
    versions = versions,
  }
end

program.main("OUT assumptions.tsv [WORD ...] <versions", function(out, assumptions, ...)
  local texts, products = read_arguments(...)
  program.update(out, json.text(describe(assumptions, texts, products, read_versions(io.stdin))))
end)
