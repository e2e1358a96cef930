-- program.lua: how a script begins, fails, and reads and writes files whole.
local M = {}
local HERE = debug.getinfo(1, "S").source:match "^@(.*/)" or ""

--- How many words a usage wants at least and at most: "[WORD]" may be left out, "..." is any more.
local function wanted(usage)
  local least, most = 0, 0
  for word in usage:gsub(" <.*$", ""):gmatch "%S+" do
    if word:find("...", 1, true) then most = math.huge else most = most + 1 end
    if not word:find "[%[%.]$" and not word:find "^%[" and not word:find "%]$" then
      least = least + 1
    end
  end
  return least, most
end

local UNWRITTEN = "standard output: cannot be written: "

--- In every script: Lua's own forgets that standard output took no more.
function print(...)
  local words = table.pack(...)
  for i = 1, words.n do words[i] = tostring(words[i]) end
  local good, problem = io.stdout:write(table.concat(words, "\t"), "\n")
  if not good then error(UNWRITTEN .. problem, 0) end
end

--- Runs a script. `usage` names the words of its command line, which are the arguments of `work`.
--- Other words than these: the usage on standard error, status 2. An error of `work`: one line on
--- standard error that begins with the script's name, status 1, and so if standard output cannot be
--- written; status 1 too if `work` returns false.
function M.main(usage, work)
  local name = arg[0]:match "[^/]+$"
  local least, most = wanted(usage)
  if #arg < least or #arg > most then
    io.stderr:write("usage: ", name, " ", usage, "\n")
    os.exit(2)
  end
  local ok, result = pcall(work, table.unpack(arg))
  local good, problem = io.stdout:flush()
  if ok and not good then ok, result = false, UNWRITTEN .. problem end
  if not ok then io.stderr:write(name, ": ", tostring(result), "\n") end
  os.exit(ok and result ~= false)
end

--- The words "name=text" as a table of texts by name; nothing for "name=".
function M.named(...)
  local texts = {}
  for _, word in ipairs { ... } do
    local name, text = word:match "^([%w_]+)=(.*)$"
    texts[assert(name, word .. ": want name=text")] = text ~= "" and text or nil
  end
  return texts
end

--- A file to be read; an error that names it if that cannot be.
function M.open(path)
  local file, problem = io.open(path, "rb")
  return file or error(problem, 0)
end

--- All of a file; an error if it cannot be read.
function M.read(path)
  local file = M.open(path)
  local text, problem = file:read "a"
  if not text then error(path .. ": " .. problem, 0) end
  file:close()
  return text
end

--- Whether a file can be read.
function M.is_there(path)
  local file = io.open(path)
  return file ~= nil and file:close()
end

--- A word of a shell's command line.
function M.quoted(word) return "'" .. word:gsub("'", "'\\''") .. "'" end

--- Stops unless both names may be given to a file. What a run that was killed left under the second
--- goes.
local function check_names(path, temporary)
  local function is_taken(name) return os.rename(name, name) end -- opening a pipe would wait
  if not is_taken(path) and not is_taken(temporary) then return end
  local look = io.popen(("%sin_the_way.sh %s %s"):format(HERE, M.quoted(path), M.quoted(temporary)))
  local found = look:read "l"
  look:close()
  if found then error(found, 0) end
  os.remove(temporary)
end

--- Replaces a file as a whole by this text; an error, and the file as it was, if that fails.
function M.write(path, text)
  check_names(path, path .. ".tmp")
  local file = assert(io.open(path .. ".tmp", "wb"))
  local good, problem = file:write(text)
  local closed, trouble = file:close()
  good, problem = good and closed, problem or trouble
  if good then good, problem = os.rename(path .. ".tmp", path) end
  if good then return end
  os.remove(path .. ".tmp")
  error(("%s: cannot be written: %s"):format(path, problem), 0)
end

--- Replaces a file by this text if it holds another: for make it is as old as what it says.
function M.update(path, text)
  check_names(path, path .. ".tmp")
  if not (M.is_there(path) and M.read(path) == text) then M.write(path, text) end
end

return M
