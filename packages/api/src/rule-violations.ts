import type { RuleDescription } from "./generated/tables.js";
import { isPlainObject, valueAt } from "./plain-object.ts";
import { ruleEnvironment } from "./rule-environment.ts";
import type { Violation } from "./violation.ts";

type Path = readonly (string | number)[];

interface Place {
  readonly path: Path;
  readonly value: unknown;
}

type Program = (context: Readonly<Record<string, unknown>>) => unknown;

const programs = new Map<string, Program>();

function programOf(rule: string): Program {
  const known = programs.get(rule);
  if (known !== undefined) return known;
  const program: Program = ruleEnvironment.parse(rule);
  programs.set(rule, program);
  return program;
}

const steps = new Map<string, readonly string[]>();

/** The steps of a path of the tables: names, `[]` for every item, `*` for every value of a map. */
function stepsOf(path: string): readonly string[] {
  const known = steps.get(path);
  if (known !== undefined) return known;
  const read = path === "" ? [] : path.replaceAll("[]", ".[]").split(".");
  steps.set(path, read);
  return read;
}

function placesBelow({ path, value }: Place, step: string): readonly Place[] {
  if (step === "[]") {
    return Array.isArray(value)
      ? value.map((item: unknown, index) => ({ path: [...path, index], value: item }))
      : [];
  }
  if (!isPlainObject(value)) return [];
  if (step === "*")
    return Object.entries(value).map(([key, member]) => ({ path: [...path, key], value: member }));
  return Object.hasOwn(value, step) ? [{ path: [...path, step], value: value[step] }] : [];
}

const NOWHERE: readonly Place[] = [];

/** Most rules are about one field, or about nothing: the object does not have it. */
function placesOf(rule: RuleDescription, root: unknown): readonly Place[] {
  const path = stepsOf(rule.path);
  let value = root;
  let at = 0;
  for (; at < path.length; at++) {
    const step = path[at] ?? "";
    if (step === "[]" || step === "*") break;
    if (!isPlainObject(value) || !Object.hasOwn(value, step)) return NOWHERE;
    value = value[step];
  }
  if (at === path.length) return [{ path, value }];
  return path
    .slice(at)
    .reduce<readonly Place[]>(
      (places, step) => places.flatMap((place) => placesBelow(place, step)),
      [{ path: path.slice(0, at), value }],
    );
}

function found(value: unknown): { readonly found?: unknown } {
  if (typeof value === "bigint") return { found: Number(value) };
  return typeof value === "string" || typeof value === "boolean" ? { found: value } : {};
}

/** Whether a rule held, or could not be evaluated. */
function outcome(rule: RuleDescription, self: unknown, oldSelf: unknown): "held" | "violated" | "failed" {
  try {
    return programOf(rule.rule)(rule.transition ? { self, oldSelf } : { self }) === true
      ? "held"
      : "violated";
  } catch {
    return "failed";
  }
}

/** The entries of a map that violate the rule on their own, or the map itself when none does. */
function culprits(rule: RuleDescription, place: Place): readonly Place[] {
  const { path, value } = place;
  if (!rule.onMap || rule.transition || !isPlainObject(value)) return [place];
  const alone = Object.entries(value).filter(
    ([key, entry]) => outcome(rule, { [key]: entry }, undefined) === "violated",
  );
  return alone.length === 0 ? [place] : alone.map(([key, entry]) => ({ path: [...path, key], value: entry }));
}

/** How to take a rule that cannot be evaluated: the API server refuses the object. */
export type OnFailure = "refuse" | "ignore";

/**
 * The rules that do not hold. `root` and `oldRoot` are values as `ruleValue` makes them. Without `oldRoot` the
 * transition rules rest; with it only they are evaluated, where both objects have the value.
 */
export function ruleViolations(
  rules: readonly RuleDescription[],
  onFailure: OnFailure,
  root: unknown,
  oldRoot?: unknown,
): readonly Violation[] {
  const violations: Violation[] = [];
  for (const rule of rules) {
    if (rule.transition !== (oldRoot !== undefined)) continue;
    for (const place of placesOf(rule, root)) {
      const oldValue = rule.transition ? valueAt(oldRoot, place.path) : undefined;
      if (rule.transition && oldValue === undefined) continue;
      const result = outcome(rule, place.value, oldValue);
      if (result === "held" || (result === "failed" && onFailure === "ignore")) continue;
      for (const culprit of culprits(rule, place)) {
        const below = rule.at?.split(".") ?? [];
        violations.push({
          path: [...culprit.path, ...below],
          rule: `cel:${rule.id}`,
          message: rule.message,
          ...found(valueAt(culprit.value, below)),
        });
      }
    }
  }
  return violations;
}
