-- figures.lua: figures.tex, the figures and tables that a paper can show, and names of scenarios.
-- NAME=TEXT: beside and from, scenarios; figures and tables, files. A figure goes by its file's
-- name; one of a comparison by waterfall_KEY.
package.path = "scripts/?.lua;" .. package.path
local program = require "lib.program"
local tex = require "paper.tex"

local function figure_name(path)
  local name = path:match "([^/]+)%.pdf$"
  return path:find("/compare_[^/]+/[^/]+$") and "waterfall_" .. name or name
end

local function lines_of(list, line)
  local lines = {}
  for path in (list or ""):gmatch "%S+" do lines[#lines + 1] = line(path) end
  table.sort(lines)
  return table.concat(lines, "\n") .. "\n"
end

program.main("OUT scenario=NAME [NAME=TEXT ...]", function(out, ...)
  local a = program.named(...)
  program.update(out, "% figures.tex: written by scripts/paper/figures.lua.\n"
    .. ("\\newcommand\\scenarioname{%s}\n"):format(tex.text(a.scenario))
    .. ("\\newcommand\\besidename{%s}\n"):format(tex.text(a.beside))
    .. ("\\newcommand\\comparedfrom{%s}\n"):format(tex.text(a.from))
    .. lines_of(a.figures, function(path)
      return ("\\Figure{%s}{%s}"):format(figure_name(path), path)
    end)
    .. lines_of(a.tables, function(path)
      return ("\\Table{%s}{%s}"):format(path:match "([^/]+)%.tex$", path)
    end))
end)
