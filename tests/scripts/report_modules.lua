-- report_modules.lua: the modules of the report one by one. Prints what differs; status 1 if any.
package.path = "scripts/?.lua;tests/scripts/?.lua;" .. package.path
local cases = require "cases"
local html = require "report.html"
local palette = require "report.palette"
local place = require "report.places"
local sha256 = require "report.sha256"
local svg = require "report.svg"
local same = cases.same

-- Escaping, as the HTML standard wants it in text and in attributes with double quotes.
same(html.escape [[<a href="x">'&amp;']],
     "&lt;a href=&quot;x&quot;&gt;&#39;&amp;amp;&#39;", "escape")
same(html.escape "a\0b\27c\127", "a\u{FFFD}b\u{FFFD}c\u{FFFD}", "control characters")
same(html.escape "\xff\xc3(é", "\u{FFFD}\u{FFFD}(é", "what is no UTF-8")
same(html.tag("p", { title = [["><i>]] }, "<b>", html.raw "<i></i>", nil, false, { 1, "&" }),
     '<p title="&quot;&gt;&lt;i&gt;">&lt;b&gt;<i></i>1&amp;</p>', "tag")
same(html.tag("a", { b = true, a = "1", c = false }, "x"), '<a a="1" b>x</a>', "attributes")

-- SHA-256 of "" and "abc" (FIPS 180-4, examples), and of a text of two blocks: sha256sum | base64.
same(sha256 "", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "sha256 of nothing")
same(sha256 "abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", "sha256 of abc")
same(sha256 "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE=", "sha256 of two blocks")

-- Contrast: #767676 is the lightest grey with 4.5 on white, 4.54; #777777 has 4.48 (WCAG 2, 1.4.3).
same(("%.2f"):format(palette.contrast("#767676", "#ffffff")), "4.54", "contrast")
same(("%.2f"):format(palette.contrast("#ffffff", "#777777")), "4.48", "contrast, other way round")
local colours = palette.new()
for _, hex in ipairs { "#44aa99", "#cc6677", "#e69f00", "#666666", "#000000" } do
  colours.text(hex)
end
local css = palette.css(colours)
local light, dark = css:match "^:root{(.-)}", css:match "dark\"%]{(.-)}"
for _, theme in ipairs { { light, "#ffffff" }, { dark, "#1b1f24" } } do
  local n = 0
  for name, hex in theme[1]:gmatch "(%-%-t%x+):(#%x+)" do
    n = n + 1
    if palette.contrast(hex, theme[2]) < 4.5 then same(hex, "more contrast", name) end
  end
  same(n, "5", "colours of a theme")
end

-- Places: files of the tree as links, others by name, the rest as it is.
same(place "scenarios/a.lua:38",
     '<a class="place" href="../../scenarios/a.lua#L38">scenarios/a.lua:38</a>', "place")
same(place "/home/me/a.lua:3", "<code>a.lua:3</code>", "a place outside")
same(place "../../a.lua:3", "<code>a.lua:3</code>", "a place above")
same(place "default", "default", "no place")
same(place 'a"><b>.lua:3',
     '<a class="place" href="../../a%22%3E%3Cb%3E.lua#L3">a&quot;&gt;&lt;b&gt;.lua:3</a>',
     "a bad name")

-- SVG: flat, relative, markers with a prefix, words around; text stays text.
local drawn = svg.inline([[<?xml version="1.0"?><svg width="10" height="10" viewBox="0 0 10 10">
<title>Gnuplot</title><defs><circle id='gpPt5' cx='0' cy='0' r='1' stroke='currentColor'/>
<use xlink:href='#gpPt5' id='gpPt6' fill='currentColor' stroke='none'/></defs>
<g fill="none" color="black" stroke="currentColor" stroke-width="1.00"><g stroke='none'>
<polygon fill = 'rgb(255, 0, 16)' points = '1.00,1.00 2.04,1.00 2.04,3.06 '/></g></g>
<g fill="none" color="black" stroke="currentColor"><path d='M0,0 M5.00,5.00 L6.00,4.00 '/>
<g transform="translate(3.0,4.0)" stroke="none" fill="black" text-anchor="end"><text dy="3"><tspan>&lt;b&gt; &amp;</tspan></text></g>
<use xlink:href='#gpPt6' transform='translate(2.00,2.00) scale(3.00)' color='rgb(1, 2, 3)'/></g>
</svg>]], "p-", "<t>", "d", { shape = function(x) return x end, text = function(x) return x end })
same(drawn, '<svg aria-labelledby="p-title p-desc" class="plot" fill="none" role="img" '
  .. 'viewBox="0 0 10 10" xmlns="http://www.w3.org/2000/svg"><title id="p-title">&lt;t&gt;</title>'
  .. '<desc id="p-desc">d</desc><defs>'
  .. '<circle cx="0" cy="0" id="p-gpPt5" r="1" stroke="currentColor"/>'
  .. '<use fill="currentColor" href="#p-gpPt5" id="p-gpPt6" stroke="none"/></defs>'
  .. '<path d="M1 1h1v2.1z" fill="#ff0010"/><path d="M5 5l1-1" stroke="#000000"/>'
  .. '<text fill="#000000" text-anchor="end" x="3" y="7">&lt;b&gt; &amp;</text>'
  .. '<use color="#010203" href="#p-gpPt6" transform="translate(2,2) scale(3)"/></svg>', "svg")
same(pcall(svg.inline, "<svg><g></svg>", "p", "t", "d"), "false", "broken svg")

cases.finish()
