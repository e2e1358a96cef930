-- number.lua: numbers as people read them: the one place that rounds, for the terminal, the paper
-- and the report. Each has its marks; figures have theirs in scripts/figures/theme.gp.
--
-- Of any of them, say `local number = require("lib.number").terminal`:
--   number:fixed(x, decimals, sign)      so many decimals
--   number:digits(x, n)                  so many digits, zeros at the end kept
--   number:short(x, n, sign)             so many digits at most, zeros at the end left out
--   number:given(x)                      in full, if it has an end
--   number:cell(text, n)                 of a text that may be none: `digits`, or `given` without n
--   number:shown(x, error, n)            so many digits, fewer where the error leaves fewer
--   number:with_error(x, error, n)       with its standard error, both to the error's first digit
--   number:short_with_error(x, error, n) as `short`, with two digits of the error
--   number:error(error)                  a standard error alone, to its first digit
local M = {}

local NOISE <const> = 1e-12 -- relative: what is as near as this is rounding
local FULL <const> = 9 -- digits up to which a number with an end is written in full

-- ---- rounding, without marks --------------------------------------------------------------------

--- |x| rounded to n digits: the text of its first digit with the others behind a point, and the
--- exponent of ten; x is finite and not 0.
local function split(x, n)
  local text, e = ("%." .. n - 1 .. "e"):format(math.abs(x)):match "^(.*)e(.*)$"
  return text, math.tointeger(tonumber(e))
end

local function exponent(x, n) return (select(2, split(x, n))) end

--- |x| with so many decimals; fewer than none rounds to tens, hundreds, ...
local function rounded(x, decimals)
  if decimals >= 0 then return ("%." .. decimals .. "f"):format(math.abs(x)) end
  local step = 10.0 ^ -decimals
  return ("%.0f"):format(math.floor(math.abs(x) / step + 0.5) * step)
end

--- How many decimals show n digits of a number; below 0 before the point; 0 for 0.
function M.decimals(x, n) return x == 0 and 0 or n - 1 - exponent(x, n) end

--- Whether there is a standard error, and more of it than rounding.
function M.has_error(x, error)
  return error ~= nil and error > NOISE * math.abs(x) and error < math.huge
end

local function is_finite(x) return x == x and math.abs(x) ~= math.huge end

-- ---- with the marks of a medium -----------------------------------------------------------------

local RAISED <const> = { ["-"] = "⁻", ["0"] = "⁰", ["1"] = "¹", ["2"] = "²", ["3"] = "³",
                         ["4"] = "⁴", ["5"] = "⁵", ["6"] = "⁶", ["7"] = "⁷", ["8"] = "⁸",
                         ["9"] = "⁹" }

local function raised(e) return "10" .. tostring(e):gsub(".", RAISED) end

local Marks = {}
Marks.__index = Marks

local function grouped(marks, digits)
  local whole, rest = digits:match "^(%d+)(.*)$"
  if #whole < 5 then return digits end
  whole = whole:reverse():gsub("(%d%d%d)", "%1 "):reverse():gsub("^ ", "")
  return whole:gsub(" ", marks.thousands) .. rest
end

--- A text of |x| with the sign of x; "+" only if asked for; neither if all its digits are 0.
local function signed(marks, x, text, sign)
  if not text:find "[1-9]" then return text end
  return (x < 0 and marks.minus or sign and "+" or "") .. text
end

local function infinite(marks, x)
  return x ~= x and "not a number" or (x < 0 and marks.minus or "") .. "infinite"
end

--- Whether a number of this size stands without a power of ten.
local function is_plain(marks, e) return e >= marks.small and e < marks.large end

--- A text times a power of ten.
local function times_power(marks, text, e)
  if not marks.powers then return text .. ("e%+03d"):format(e) end
  return (text == "1" and "" or text .. "×") .. raised(e)
end

--- |x| in n digits.
local function written(marks, x, n)
  local text, e = split(x, n)
  return is_plain(marks, e) and grouped(marks, rounded(x, n - 1 - e)) or times_power(marks, text, e)
end

--- |x| in full where few digits are all there is of it: 1.1, 10 000, 10⁹; nil where they are not.
local function in_full(marks, x)
  local size = math.abs(x)
  if size == math.floor(size) and size < 1e15 then
    local e = marks.powers and size >= 1e6 and exponent(size, 1)
    return e and size == 10.0 ^ e and raised(e) or grouped(marks, ("%.0f"):format(size))
  end
  if not is_plain(marks, exponent(size, FULL)) then return nil end
  for n = 1, FULL do
    local text = rounded(size, math.max(0, M.decimals(size, n)))
    if math.abs(tonumber(text) - size) <= NOISE * size then return grouped(marks, text) end
  end
end

--- x with so many decimals, fewer than none for tens, hundreds, ...; "+" before those above 0 if
--- `sign`.
function Marks:fixed(x, decimals, sign)
  if not is_finite(x) then return infinite(self, x) end
  return signed(self, x, grouped(self, rounded(x, decimals)), sign)
end

--- x in n digits, zeros at the end kept.
function Marks:digits(x, n)
  if not is_finite(x) then return infinite(self, x) end
  return x == 0 and "0" or signed(self, x, written(self, x, n))
end

--- x in at most n digits, for cells of tables; "+" before those above 0 if `sign`. What is no
--- number, and a whole one that is written as one, stay as they are.
function Marks:short(x, n, sign)
  local value = tonumber(x)
  if not value or math.type(value) == "integer" and not sign then return tostring(x) end
  if value == 0 or not is_finite(value) then return self:digits(value, n) end
  local text, power = written(self, value, n):match "^([^e×]*)(.*)$"
  if text:find(".", 1, true) then text = text:gsub("0+$", ""):gsub("%.$", "") end
  return signed(self, value, text .. power, sign)
end

--- A number that is given and not computed: in full, or in three digits where it has no end.
function Marks:given(x)
  if not is_finite(x) then return infinite(self, x) end
  return x == 0 and "0" or signed(self, x, in_full(self, x) or written(self, x, 3))
end

--- The text of a cell in n digits, or as it is given if none are said; what is no number as it is.
function Marks:cell(text, n)
  local x = tonumber(text)
  return not x and text or n and self:digits(x, n) or self:given(x)
end

--- A number in three digits, or in n; in fewer where its standard error leaves fewer. Without an
--- error in full, if the marks say so and that takes no more digits.
function Marks:shown(x, error, n)
  n = n or 3
  if x == 0 or not is_finite(x) then return self:digits(x, n) end
  if M.has_error(x, error) then
    local left = exponent(x, n) - exponent(error, 1) + 1
    return self:digits(x, math.max(1, math.min(n, left)))
  end
  local full = self.full and in_full(self, x)
  if full and (x == math.floor(x) or #full:gsub("^0%.0*", ""):gsub("%.", "") <= n) then
    return signed(self, x, full)
  end
  return self:digits(x, n)
end

--- A number and its standard error, both to the error's first digit: "0.341 ± 0.003".
function Marks:with_error(x, error, n)
  if not (is_finite(x) and M.has_error(x, error)) then return self:shown(x, nil, n) end
  local last = exponent(error, 1)
  local e = x == 0 and last or math.max(last, exponent(x, 1))
  if is_plain(self, e) then
    return self:fixed(x, -last) .. self.plus_minus .. self:fixed(error, -last)
  end
  local function part(size) return self:fixed(size / 10.0 ^ e, e - last) end
  return times_power(self, ("(%s%s%s)"):format(part(x), self.plus_minus, part(error)), e)
end

--- The cells of a value and of its standard error: `short` in n digits, and two of the error if it
--- is above 0.
function Marks:short_with_error(x, error, n)
  error = tonumber(error)
  if not error or error <= 0 then return self:short(x, n) end
  return self:short(x, n) .. self.plus_minus .. self:short(error, 2)
end

--- A standard error alone, to its first digit.
function Marks:error(error) return self:digits(error, 1) end

--- Numbers with these marks: minus; thousands: between three digits each, from five on; plus_minus;
--- tie and space: between a number and its unit, a word or a symbol; small, large: numbers from
--- 10^small to 10^large have no power of ten; powers: true for "1.2×10⁹", and for 10⁹ in full,
--- false for "1.2e+09"; full: true if a number without an error has no more digits than it needs.
function M.new(marks) return setmetatable(marks, Marks) end

M.terminal = M.new { minus = "-", thousands = "", plus_minus = " +- ", tie = " ", space = " ",
                     small = -4, large = 7, powers = false, full = false }
M.paper = M.new { minus = "\u{2212}", thousands = "\u{202F}", plus_minus = " ± ", tie = "\u{A0}",
                  space = "\u{202F}", small = -4, large = 7, powers = true, full = true }
M.page = M.new { minus = "\u{2212}", thousands = "\u{A0}", plus_minus = " ± ", tie = "\u{A0}",
                 space = "\u{A0}", small = -6, large = 15, powers = false, full = false }

return M
