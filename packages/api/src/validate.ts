import { valueWithDefaults } from "./defaults.ts";
import { SCHEMAS } from "./generated/definitions.js";
import { RULES, type RuleDescription } from "./generated/tables.js";
import type { Kind } from "./group.ts";
import { listKeyViolations } from "./list-key-violations.ts";
import { ruleValue } from "./rule-value.ts";
import { ruleViolations } from "./rule-violations.ts";
import { KEY_PATTERN_RULE, schemaViolations } from "./schema-violations.ts";
import type { Violation } from "./violation.ts";

function rulesOf(kind: Kind): readonly RuleDescription[] {
  return RULES[kind].filter((rule) => rule.id !== KEY_PATTERN_RULE);
}

/**
 * What the API server would refuse an object for, in itself: schema, unknown fields, keys of lists, CEL rules. None
 * when it would store it. Defaults are applied first, as the server does, so that an object may be given with or
 * without them; `path` and `found` speak of the object with defaults. Rules are evaluated even where the schema is
 * violated, as far as that is possible.
 */
export function validate(kind: Kind, object: unknown): readonly Violation[] {
  const schema = SCHEMAS[kind];
  const stored = valueWithDefaults(schema, object);
  const structural = [...schemaViolations(kind, stored), ...listKeyViolations(kind, schema, stored)];
  const onFailure = structural.length === 0 ? "refuse" : "ignore";
  return [...structural, ...ruleViolations(rulesOf(kind), onFailure, ruleValue(schema, stored))];
}

/**
 * What the API server would refuse the change from one object to another for: the rules that compare both, such as no
 * downgrade and no shrinking. It says nothing of either object alone; that is `validate`'s. Defaults are applied to
 * both first.
 */
export function validateTransition(kind: Kind, oldObject: unknown, newObject: unknown): readonly Violation[] {
  const schema = SCHEMAS[kind];
  const [before, after] = [oldObject, newObject].map((object) =>
    ruleValue(schema, valueWithDefaults(schema, object)),
  );
  return ruleViolations(rulesOf(kind), "ignore", after, before);
}
