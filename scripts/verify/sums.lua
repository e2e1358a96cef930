-- sums.lua: the sha256 of files, by sha256sum.
local program = require "lib.program"
local M = {}

--- The lines that a command prints; stops if it fails.
function M.lines_of(command)
  local pipe, lines = assert(io.popen(command)), {}
  for line in pipe:lines() do lines[#lines + 1] = line end
  if not pipe:close() then error(command:match("^%S+") .. ": failed, see above", 0) end
  return lines
end

--- sha256 by path, in hexadecimal digits; stops if a file cannot be read.
function M.of(paths)
  local words, sums = {}, {}
  if #paths == 0 then return sums end
  for i, path in ipairs(paths) do words[i] = program.quoted(path) end
  local lines = M.lines_of("sha256sum -- " .. table.concat(words, " "))
  for i, line in ipairs(lines) do
    sums[paths[i]] = assert(line:match("^\\?(%x+)"), "sha256sum: found no sum")
  end
  return sums
end

return M
