-- text.lua: texts in characters, not bytes: how wide they are, cut, broken into lines.
local M = {}

--- The number of characters of a text; of bytes, where it is no UTF-8.
function M.width(text) return utf8.len(text) or #text end

--- A text with U+FFFD for each byte that is not UTF-8.
function M.as_utf8(text)
  if utf8.len(text) then return text end
  local parts, from = {}, 1
  while from <= #text do
    local _, bad = utf8.len(text, from)
    parts[#parts + 1] = text:sub(from, (bad or #text + 1) - 1)
    if bad then parts[#parts + 1] = "\u{FFFD}" end
    from = (bad or #text) + 1
  end
  return table.concat(parts)
end

--- The first n characters of a text, or the last if n is below 0; all of it where it has no more.
function M.some(text, n)
  if M.width(text) <= math.abs(n) then return text end
  if n < 0 then return text:sub(utf8.offset(text, n)) end
  return text:sub(1, utf8.offset(text, n + 1) - 1)
end

--- A text in at most so many characters, with "..." where its end is missing; its beginning, if
--- `front`: that of a path, whose end says most.
function M.cut(text, most, front)
  if M.width(text) <= most then return text end
  if most <= 3 then return ("."):rep(most) end
  return front and "..." .. M.some(text, 3 - most) or M.some(text, most - 3) .. "..."
end

--- A text with blanks behind it up to a width; before it, if `right`.
function M.padded(text, width, right)
  local blanks = (" "):rep(width - M.width(text))
  return right and blanks .. text or text .. blanks
end

--- The width of the widest of some texts.
function M.widest(texts)
  local most = 0
  for _, text in ipairs(texts) do most = math.max(most, M.width(text)) end
  return most
end

--- A width from the command line: 0, for any, becomes nil, as does what is no number.
function M.width_given(word)
  local number = math.tointeger(tonumber(word))
  return number and number > 0 and number or nil
end

--- A text as a list of lines of at most `most` characters (nil: one line), broken at blanks, or
--- within a word that has no line of its own; all but the first begin with `hang` blanks (2), or as
--- many as half a line.
function M.lines(text, most, hang)
  if not most or M.width(text) <= most then return { text } end
  local margin = (" "):rep(math.min(hang or 2, most // 2))
  local lines, line = {}, ""
  for blanks, word in text:gmatch "( *)([^ ]+)" do
    if line ~= "" and M.width(line .. blanks .. word) > most then
      lines[#lines + 1] = line
      line, blanks = margin, ""
    end
    line = line .. blanks .. word
    while M.width(line) > most do
      local head = M.some(line, most)
      lines[#lines + 1] = head
      line = margin .. line:sub(#head + 1)
    end
  end
  lines[#lines + 1] = line
  return lines
end

--- Prints a text in such lines.
function M.print(text, most, hang) print(table.concat(M.lines(text, most, hang), "\n")) end

--- "1 row", "2 rows": a number and its word, with an "s" behind it for any but one.
function M.count(n, word) return ("%d %s%s"):format(n, word, n == 1 and "" or "s") end

return M
