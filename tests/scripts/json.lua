-- json.lua: JSON is read as it is written, and what is none is refused.
package.path = "scripts/?.lua;tests/scripts/?.lua;" .. package.path
local cases = require "cases"
local json = require "lib.json"

local ALL = {}
for byte = 1, 127 do ALL[#ALL + 1] = string.char(byte) end

local value = { a = table.concat(ALL), b = { "x\\u0041", "é½" }, c = {}, d = { e = -3 } }
local back = json.value(json.text(value))
cases.same(back.a, value.a, "every character")
cases.same(back.b[1], "x\\u0041", "a backslash before what looks like a code")
cases.same(back.b[2], "é½", "UTF-8")
cases.same(#back.b .. #back.c .. back.d.e, "20-3", "lists and numbers")
cases.same(json.text(back), json.text(value), "round trip")

local record = json.value [[ { "a": { "b": "x\"\\\n\u00e9" }, "list": [1, -2], "none": [], "o": {} }
]]
cases.same(record.a.b, 'x"\\\né', "text")
cases.same(#record.list .. " " .. record.list[2] .. " " .. #record.none, "2 -2 0", "list")
cases.same(json.value "[[],[[1]]]"[2][1][1], 1, "lists in lists")
cases.same(json.value '"x"', "x", "a text alone")

for _, bad in ipairs { '{"a": }', '{"a":1,}', "[1,]", "[1 2]", '{"a" 1}', '"x', "", "[1] 2",
                       "{1:2}", "[1", "nothing", '{"a":1' } do
  cases.same(pcall(json.value, bad), false, "no JSON: " .. bad)
end
cases.same(json.text { "\xff\xc3(" }, '[\n  "\u{FFFD}\u{FFFD}("\n]\n', "what is no UTF-8")
cases.same(pcall(json.text, { 1.5 }), false, "no whole number")
cases.finish()
