-- tex.lua: text for TeX: what any text says is shown, never obeyed.
local texts = require "lib.text"

local M = {}

local SPECIAL = {
  ["\\"] = "\\textbackslash{}", ["{"] = "\\{", ["}"] = "\\}", ["%"] = "\\%", ["&"] = "\\&",
  ["#"] = "\\#", ["$"] = "\\$", ["_"] = "\\_", ["^"] = "\\textasciicircum{}",
  ["~"] = "\\textasciitilde{}", ["\""] = "\\textquotedbl{}", ["'"] = "\\textquotesingle{}",
  ["`"] = "\\textasciigrave{}", ["<"] = "\\textless{}", [">"] = "\\textgreater{}",
  ["|"] = "\\textbar{}",
}

local LOWERED = { ["⁻"] = "−", ["⁰"] = "0", ["¹"] = "1", ["²"] = "2", ["³"] = "3", ["⁴"] = "4",
                  ["⁵"] = "5", ["⁶"] = "6", ["⁷"] = "7", ["⁸"] = "8", ["⁹"] = "9" }

--- Raised digits of "10⁻⁹" as \textsuperscript{−9}.
local function superscripts(text)
  local out, raised = {}, {}
  local function flush()
    if #raised > 0 then out[#out + 1] = "\\textsuperscript{" .. table.concat(raised) .. "}" end
    raised = {}
  end
  for character in text:gmatch(utf8.charpattern) do
    if LOWERED[character] then
      raised[#raised + 1] = LOWERED[character]
    else
      flush()
      out[#out + 1] = character
    end
  end
  flush()
  return table.concat(out)
end

--- Any text, as it is to be seen: one line, specials escaped, ligatures of hyphens held off.
function M.text(text)
  text = texts.as_utf8(text):gsub("%c", " "):gsub("(%a)'(%a)", "%1\u{2019}%2")
  text = text:gsub("[\\{}%%&#$_^~\"'`<>|]", SPECIAL)
  text = text:gsub("%-%-", "-\\nolig{}-"):gsub("%-%-", "-\\nolig{}-")
  text = superscripts(text)
  return (text:gsub("\u{202F}", "\\thin{}"):gsub("\u{00A0}", "~"))
end

--- A name of the pipeline (key, path, file): as it is; lines may break after a dot, a slash, a
--- hyphen or an underscore, but not in a number.
function M.breakable(text)
  text = M.text(text):gsub("/", "/\\allowbreak{}"):gsub("\\_", "\\_\\allowbreak{}")
  return (text:gsub("(%w[.-])(%a)", "%1\\allowbreak{}%2"))
end

--- A text behind a comment sign: it must not end the line.
function M.comment(text) return (texts.as_utf8(text):gsub("%c", " ")) end

return M
