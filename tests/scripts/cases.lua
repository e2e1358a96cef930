-- cases.lua: what the tests of the scripts' modules say. Each prints what differs; status 1 if any.
local M = {}
local failed, passed = 0, 0

--- Holds what was found against what is wanted, both as text.
function M.same(found, want, what)
  found, want = tostring(found), tostring(want)
  if found == want then
    passed = passed + 1
  else
    failed = failed + 1
    print(("%s: found \"%s\", want \"%s\""):format(what, found, want))
  end
end

--- A list of { want, found }, in which "_" stands for a thin space, "~" for a tie, and "-" for a
--- real minus.
function M.all(list, what)
  for i, case in ipairs(list) do
    local found = case[2]:gsub("\u{202F}", "_"):gsub("\u{00A0}", "~"):gsub("\u{2212}", "-")
    M.same(found, case[1], ("%s, case %d"):format(what, i))
  end
end

function M.finish()
  os.exit(failed == 0 and passed > 0)
end

return M
