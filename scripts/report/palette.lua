-- palette.lua: the colours of the figures in both themes, as CSS variables.
-- Figures are drawn for white paper. Here each of their colours gets a name, what it is on a light
-- page (its own; of text, dark enough to read) and on a dark one: paper and ink change places, pale
-- areas become dim ones of the same hue, and colours that stand for something stay near themselves.
local program = require "lib.program"

local M = {}

-- What a figure stands on in the dark theme: --figure of report.css.
local PAPER_DARK <const> = program.read "scripts/report/report.css"
  :match 'data%-theme="dark"%].-%-%-figure: (#%x+)'
local READABLE <const> = 5.3 -- contrast of text on paper: then over 4.5 on the palest area too

-- ---- colour spaces: sRGB, its linear light, Oklab (Ottosson 2020) -------------------------------

local function linear(x) return x <= 0.04045 and x / 12.92 or ((x + 0.055) / 1.055) ^ 2.4 end
local function gamma(x) return x <= 0.0031308 and 12.92 * x or 1.055 * x ^ (1 / 2.4) - 0.055 end

local function read(hex)
  local r, g, b = hex:match "^#(%x%x)(%x%x)(%x%x)$"
  assert(r, "palette: found the colour " .. hex .. ", want #rrggbb")
  return linear(tonumber(r, 16) / 255), linear(tonumber(g, 16) / 255), linear(tonumber(b, 16) / 255)
end

local function cube_root(x) return x ^ (1 / 3) end

local function to_oklab(r, g, b)
  local l = cube_root(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  local m = cube_root(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  local s = cube_root(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
         1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
         0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
end

local function from_oklab(lightness, a, b)
  local l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ^ 3
  local m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ^ 3
  local s = (lightness - 0.0894841775 * a - 1.2914855480 * b) ^ 3
  return 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
         -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
         -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
end

local function write(r, g, b)
  local function byte(x)
    return math.floor(255 * math.max(0, math.min(1, gamma(math.max(0, x)))) + 0.5)
  end
  return ("#%02x%02x%02x"):format(byte(r), byte(g), byte(b))
end

-- ---- contrast (WCAG 2) --------------------------------------------------------------------------

local function luminance(hex)
  local r, g, b = read(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
end

function M.contrast(x, y)
  local a, b = luminance(x), luminance(y)
  return (math.max(a, b) + 0.05) / (math.min(a, b) + 0.05)
end

--- The colour of this lightness with the hue of another, less colourful towards both ends.
local function with_lightness(hex, lightness)
  local l, a, b = to_oklab(read(hex))
  local room = math.min(1, 4 * (1 - lightness), 4 * lightness)
  return write(from_oklab(lightness, a * math.min(1, room), b * math.min(1, room))), l
end

--- A colour made lighter (step > 0) or darker until it has this contrast with another.
local function until_contrast(hex, other, least, step)
  local lightness = to_oklab(read(hex))
  while M.contrast(hex, other) < least and lightness > 0 and lightness < 1 do
    lightness = lightness + step
    hex = with_lightness(hex, math.max(0, math.min(1, lightness)))
  end
  return hex
end

-- ---- the two themes -----------------------------------------------------------------------------

local function chroma(hex)
  local _, a, b = to_oklab(read(hex))
  return (a * a + b * b) ^ 0.5
end

local function is_grey(hex) return chroma(hex) < 0.02 end

--- Whether a colour is another one let down with white, for an area behind something.
local function is_pale(hex)
  local lightness = to_oklab(read(hex))
  return lightness > 0.88 or (lightness > 0.75 and chroma(hex) < 0.075)
end

--- An area that nearly carries white text is darkened till it does.
local function carries_white(hex)
  local contrast = M.contrast(hex, "#ffffff")
  return contrast > 3.9 and contrast < 4.55 and not is_grey(hex)
    and until_contrast(hex, "#ffffff", 4.55, -0.005) or hex
end

local function shape_dark(hex)
  if hex == "#ffffff" then return PAPER_DARK end
  local lightness = to_oklab(read(hex))
  if is_grey(hex) then return with_lightness(hex, 0.95 - 0.68 * lightness) end
  if is_pale(hex) then return with_lightness(hex, 1.22 - 0.9 * lightness) end
  return carries_white(with_lightness(hex, math.max(0.55, lightness)))
end

local function text_light(hex)
  return hex == "#ffffff" and hex or until_contrast(hex, "#ffffff", READABLE, -0.01)
end

local function text_dark(hex)
  if hex == "#ffffff" then return hex end
  local lightness = to_oklab(read(hex))
  local dark = is_grey(hex) and with_lightness(hex, 0.95 - 0.45 * lightness)
    or with_lightness(hex, math.max(0.6, lightness))
  return until_contrast(dark, PAPER_DARK, 7.5, 0.01)
end

--- A new palette. shape(hex) and text(hex) give the words to use for a colour of "#rrggbb".
function M.new()
  local used = {}
  local function variable(kind)
    return function(hex)
      local name = "--" .. kind .. hex:sub(2)
      used[name] = { kind = kind, hex = hex }
      return "var(" .. name .. ")"
    end
  end
  return { used = used, shape = variable "c", text = variable "t" }
end

--- The definitions of what a palette has named: in the light theme, in the dark one.
function M.css(palette)
  local names, light, dark = {}, {}, {}
  for name in pairs(palette.used) do names[#names + 1] = name end
  table.sort(names)
  for i, name in ipairs(names) do
    local kind, hex = palette.used[name].kind, palette.used[name].hex
    light[i] = name .. ":" .. (kind == "t" and text_light or carries_white)(hex)
    dark[i] = name .. ":" .. (kind == "t" and text_dark or shape_dark)(hex)
  end
  local day, night = table.concat(light, ";"), table.concat(dark, ";")
  return (":root{%s}\n@media screen{:root[data-theme=\"dark\"]{%s}}\n@media screen and "
    .. "(prefers-color-scheme:dark){:root:not([data-theme=\"light\"]){%s}}\n"):format(day, night,
                                                                                 night)
end

return M
