-- numbers.lua: numbers.tex, a line a key: what \res{key} and \assume{path} show.
-- distributions: what resolve --distributions prints. NAME=FILE: where there are such, day, audit,
-- ledger, and the folders compare and multiverse.
package.path = "scripts/?.lua;" .. package.path
local keys = require "paper.keys"
local program = require "lib.program"
local tex = require "paper.tex"

local function result_line(entry)
  return ("\\Result{%s}{%s}{%s}{%s}{%s}%% %s"):format(entry.key, tex.text(entry.number),
    tex.text(entry.with_error), tex.text(entry.unit), tex.text(entry.percent),
    tex.comment(entry.raw))
end

local function assumption_line(entry)
  return ("\\Assumption{%s}{%s}{%s}{%s}%% %s"):format(entry.key, tex.text(entry.words),
    tex.text(entry.number), tex.text(entry.percent), tex.comment(entry.raw))
end

local function text_of(sources)
  local lines = {
    "% numbers.tex: key, number, with standard error, unit, percent; then the raw value.",
    "% Written by scripts/paper/numbers.lua." }
  local of_results, of_assumptions = keys.all(sources)
  for _, entry in ipairs(of_results) do lines[#lines + 1] = result_line(entry) end
  for _, entry in ipairs(of_assumptions) do lines[#lines + 1] = assumption_line(entry) end
  return table.concat(lines, "\n") .. "\n"
end

local USAGE = "OUT results=FILE assumptions=FILE distributions=FILE [NAME=FILE ...]"
program.main(USAGE, function(out, ...) program.update(out, text_of(program.named(...))) end)
