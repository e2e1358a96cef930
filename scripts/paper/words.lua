-- words.lua: what models, cases, levers and mixes are called in the tables.
local format = require "format"

local M = {}

local GROUPS = { frontier = "frontier", frontier_all = "frontier, untrimmed", all = "all" }
M.LEVERS = { none = "none", algorithm = "algorithm", serving = "serving", hardware = "hardware",
             combined = "all three" }

--- The label of a model, or the words for a pool.
function M.group(assumptions, name)
  local label = assumptions["model." .. name .. ".label"]
  return label ~= "" and label or GROUPS[name] or name
end

--- The label of a workload.
function M.workload(assumptions, name)
  local label = assumptions["workload." .. name .. ".label"]
  return label ~= "" and label or name
end

--- What a case varies of its workload.
function M.case(assumptions, name)
  local workload = assumptions["case." .. name .. ".workload"]
  local words = { M.workload(assumptions, workload) }
  local input = assumptions["case." .. name .. ".input_tokens"]
  if input ~= "" then words[#words + 1] = "input " .. format.assumption(input, "token") end
  if assumptions["case." .. name .. ".power"] == "coupled" then words[#words + 1] = "coupled power" end
  return #words == 1 and name ~= workload and name or table.concat(words, ", ")
end

function M.mix(assumptions, name)
  local label = assumptions["mix." .. name .. ".label"]
  return label ~= "" and label or name
end

return M
