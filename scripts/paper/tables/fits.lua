-- fits.lua: the coefficients of every model's throughput, and how well they fit.
local booktabs = require "paper.booktabs"
local number = require("lib.number").paper

--- A coefficient and its error, "" where there is none.
local function coefficient(row, name, decimals)
  local x, error = tonumber(row[name]), tonumber(row[name .. "_standard_error"])
  return number:fixed(x, decimals), error and number:fixed(error, decimals) or ""
end

--- What says nothing where the curve goes through every row.
local function of_freedom(row, name)
  local x = tonumber(row[name])
  return x and tonumber(row.degrees_of_freedom) > 0 and number:shown(x) or "–"
end

return function(get)
  local t = booktabs.new {
    { "Model", "l" }, { "method", "l" }, { "rows", "n" }, { "d.f.", "n" }, { "b0", "n" },
    { "±", "n" }, { "b1", "n" }, { "±", "n" }, { "b2", "n" }, { "±", "n" }, { "R²", "n" },
    { "r.m.s. of ln TPS", "n", "1cm" },
    { "linear", "n" }, { "r.m.s. of TPS", "n", "1cm" }, { "linear", "n" }, { "TPS_max", "n" } }
  for _, row in ipairs(get.rows "fits.tsv") do
    local b0, e0 = coefficient(row, "b0", 2)
    local b1, e1 = coefficient(row, "b1", 3)
    local b2, e2 = coefficient(row, "b2", 3)
    t:row { row.label, (row.method:gsub("_", " ")), row.rows_used,
            row.degrees_of_freedom, b0, e0, b1, e1, b2, e2, of_freedom(row, "r_squared"),
            of_freedom(row, "log_rmse"), of_freedom(row, "linear_log_rmse"),
            of_freedom(row, "rmse"), of_freedom(row, "linear_rmse"),
            number:given(tonumber(row.cap)) }
  end
  return t:text()
end
