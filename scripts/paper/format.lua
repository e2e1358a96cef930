-- format.lua: how numbers, units and assumptions are written; the one place that rounds.
-- Returns plain Unicode: real minus, thin spaces (U+202F), raised exponents; see tex.lua for TeX.
local M = {}

local THIN, TIE, MINUS = "\u{202F}", "\u{00A0}", "\u{2212}"
local EXACT = 1e-12 -- relative: a value this close to its rounded form is written in full
local FULL = 9 -- digits up to which an exact value is written in full
local RAISED = { ["-"] = "⁻", ["0"] = "⁰", ["1"] = "¹", ["2"] = "²", ["3"] = "³", ["4"] = "⁴",
                 ["5"] = "⁵", ["6"] = "⁶", ["7"] = "⁷", ["8"] = "⁸", ["9"] = "⁹" }

-- ---- digits -------------------------------------------------------------------------------------

--- The exponent of ten of |x| once it is rounded to so many digits; x is not 0.
local function exponent(x, digits)
  return tonumber(("%." .. digits - 1 .. "e"):format(x):match("e(.*)$"))
end

--- Thin spaces between thousands, from five digits on.
local function grouped(text)
  local whole, rest = text:match("^(%d+)(.*)$")
  if #whole < 5 then return text end
  whole = whole:reverse():gsub("(%d%d%d)", "%1 "):reverse():gsub("^ ", ""):gsub(" ", THIN)
  return whole .. rest
end

--- "10⁹".
local function power_of_ten(n) return "10" .. tostring(math.tointeger(n)):gsub(".", RAISED) end

--- |x| with so many decimals; fewer than none rounds to tens, hundreds, ...
local function fixed(x, decimals)
  if decimals >= 0 then return grouped(("%." .. decimals .. "f"):format(math.abs(x))) end
  local step = 10.0 ^ -decimals
  return grouped(("%.0f"):format(math.floor(math.abs(x) / step + 0.5) * step))
end

--- |x| in so many digits, as a decimal number or with a power of ten.
local function written(x, digits)
  local e = exponent(x, digits)
  if e >= -4 and e < 7 then return fixed(x, digits - 1 - e) end
  local mantissa = ("%." .. digits - 1 .. "f"):format(math.abs(x) / 10.0 ^ e)
  return (mantissa == "1" and "" or mantissa .. "×") .. power_of_ten(e)
end

--- |x| in full where few digits are all there is of it: 1.1, 10 000, 10⁹; nil where they are not.
local function in_full(x)
  local size = math.abs(x)
  if size == math.floor(size) and size < 1e15 then
    local e = size >= 1e6 and exponent(size, 1)
    if e and size == 10.0 ^ e then return power_of_ten(e) end
    return grouped(("%.0f"):format(size))
  end
  if size < 1e-4 or size >= 1e6 then return nil end
  for digits = 1, FULL do
    local text = ("%." .. digits .. "g"):format(size)
    if math.abs(tonumber(text) - size) <= EXACT * size and not text:find "e" then
      return grouped(text)
    end
  end
end

local function signed(x, text) return x < 0 and text:find "[1-9]" and MINUS .. text or text end

local function has_error(x, error) return error and error > EXACT * math.abs(x) end

--- A number in three significant digits, or in `digits`; in fewer where its standard error leaves
--- fewer; an exact one (no error) in full if that takes no more digits.
function M.number(x, error, digits)
  digits = digits or 3
  if x == 0 then return "0" end
  if has_error(x, error) then
    digits = math.max(1, math.min(digits, exponent(x, digits) - exponent(error, 1) + 1))
  else
    local full = in_full(x)
    if full and (x == math.floor(x) or #full:gsub("^0%.0*", ""):gsub("%.", "") <= digits) then
      return signed(x, full)
    end
  end
  return signed(x, written(x, digits))
end

--- A number that is given and not computed: in full, or in three digits where it has no end.
function M.given(x) return x == 0 and "0" or signed(x, in_full(x) or written(x, 3)) end

--- A number and its standard error, both to the error's first digit: "0.341 ± 0.003".
function M.with_error(x, error, digits)
  if not has_error(x, error) then return M.number(x, error, digits) end
  local place = exponent(error, 1)
  local e = x == 0 and place or math.max(place, exponent(x, 1))
  if e >= -4 and e < 7 then
    return ("%s ± %s"):format(signed(x, fixed(x, -place)), fixed(error, -place))
  end
  return ("(%s ± %s)×%s"):format(signed(x, fixed(x / 10.0 ^ e, e - place)),
    fixed(error / 10.0 ^ e, e - place), power_of_ten(e))
end

--- A standard error alone, to its first digit.
function M.error(error) return written(error, 1) end

--- A number with so many decimals, for columns: "−0.022", with a sign before others if `sign`.
function M.fixed(x, decimals, sign)
  local text = signed(x, fixed(x, decimals))
  return sign and x > 0 and text:find "[1-9]" and "+" .. text or text
end

--- How many decimals show so many digits of a number; below 0 before the point.
function M.decimals(x, digits) return x == 0 and 0 or (digits - 1) - exponent(x, digits) end

-- ---- units --------------------------------------------------------------------------------------

--- Words stand with a tie, symbols with a thin space; nil: no unit is written.
local UNITS = {
  ["1"] = false, ["-"] = false, [""] = false, percent = "%", ["1e9"] = TIE .. "billion",
  token = TIE .. "tokens", node = TIE .. "nodes", query = TIE .. "queries", model = TIE .. "models",
  ["token/s"] = TIE .. "tokens/s", ["query/day"] = TIE .. "queries/day",
}
local SINGULAR = { token = TIE .. "token", node = TIE .. "node", query = TIE .. "query",
                   model = TIE .. "model" }

--- A unit with the space before it, as it stands behind this written number; "" for none.
function M.unit(unit, number)
  if number == "1" and SINGULAR[unit] then return SINGULAR[unit] end
  local known = UNITS[unit]
  if known == nil then return THIN .. unit end
  return known or ""
end

--- A unit alone, for the head of a column; "" for none.
function M.unit_name(unit)
  return (M.unit(unit, "2"):gsub("^" .. THIN, ""):gsub("^" .. TIE, ""))
end

--- Digits of results that are told apart only by more than three.
local MORE = { beta = 4, beta_derived = 4, beta_drawn = 4, utilisation = 4,
               utilisation_derived = 4, utilisation_drawn = 4 }

--- The digits of a row of results.tsv or day.tsv; nil for three.
function M.digits_of(row) return MORE[row.quantity] or MORE[row.group] end

-- ---- what the paper prints ----------------------------------------------------------------------

--- A printed number as it is: "1.5-2" as "1.5–2", "~6%" as "about 6%".
function M.printed(text)
  return (text:gsub("^~", "about "):gsub("^(%d[%d.]*)%-(%d)", "%1–%2"))
end

--- How many significant digits a printed number has; 0 for a text.
function M.digits_printed(text)
  if not tonumber(text) then return 0 end
  return #text:gsub("%.", ""):gsub("^0+", "")
end

-- ---- assumptions --------------------------------------------------------------------------------

local KINDS = { lognormal = "log-normal", exponential = "exponential", uniform = "uniform",
                triangular = "triangular", gamma = "gamma", linear = "linear" }
local PARAMETERS = { p5 = "P5", p95 = "P95", ratio = "P95/P5", cv = "coefficient of variation" }

local function number_or_text(text, unit)
  local x = tonumber(text)
  if not x then return text end
  local number = M.given(x)
  return number .. M.unit(unit, number)
end

--- The parts of a written value: "lognormal(p5=1,p95=2)" or "a=0.1,b=0.9": kind (nil for none), and
--- a list of { name, text }; nothing where it has none.
function M.parts(value)
  local kind, inside = value:match("^(%l+)%((.*)%)$")
  inside = inside or value
  local list = {}
  for item in inside:gmatch("[^,]+") do
    local name, text = item:match("^([%w_]+)=([^=]+)$")
    if not name then return nil end
    list[#list + 1] = { name, text }
  end
  return kind, #list > 0 and list or nil
end

--- "5-95 10-90" as "5–95%, then 10–90%".
local function cuts(value)
  if not value:find "^[%d.]+%-[%d.]+" then return value end
  local list = {}
  for low, high in value:gmatch("([%d.]+)%-([%d.]+)") do
    list[#list + 1] = ("%s–%s%s"):format(low, high, M.unit "percent")
  end
  return table.concat(list, ", then ")
end

--- The written value of an assumption in words: "log-normal, P5 1.05, P95 1.6", "11.3 kW".
function M.assumption(value, unit)
  if tonumber(value) then return number_or_text(value, unit) end
  if unit == "percent" then return cuts(value) end
  if unit == "-" then return value end
  local kind, parts = M.parts(value)
  if not parts then return value end
  if kind == "constant" then return number_or_text(parts[1][2], unit) end
  local words = { KINDS[kind] or kind }
  for _, part in ipairs(parts) do
    local part_unit = part[1] ~= "ratio" and part[1] ~= "cv" and unit or "1"
    words[#words + 1] = (PARAMETERS[part[1]] or part[1]) .. " " .. number_or_text(part[2], part_unit)
  end
  return table.concat(words, ", ")
end

return M
