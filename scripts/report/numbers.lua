-- numbers.lua: numbers as people read them.
local M = {}

local NBSP <const>, MINUS <const> = "\u{A0}", "\u{2212}"
local UNITS = { ["1"] = "", ["-"] = "" }

--- 1234567 as 1 234 567, with no-break spaces.
local function grouped(digits)
  local sign, whole, rest = digits:match("^(%-?)(%d+)(.*)$")
  if #whole > 4 then
    whole = whole:reverse():gsub("(%d%d%d)", "%1 "):reverse():gsub("^ ", ""):gsub(" ", NBSP)
  end
  return (sign == "-" and MINUS or "") .. whole .. rest
end

--- The decimals that leave x so many significant digits.
local function decimals_of(x, digits)
  if x == 0 then return 0 end
  local rounded = tonumber(("%%.%de"):format(digits - 1):format(x))
  return digits - 1 - math.floor(math.log(math.abs(rounded), 10) + 1e-12)
end

local function fixed(x, decimals)
  if decimals > 9 then return (("%.2e"):format(x):gsub("^%-", MINUS)) end
  if decimals < 0 then
    local unit = 10 ^ -decimals
    return grouped(("%.0f"):format(math.floor(x / unit + 0.5) * unit))
  end
  return grouped(("%%.%df"):format(decimals):format(x))
end

--- Three significant digits, or as many as asked for, zeros at the end kept. Whole numbers below
--- 1e15 stay whole.
function M.short(x, digits)
  if x ~= x or x == math.huge or x == -math.huge then return "not a number" end
  if x == math.floor(x) and math.abs(x) < 1e15 and not digits then
    return grouped(("%.0f"):format(x))
  end
  return fixed(x, decimals_of(x, digits or 3))
end

--- A standard error to one digit; nil where there is none, or only rounding.
function M.error(x, of)
  if not x or not (x > 1e-12 * math.abs(of)) then return nil end
  return fixed(x, decimals_of(x, 1))
end

--- A value with its standard error, to the error's first digit: "0.341 ± 0.003"; in four digits
--- where there is none.
function M.with_error(x, error)
  if not error or not (error > 1e-12 * math.abs(x)) then return M.short(x, 4) end
  local decimals = decimals_of(error, 1)
  return fixed(x, decimals) .. " ± " .. fixed(error, decimals)
end

--- The unit as it stands behind a number, with the blank before it.
function M.unit(unit)
  local told = UNITS[unit] or unit
  return told == "" and "" or NBSP .. told
end

--- A cell of a table: what is no number stays as it is.
function M.cell(text, digits)
  local number = tonumber(text)
  return number and M.short(number, digits) or text
end

return M
