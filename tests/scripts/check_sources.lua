-- check_sources.lua: every source that scenarios or measured rows cite is in the bibliography.
-- check_sources.lua references.bib throughput.csv assumptions.tsv ...
-- An entry's field `covers` has the words by which sources name it, parted by semicolons.

local bib, csv = arg[1], arg[2]
local covers, sources, missing = {}, {}, {}

for list in io.open(bib):read("a"):gmatch("covers%s*=%s*(%b{})") do
  for words in list:sub(2, -2):gsub("%s+", " "):gmatch("[^;]+") do
    covers[#covers + 1] = words:match("^%s*(.-)%s*$")
  end
end

local function add(file, delimiter)
  local column
  for line in io.lines(file) do
    local cells = {}
    for cell in (line .. delimiter):gmatch("(.-)" .. delimiter) do cells[#cells + 1] = cell end
    if column and cells[column] and cells[column] ~= "" then sources[cells[column]] = file end
    for i, cell in ipairs(cells) do
      if not column and cell == "source" then column = i end
    end
  end
  assert(column, file .. ": no column source")
end

add(csv, ",")
for i = 3, #arg do add(arg[i], "\t") end

local function is_covered(source)
  for _, words in ipairs(covers) do
    if source:lower():find(words:lower(), 1, true) then return true end
  end
end

for source, file in pairs(sources) do
  if not is_covered(source) then
    missing[#missing + 1] = file .. ": no reference covers " .. source
  end
end
table.sort(missing)
print(table.concat(missing, "\n"))
os.exit(#missing == 0 and next(sources) ~= nil)
