local function fields(value)
  if type(value) == "table" then return value end
  return {}
end

local metadata = fields(obj.metadata)
local status = fields(obj.status)

local function condition(name, value)
  for _, found in ipairs(fields(status.conditions)) do
    if type(found) == "table" and found.type == name and (value == nil or found.status == value) then
      return found
    end
  end
end

local function words(name, otherwise)
  local found = condition(name, "True") or condition(name) or {}
  local said = {}
  for _, text in ipairs({ found.reason or "", found.message or "" }) do
    if type(text) == "string" and text ~= "" then table.insert(said, text) end
  end
  if #said == 0 then return otherwise end
  return table.concat(said, ": ")
end

if type(metadata.deletionTimestamp) == "string" then
  return { status = "Progressing", message = "the Cluster is being deleted" }
end
if type(status.observedGeneration) ~= "number" or status.observedGeneration == -1 then
  return { status = "Progressing", message = "the operator has not seen the Cluster yet" }
end
if status.observedGeneration ~= metadata.generation then
  return { status = "Progressing", message = "the operator has not acted on the last change yet" }
end
if condition("Stalled", "True") ~= nil then
  return { status = "Degraded", message = words("Stalled", "Stalled is True") }
end
if condition("Reconciling", "True") ~= nil then
  return { status = "Progressing", message = words("Reconciling", "Reconciling is True") }
end
if condition("Ready", "True") ~= nil then
  return { status = "Healthy", message = words("Ready", "Ready is True") }
end
if condition("Degraded", "True") ~= nil then
  return { status = "Degraded", message = words("Degraded", "Degraded is True") }
end
return { status = "Progressing", message = words("Ready", "the operator has said nothing of the Cluster yet") }
