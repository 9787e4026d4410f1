/**
 * The script for the health of an Argo CD Application that another one deploys: the value of
 * `resource.customizations.health.argoproj.io_Application` in `argocd-cm`. Without one, Argo CD takes an Application as
 * well as soon as it is there, and a wave does not wait for what it deploys.
 *
 * More than its own health is asked: that of an Application is of what was deployed before until it is synced. It is
 * `Progressing` while it is deleted, compared with another source than its present one, synced, or not in sync;
 * `Degraded` when the sync failed.
 */
export function applicationHealthLua(): string {
  return `local function fields(value)
  if type(value) == "table" then return value end
  return {}
end

local function text(value, otherwise)
  if type(value) == "string" and value ~= "" then return value end
  return otherwise
end

local status = fields(obj.status)
local health = fields(status.health)
local sync = fields(status.sync)
local operation = fields(status.operationState)
local source = fields(fields(obj.spec).source)
local compared = fields(fields(sync.comparedTo).source)

if type(fields(obj.metadata).deletionTimestamp) == "string" then
  return { status = "Progressing", message = "the Application is being deleted" }
end
if type(health.status) ~= "string" or type(sync.status) ~= "string" then
  return { status = "Progressing", message = "the Application was not compared yet" }
end
if operation.phase == "Running" or operation.phase == "Terminating" then
  return { status = "Progressing", message = text(operation.message, "the Application is being synced") }
end
if next(compared) ~= nil then
  for _, field in ipairs({ "repoURL", "path", "targetRevision" }) do
    if text(source[field], "") ~= text(compared[field], "") then
      return { status = "Progressing", message = "the Application was compared with another source" }
    end
  end
end
if sync.status ~= "Synced" then
  if operation.phase == "Failed" or operation.phase == "Error" then
    return { status = "Degraded", message = text(operation.message, "the last sync failed") }
  end
  if health.status == "Healthy" then
    return { status = "Progressing", message = "the Application is not in sync: " .. sync.status }
  end
end
return { status = health.status, message = text(health.message, "") }
`;
}
