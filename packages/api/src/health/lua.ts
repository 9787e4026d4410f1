import { type Fact, HEALTH_RULES, OTHERWISE } from "./rules.ts";

function test(fact: Fact): string {
  switch (fact.kind) {
    case "deleting":
      return "obj.metadata.deletionTimestamp ~= nil";
    case "unseen":
      return "status.observedGeneration ~= obj.metadata.generation";
    case "condition":
      return `conditions.${fact.type} ~= nil`;
  }
}

/** A text as Lua writes it: none of those here has a line break. */
function text(value: string): string {
  return JSON.stringify(value);
}

/** The health script of a Cluster for Argo CD: `resource.customizations.health.mysql.oracle.com_Cluster`. */
export function clusterHealthLua(): string {
  const rules = HEALTH_RULES.flatMap(({ fact, health, message }) => {
    const said =
      message === undefined && fact.kind === "condition"
        ? `conditions.${fact.type}.message or ""`
        : text(message ?? "");
    return [`if ${test(fact)} then`, `  return { status = ${text(health)}, message = ${said} }`, "end"];
  });
  return [
    "local status = obj.status or {}",
    "local conditions = {}",
    "for _, condition in ipairs(status.conditions or {}) do",
    '  if condition.status == "True" and condition.type ~= nil and conditions[condition.type] == nil then',
    "    conditions[condition.type] = condition",
    "  end",
    "end",
    ...rules,
    `return { status = ${text(OTHERWISE.health)}, message = ${text(OTHERWISE.message)} }`,
    "",
  ].join("\n");
}

/**
 * The health script of an Application for Argo CD, which has none of its own: with it a sync wave of Applications waits
 * until those of the wave before are healthy and have what Git has.
 */
export function applicationHealthLua(): string {
  return [
    'local health = { status = "Progressing", message = "Argo CD has not compared it yet" }',
    "local status = obj.status or {}",
    "if status.health ~= nil and status.health.status ~= nil then",
    "  health.status = status.health.status",
    '  health.message = status.health.message or ""',
    "end",
    'if health.status == "Healthy" and status.sync ~= nil and status.sync.status == "OutOfSync" then',
    '  health = { status = "Progressing", message = "it is not synced yet" }',
    "end",
    "return health",
    "",
  ].join("\n");
}
