-- program.lua: the command line of this folder's scripts, and files that are replaced as a whole.
package.path = "scripts/tables/?.lua;" .. package.path
local M = {}

--- OUT name=text ... as { out = OUT, name = text, ... }.
function M.arguments(words)
  local a = { out = words[1] }
  for i = 2, #words do
    local name, text = words[i]:match("^(%l+)=(.*)$")
    a[assert(name, words[i] .. ": want name=text")] = text ~= "" and text or nil
  end
  return a
end

M.publish = require "publish"

--- Runs a script's work on its arguments; a failure is one line on standard error and status 1.
function M.main(name, usage, words, work)
  if #words == 0 then
    io.stderr:write("usage: ", name, " ", usage, "\n")
    os.exit(2)
  end
  local ok, problem = pcall(function() return work(M.arguments(words)) end)
  if not ok then
    io.stderr:write(name, ": ", tostring(problem), "\n")
    os.remove(words[1] .. ".tmp")
    os.exit(1)
  end
end

return M
