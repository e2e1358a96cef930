-- architecture.lua: docs/architecture.md and CONTRIBUTING.md against the tree: every file, function
-- and table that they name is there, every module of a room is named in the picture, and a recipe
-- that has a trial lists the files that its patch changes. Paths in other texts are there too.
package.path = "scripts/?.lua;tests/scripts/?.lua;" .. package.path
local cases = require "cases"
local program = require "lib.program"

local text = program.read "docs/architecture.md"

--- What a command prints, line by line.
local function lines_of(command)
  local pipe, lines = assert(io.popen(command)), {}
  for line in pipe:lines() do lines[#lines + 1] = line end
  pipe:close()
  return lines
end

local function keys_of(list)
  local keys = {}
  for _, word in ipairs(list) do keys[word] = true end
  return keys
end

local function wanted(good, what) cases.same(good and "there" or "missing", "there", what) end

local SOURCES = "Makefile make scripts stages tests docs data scenarios paper .ci"
local FILES = lines_of("find " .. SOURCES .. " -type f")
local NAMES, THERE = {}, keys_of(lines_of("find " .. SOURCES))
for _, file in ipairs(FILES) do NAMES[file:match "[^/]+$"] = true end
local WORDS = keys_of(lines_of("cat $(find Makefile make stages scripts -type f) | "
  .. "grep -aoE '[A-Za-z_][A-Za-z0-9_]+' | sort -u"))
local ROOMS = {}
for room in program.read("Makefile"):match "\nROOMS +:= ([^\n]+)":gmatch "%S+" do
  ROOMS[#ROOMS + 1] = room
end

-- ---- the picture --------------------------------------------------------------------------------

local PICTURE = text:match "\n## 1.-\n## 2"
local FLOORS = PICTURE:match "^(.-)\nPrograms" .. "\n    end/"

--- The modules that a room has in the picture: entries stand four blanks apart, "a, b (what)".
local function modules_of(room)
  local block = FLOORS:match("\n    " .. room .. "/ +[^\n]+(.-)\n    %l+/")
  local named = {}
  for entry in (block or ""):gsub("    +", "\n"):gmatch "[^\n]+" do
    for name in entry:gsub(" ?%(.*", ""):gmatch "[%w_]+" do named[#named + 1] = name end
  end
  return named
end

local order = {}
for room in FLOORS:gmatch "\n    (%l+)/ +%u" do order[#order + 1] = room end
cases.same(table.concat(order, " "), table.concat(ROOMS, " "), "rooms of the picture")

for _, room in ipairs(ROOMS) do
  local folder = "stages/" .. room .. "/"
  local named = modules_of(room)
  local is_named = keys_of(named)
  for _, name in ipairs(named) do
    wanted(THERE[folder .. name .. ".h"] or THERE[folder .. name .. ".c"], folder .. name)
  end
  for _, file in ipairs(FILES) do -- a file x_y.c without a header goes with x
    local name = file:match("^" .. folder .. "([%w_]+)%.[ch]$")
    while name and not THERE[folder .. name .. ".h"] and name:find "_" and not is_named[name] do
      name = name:gsub("_[^_]*$", "")
    end
    if name then wanted(is_named[name], file .. " in the picture") end
  end
end

for _, file in ipairs(FILES) do
  local name = file:match "^make/(.+)$" or file:match "^stages/([^/]+)%.c$"
    or file:match "^scripts/lib/(.+)%.lua$" or file:match "^scripts/([^/]+/)"
    or file:match "^tests/([^/]+/)"
  if name then
    local room = keys_of(ROOMS)[name:gsub("/", "")]
    wanted(room or PICTURE:find("%f[%w_]" .. name:gsub("%p", "%%%0") .. "%f[^%w_/]")
      or PICTURE:find(" " .. name, 1, true), file .. " in the picture")
  end
end

-- ---- names --------------------------------------------------------------------------------------

--- Whether what is written like a path is one, from the root or from stages/, or stands for some.
local function is_path(path)
  if path:find "%f[%w]%u%u+%f[%W]" or path:find "_NAME" then return true end -- NAME, ROOM
  for _, from in ipairs { "", "stages/" } do
    for _, ending in ipairs { "", ".c" } do
      if THERE[from .. path .. ending] then return true end
    end
  end
  return path:find("*", 1, true) and #lines_of("ls -d " .. path .. " 2>/dev/null") > 0
end

local ENDINGS = keys_of { "c", "h", "lua", "mk", "gp", "sh", "awk" }
local TOPS = keys_of { "stages", "scripts", "make", "tests", "docs", table.unpack(ROOMS) }

--- Every path in a text is there.
local function check_paths(file, said)
  for path in said:gmatch "%f[%w_./]%l+/[%w_./*]+" do
    path = path:gsub("[./]+$", "")
    if TOPS[path:match "^%l+"] and path:find "/" then
      wanted(is_path(path), file .. ": " .. path)
    end
  end
end

for _, file in ipairs(lines_of "ls README.md NEWS.md docs/*.md data/README.md paper/*/*.tex") do
  check_paths(file, program.read(file))
end
for _, file in ipairs { "docs/architecture.md", "CONTRIBUTING.md" } do
  local said = program.read(file)
  for line in said:gmatch "[^\n]+" do
    cases.same(utf8.len(line) <= 120, true, file .. ": columns of " .. line)
  end
  check_paths(file, said)
  for name in said:gmatch "%f[%w_./]([%w_]+%.%a+)%f[^%w_.]" do
    if ENDINGS[name:match "%a+$"] and not name:find "%u%u" then
      wanted(NAMES[name], file .. ": " .. name)
    end
  end
  for name in said:gmatch "([%w_]+)%(%)" do wanted(WORDS[name], file .. ": " .. name .. "()") end
  for name in said:gmatch "%f[%w_](%u[%u_]+_%u+)%f[^%w_]" do
    if not name:find "_NAME$" then wanted(WORDS[name], file .. ": " .. name) end
  end
  for name in said:gmatch "struct ([%l_]+)" do wanted(WORDS[name], file .. ": struct " .. name) end
end

-- ---- recipes ------------------------------------------------------------------------------------

local trials = 0
for title, recipe in text:gsub("\n### ", "\n\f"):gmatch "\f([^\n]+)([^\f]+)" do
  local files = {}
  for list in recipe:gmatch "\nFiles: ([^\n]+)" do
    for file in list:gmatch "%S+" do
      wanted(THERE[file] or io.open(file), title .. ": " .. file)
      files[#files + 1] = file
    end
  end
  local patch = recipe:match "\nTrial: (%S+)"
  if patch then
    local changed = {}
    for file in program.read(patch):gmatch "\n%+%+%+ b/([^\n]+)" do changed[#changed + 1] = file end
    table.sort(files)
    table.sort(changed)
    cases.same(table.concat(files, " "), table.concat(changed, " "), "files of " .. title)
    trials = trials + 1
  end
end
cases.same(trials, #lines_of "ls tests/trials/*.patch", "recipes with a trial")

cases.finish()
