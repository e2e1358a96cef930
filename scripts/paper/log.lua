-- log.lua: what matters in LaTeX's log: one line each, with the file and line it is about.
-- errors: what stopped LaTeX. flaws: boxes more than PT pt too wide or too high, names that nothing
-- defines, characters that no font has. Status 1 if there is something to tell.
package.path = "scripts/?.lua;" .. package.path
local program = require "lib.program"

local MOST = 12 -- lines that are told

--- Follows which file TeX reads: "(path" opens one, ")" closes the last that was opened.
local function follow(stack, line)
  for open, path in line:gmatch "([()])([^()%s]*)" do
    if open == "(" then
      stack[#stack + 1] = path:find "%.%l+$" and path:gsub("^%./", "") or false
    else
      stack.closed = stack[#stack] or stack.closed
      stack[#stack] = nil
    end
  end
end

--- The file that is read, the innermost that is one.
local function reading(stack)
  for i = #stack, 1, -1 do
    if stack[i] then return stack[i] end
  end
  return "?"
end

--- Where a box is. A paragraph whose first line is behind its last began in the file before; one
--- that ends behind a table's file may have begun in it.
local function place(stack, lines)
  local first, last = lines:match "(%d+)%-%-(%d+)"
  if first and tonumber(first) > tonumber(last) then return stack.closed .. ":" .. first end
  local behind = lines:find "paragraph" and stack.closed and stack.closed:find "/tables/"
    and " (behind " .. stack.closed .. ")" or ""
  return reading(stack) .. (first and ":" .. first or "") .. behind
end

--- An error: "file:line: what" and, behind it, the line of the source up to where TeX stopped.
local function error_of(line, following)
  if not (line:find "^[^%s:]+:%d+: " or line:find "^! ") then return nil end
  local source = following and following:match "^l%.%d+ (.*)$"
  return (line:gsub("^%./", "")) .. (source and "\n    " .. source or "")
end

--- A flaw; `box` is set where the next line shows what is in a box and is no text of TeX's.
local function flaw_of(line, stack, most)
  local kind, size, lines = line:match "^Overfull (\\[hv]box) %(([%d.]+)pt too %l+%)(.*)"
  if kind then
    if tonumber(size) <= most then return nil, true end
    return ("%s: %s pt too %s"):format(place(stack, lines), size,
      kind == "\\hbox" and "wide" or "high"), true
  end
  if line:find "^LaTeX Warning: There were" then return nil end
  if line:find "^LaTeX Warning: .*undefined" or line:find "^Package natbib Warning: .*undefined"
    or line:find "^LaTeX Warning: .*multiply" or line:find "^Missing character" then
    return reading(stack) .. ": " .. line
  end
end

local function read_lines(path)
  local lines = {}
  for line in assert(io.open(path, "rb")):lines() do lines[#lines + 1] = line end
  return lines
end

--- The first line behind an error that shows the source.
local function source_line(lines, i)
  for j = i + 1, math.min(i + 8, #lines) do
    if lines[j]:find "^l%.%d" then return lines[j] end
  end
end

local function flaws(lines, most)
  local list, stack, skip = {}, {}, false
  for _, line in ipairs(lines) do
    local flaw, box
    if not skip then
      flaw, box = flaw_of(line, stack, most)
      if not (flaw or box) then follow(stack, line) end
    end
    list[#list + 1] = flaw
    skip = box and line:find "^Overfull \\h" ~= nil
  end
  return list
end

local function errors(lines)
  local list = {}
  for i, line in ipairs(lines) do list[#list + 1] = error_of(line, source_line(lines, i)) end
  return list
end

program.main("LOG errors|flaws [PT]", function(path, what, widest)
  local found, told = read_lines(path), {}
  for _, text in ipairs(what == "errors" and errors(found) or flaws(found, tonumber(widest))) do
    if not told[text] and #told < MOST then
      print(text)
      told[#told + 1] = text
    end
    told[text] = true
  end
  return #told == 0
end)
