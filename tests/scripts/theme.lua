-- theme.lua: the three digits of scripts/figures/theme.gp against those of scripts/lib/number.lua,
-- and its colours: the words of the command line are the levers, as the programs have them.
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

local commands = { "call 'scripts/figures/theme.gp' 'x.svg'", "set print '-'", "print COLOURS" }
for _, x in ipairs(VALUES) do
  commands[#commands + 1] = ("print digits3(%.17g)"):format(x)
end
local script = os.tmpname()
local file = assert(io.open(script, "w"))
file:write(table.concat(commands, "\n"), "\n")
file:close()
local pipe, i = assert(io.popen("LC_ALL=C.UTF-8 gnuplot -d " .. script)), 0
local colours = pipe:read "l"
for line in pipe:lines() do
  i = i + 1
  cases.same(line, figure:digits(VALUES[i], 3), ("theme.gp of %.17g"):format(VALUES[i]))
end
pipe:close()
os.remove(script)
cases.same(i, #VALUES, "numbers that gnuplot prints")

-- One thing, one colour: `baseline` is what figures without levers call `none`.
local names_of, colour_of = {}, {}
for name, colour in colours:gmatch "(%S+) (#%x+)" do
  colour_of[name] = colour
  names_of[colour] = (names_of[colour] and names_of[colour] .. " " or "") .. name
end
cases.same(names_of[colour_of.none], "baseline none", "names of the colour of no lever")
for _, lever in ipairs { "combined", table.unpack(arg) } do
  cases.same(names_of[colour_of[lever]], lever, "names in COLOURS of the colour of " .. lever)
end
cases.same(#arg > 2, true, "more than two levers")
cases.finish()
