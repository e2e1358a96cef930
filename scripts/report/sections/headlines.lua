-- headlines.lua: the few numbers that a reader came for, large, with intervals.
local audit = require "lib.audit"
local labels = require "lib.labels"
local numbers = require "lib.number"
local number = require("lib.number").page
local tsv = require "lib.tsv"
local reader = require "report.data"
local html = require "report.html"
local tables = require "report.tables"
local tag = html.tag

--- "0.341 Wh", linked to its key.
local function linked(data, key, digits)
  local row = data.by_key[key]
  return tables.key_link(key, { number:digits(row.value, digits or 3), tag("span",
    { class = "unit" }, labels.unit(number, row.unit)) })
end

local function pair(term, ...)
  return tag("div", {}, tag("dt", {}, term), tag("dd", {}, ...))
end

--- Standard error and exact value of a key, as far as there are any.
local function certainty(data, key)
  local row, exact = data.by_key[key], data.exact[key]
  local error = row.standard_error
  return {
    pair("Standard error", numbers.has_error(row.value, error) and "± " .. number:error(error)
         .. labels.unit(number, row.unit) or "none: no sampling"),
    exact and pair("Exact value", number:digits(exact.value, 4) .. labels.unit(number, exact.unit)),
  }
end

local function why_link(data, key)
  return tag("p", { class = "more" },
    tag("a", { href = "#" .. reader.why(data, key).id }, "Where this comes from"))
end

--- The card of a headline result. `more` stands before what is said of any.
local function card(data, headline, what, more)
  local key = headline.key
  return tag("article", { class = "card" }, tag("h3", {}, headline.label),
    tag("p", { class = "what" }, what), tag("p", { class = "big" }, linked(data, key)),
    tag("dl", {}, more, certainty(data, key)), why_link(data, key))
end

local function query_card(data, query)
  local prefix = tsv.family(data.by_key[query.key]) .. "."
  return card(data, query, "median energy of a query, frontier models", {
    pair("Half of all between", linked(data, prefix .. "p25"), " and ",
         linked(data, prefix .. "p75")),
    pair("Mean", linked(data, prefix .. "mean")) })
end

local function day_card(data, day)
  return card(data, day, "energy of a day of queries",
              pair("Improved", linked(data, day.improved.key)))
end

local function audit_card(data)
  local counts = audit.counts(data.audit.rows, 1)
  return tag("article", { class = "card" }, tag("h3", {}, "Against the printed numbers"),
    tag("p", { class = "what" }, ("%d numbers, scenario %s"):format(#data.audit.rows,
      data.audit.sides[1].name)),
    tag("p", { class = "big" }, tag("a", { href = "#audit" }, counts.reproduced,
      tag("span", { class = "unit" }, " reproduced"))),
    tag("dl", {}, pair("Within sampling error", counts["within sampling error"]),
      pair("Differ", counts.differs), pair("Not computed", counts["not computed"])))
end

return function(data)
  local cards = {}
  for _, query in ipairs(data.headlines.queries) do cards[#cards + 1] = query_card(data, query) end
  for _, day in ipairs(data.headlines.days) do cards[#cards + 1] = day_card(data, day) end
  cards[#cards + 1] = audit_card(data)
  return { id = "headlines", title = "Headline numbers", tag("div", { class = "cards" }, cards) }
end
