import { HEALTH_RULES, type HealthRule, type Premise, type Words } from "./rules.ts";

const PRELUDE = `local function fields(value)
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
`;

function premise(when: Exclude<Premise, { readonly kind: "always" }>): string {
  switch (when.kind) {
    case "deleted":
      return 'type(metadata.deletionTimestamp) == "string"';
    case "unseen":
      return 'type(status.observedGeneration) ~= "number" or status.observedGeneration == -1';
    case "stale":
      return "status.observedGeneration ~= metadata.generation";
    case "condition":
      return `condition("${when.type}", "True") ~= nil`;
  }
}

function message(words: Words): string {
  return words.kind === "text"
    ? JSON.stringify(words.text)
    : `words("${words.type}", ${JSON.stringify(words.otherwise)})`;
}

function statement({ when, health, words }: HealthRule): string {
  const verdict = `return { status = "${health}", message = ${message(words)} }`;
  return when.kind === "always" ? `${verdict}\n` : `if ${premise(when)} then\n  ${verdict}\nend\n`;
}

/**
 * {@link HEALTH_RULES} as the script that Argo CD asks for the health of a Cluster: the value of
 * `resource.customizations.health.mysql.oracle.com_Cluster` in `argocd-cm`, and `health.lua` of its own customizations. It
 * uses nothing but the libraries that Argo CD opens for scripts of `argocd-cm`.
 */
export function clusterHealthLua(): string {
  return `${PRELUDE}\n${HEALTH_RULES.map(statement).join("")}`;
}
