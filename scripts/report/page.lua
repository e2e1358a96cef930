-- page.lua: the frame of the report: head, contents, sections, nothing that is loaded.
local html = require "report.html"
local sha256 = require "report.sha256"
local tag = html.tag

local M = {}

--- What the page may do: its own style and script, by their sums, and nothing else.
local function policy(a)
  return ("default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; "
    .. "form-action 'none'"):format(sha256(a.css), sha256(a.js))
end

local function head(a, title)
  return tag("head", {}, tag("meta", { charset = "utf-8" }),
    tag("meta", { ["http-equiv"] = "Content-Security-Policy", content = policy(a) }),
    tag("meta", { name = "viewport", content = "width=device-width, initial-scale=1" }),
    tag("meta", { name = "color-scheme", content = "light dark" }),
    tag("meta", { name = "referrer", content = "no-referrer" }),
    tag("title", {}, title), tag("style", {}, html.raw(a.css)))
end

local function contents(sections)
  local items = {}
  for i, section in ipairs(sections) do
    items[i] = tag("li", {}, tag("a", { href = "#" .. section.id }, section.title))
  end
  return tag("nav", { id = "contents", ["aria-labelledby"] = "contents-title" },
    tag("h2", { id = "contents-title" }, "Contents"), tag("ol", {}, items))
end

local function section_element(section)
  local heading = section.id .. "-title"
  return tag("section", { id = section.id, ["aria-labelledby"] = heading },
    tag("h2", { id = heading }, section.title), table.unpack(section))
end

--- The whole page. `a`: title of the scenario, name, subtitle, css, js; sections: a list of
--- { id, title, markup ... }.
function M.write(a, sections)
  local written = {}
  for i, section in ipairs(sections) do written[i] = { section_element(section), html.raw "\n" } end
  local title = a.title .. " \u{B7} wattquery"
  return "<!DOCTYPE html>\n" .. tostring(tag("html", { lang = "en" }, head(a, title),
    tag("body", {}, tag("a", { class = "skip", href = "#main" }, "Skip to the numbers"),
      tag("header", {}, tag("p", { class = "kind" }, "Energy of LLM queries \u{B7} scenario ",
        tag("code", {}, a.name)), tag("h1", {}, a.title),
        tag("p", { class = "subtitle" }, a.subtitle),
        tag("button", { id = "theme", type = "button", hidden = true }, "Dark theme")),
      contents(sections), tag("main", { id = "main", tabindex = "-1" }, written),
      tag("footer", {}, tag("p", {}, "Written by ", tag("code", {}, "make report"),
        " of wattquery. ", tag("a", { href = "#provenance" }, "Provenance"))),
      tag("script", {}, html.raw(a.js))))) .. "\n"
end

return M
