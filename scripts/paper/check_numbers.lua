-- check_numbers.lua: no number in the paper's text that the pipeline should give.
-- Says where a decimal number, one with an exponent, or a number before a unit stands outside of
-- \res, \assume and their like. Counting numbers, years, formulae's whole numbers and lengths of
-- TeX's (0.5cm) are let through. Status 1 if one is found.
package.path = "scripts/?.lua;" .. package.path
local number = require("lib.number").paper
local program = require "lib.program"
local source = require "paper.source"

-- Macros whose argument in braces is a name, a place or layout, and never shown as a number.
local NAMED = {}
for name in ([[res resn rese resp assume assumen assumep ifhas ifall iffigure iftable figurefile
    papertable label ref eqref pageref cite citep citet citealp bibliography bibliographystyle input
    usepackage documentclass begin end vspace hspace setlength file name seefig seetable exhibit
    wideexhibit coltable widetable longexhibit printedvalue url href]]):gmatch "%S+" do
  NAMED[name] = true
end

-- Texts with a decimal that is no result, each with the reason.
local ALLOWED = {
  ["Llama~3.1"] = "the name of a model", ["Llama 3.1"] = "the name of a model",
}

local UNITS = {}
for unit in ([[Wh kWh MWh GWh TWh W kW MW GW J kJ MJ kg h hour hours minute minutes second seconds
    s ms token tokens node nodes query queries percent billion million TPS]]):gmatch "%S+" do
  UNITS[unit] = true
end
local LENGTHS = { cm = true, mm = true, pt = true, em = true, ex = true, ["in"] = true }

--- The same text with blanks where a macro's name or its argument stood, so that places stay.
local function without_names(text)
  local at = 1
  while true do
    local from, to, macro = text:find("\\(%a+)", at)
    if not from then return text end
    at = to + 1
    if NAMED[macro] then
      local behind = text:match("^%*?()", at)
      local option = text:match("^%s*%b[]()", behind)
      local _, _, after = source.group(text, option or behind)
      if after then
        local gone = text:sub(at, after - 1):gsub("[^\n]", " ")
        text = text:sub(1, at - 1) .. gone .. text:sub(after)
      end
    end
  end
end

local function without_allowed(text)
  for allowed in pairs(ALLOWED) do
    local plain = allowed:gsub("%p", "%%%0")
    text = text:gsub(plain, (" "):rep(#allowed))
  end
  return text
end

-- What may stand between a number and its unit: blanks, ties, thin spaces, the end of a formula.
local BETWEEN = { "^[%s~$]+()", "^\\[,;:!]()", "^\\thin{}()", "^\\thin%s+()", "^{}()" }

--- The word behind a number: a unit, a length, or nothing.
local function word_behind(text, at)
  local moved = true
  while moved do
    moved = false
    for _, pattern in ipairs(BETWEEN) do
      local behind = text:match(pattern, at)
      if behind then at, moved = behind, true end
    end
  end
  at = text:match("^\\%a+{()", at) or at -- \mathrm{Wh}, \text{Wh}
  return text:match("^\\?(%%)", at) or text:match("^%a+", at) or ""
end

--- What is wrong with the number that ends before a place; nil if nothing.
local function fault(number, text, at)
  local word = word_behind(text, at)
  if LENGTHS[text:match("^%a*", at)] then return nil end
  if number:find "%d[.,]%d" then return "a decimal number" end
  if text:find("^[eE][+-]?%d", at) then return "a number with an exponent" end
  if word == "%" or UNITS[word] then return "a number before a unit" end
end

--- The number with what stands around it, on one line.
local function shown(text, from, to)
  return (text:sub(from, to + 12):gsub("%s+", " "):gsub("^ ", ""))
end

local function check(path)
  local text, found, at = without_allowed(without_names(source.read(path))), 0, 1
  while true do
    local from, to = text:find("%d[%d.,]*", at)
    if not from then return found end
    while text:sub(to, to):find "[.,]" do to = to - 1 end
    at = to + 1
    local before = text:sub(from - 1, from - 1)
    local what = not before:find "[%w#_]" and fault(text:sub(from, to), text, at)
    if what then
      io.stderr:write(("%s:%d: %s outside of \\res and \\assume: %s\n"):format(path,
        source.line(text, from), what, shown(text, from, to)))
      found = found + 1
    end
  end
end

program.main("SOURCE.tex ...", function(...)
  local found = 0
  for _, path in ipairs { ... } do found = found + check(path) end
  return found == 0
end)
