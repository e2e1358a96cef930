-- theme.lua: the three digits of scripts/figures/theme.gp against those of scripts/lib/number.lua.
package.path = "scripts/?.lua;tests/scripts/?.lua;" .. package.path
local cases = require "cases"
local numbers = require "lib.number"

-- As figures have it: thin spaces, and never a power of ten.
local figure = numbers.new { thousands = "\u{2009}", minus = "-", plus_minus = " ± ", tie = " ",
                             space = " ", small = -300, large = 300, powers = false, full = false }

-- Around each power of ten and where rounding ends in the next one; what stands in figures.
local VALUES = { 0, 0.34076908, 4.3203966, 7579.05, 0.0571, 1e9, 333333333, 12345.6 }
for e = -6, 9 do
  for _, m in ipairs { 1, 1.004, 1.006, 2.5049, 9.94, 9.949, 9.951, 9.994, 9.996, 9.99951 } do
    VALUES[#VALUES + 1] = m * 10.0 ^ e
  end
end

local commands = { "call 'scripts/figures/theme.gp' 'x.svg'", "set print '-'" }
for _, x in ipairs(VALUES) do
  commands[#commands + 1] = ("print digits3(%.17g)"):format(x)
end
local script = os.tmpname()
local file = assert(io.open(script, "w"))
file:write(table.concat(commands, "\n"), "\n")
file:close()
local pipe, i = assert(io.popen("LC_ALL=C.UTF-8 gnuplot -d " .. script)), 0
for line in pipe:lines() do
  i = i + 1
  cases.same(line, figure:digits(VALUES[i], 3), ("theme.gp of %.17g"):format(VALUES[i]))
end
pipe:close()
os.remove(script)
cases.same(i, #VALUES, "numbers that gnuplot prints")
cases.finish()
