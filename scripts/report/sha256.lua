-- sha256.lua: the SHA-256 of a text (FIPS 180-4), in base64, as a content security policy wants it.

--- The first 32 bits of the fractional part of the n-th root of each of the first primes.
local function constants(count, root)
  local list, candidate = {}, 2
  while #list < count do
    local prime = true
    for d = 2, math.floor(candidate ^ 0.5) do prime = prime and candidate % d ~= 0 end
    if prime then
      local fraction = candidate ^ (1 / root) % 1
      list[#list + 1] = math.floor(fraction * 2 ^ 32)
    end
    candidate = candidate + 1
  end
  return list
end

local K, START = constants(64, 3), constants(8, 2)
local MASK <const> = 0xffffffff

local function turn(x, n) return (x >> n | x << (32 - n)) & MASK end

--- The 64 words of a block of 64 bytes.
local function schedule(text, at)
  local w = { (">I4I4I4I4I4I4I4I4I4I4I4I4I4I4I4I4"):unpack(text, at) }
  for i = 17, 64 do
    local a, b = w[i - 15], w[i - 2]
    local s0 = turn(a, 7) ~ turn(a, 18) ~ a >> 3
    local s1 = turn(b, 17) ~ turn(b, 19) ~ b >> 10
    w[i] = w[i - 16] + s0 + w[i - 7] + s1 & MASK
  end
  return w
end

local function compress(state, w)
  local a, b, c, d, e, f, g, h = table.unpack(state)
  for i = 1, 64 do
    local s1 = turn(e, 6) ~ turn(e, 11) ~ turn(e, 25)
    local t1 = h + s1 + (e & f ~ ~e & MASK & g) + K[i] + w[i]
    local s0 = turn(a, 2) ~ turn(a, 13) ~ turn(a, 22)
    local t2 = s0 + (a & b ~ a & c ~ b & c)
    a, b, c, d, e, f, g, h = t1 + t2 & MASK, a, b, c, d + t1 & MASK, e, f, g
  end
  for i, x in ipairs { a, b, c, d, e, f, g, h } do state[i] = state[i] + x & MASK end
end

local DIGITS <const> = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

--- The base64 of 32 bytes: of ten threes and a two.
local function base64(bytes)
  local out = {}
  for i = 1, #bytes, 3 do
    local x, y, z = bytes:byte(i, i + 2)
    local bits = x << 16 | (y or 0) << 8 | (z or 0)
    for shift = 18, z and 0 or 6, -6 do
      local at = (bits >> shift & 63) + 1
      out[#out + 1] = DIGITS:sub(at, at)
    end
    out[#out + 1] = z and "" or "="
  end
  return table.concat(out)
end

return function(text)
  local padded = text .. "\x80" .. ("\0"):rep((55 - #text) % 64) .. (">I8"):pack(#text * 8)
  local state = { table.unpack(START) }
  for at = 1, #padded, 64 do compress(state, schedule(padded, at)) end
  return base64((">I4I4I4I4I4I4I4I4"):pack(table.unpack(state)))
end
