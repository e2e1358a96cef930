-- fleet.lua: a day of queries, for each mix, before and after the fleet's lever.
return function(get, _, headlines)
  local rows = { { "mix", "baseline", "baseline_standard_error", "improved",
                   "improved_standard_error", "unit", "improved_over_baseline" } }
  for _, day in ipairs(headlines.days) do
    local baseline, improved = get(day.key), get(day.improved.key)
    rows[#rows + 1] = { day.name, baseline.value, baseline.standard_error, improved.value,
                        improved.standard_error, baseline.unit, improved.value / baseline.value }
  end
  for _, line in ipairs { "web_search", "data_centre" } do
    local reference = get(("fleet.%s.total"):format(line), true)
    if reference then
      rows[#rows + 1] = { line, reference.value, 0.0, "-", "-", reference.unit, "-" }
    end
  end
  return rows
end
