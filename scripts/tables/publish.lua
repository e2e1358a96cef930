--- Replaces a file as a whole, and only by another text: publish(path, text).
return function(path, text)
  local old = io.open(path, "rb")
  local same = old and old:read("a") == text
  if old then old:close() end
  if same then return end
  local file = assert(io.open(path .. ".tmp", "wb"))
  assert(file:write(text))
  assert(file:close())
  assert(os.rename(path .. ".tmp", path))
end
