import { CLUSTER_KIND, validate, validateTransition } from "@grampus/api";
import { expect, test } from "vitest";
import { probeObject } from "./probe.ts";
import { ruleProbes } from "./rule-probes.ts";
import { schemaProbes } from "./schema-probes.ts";
import { violatedRule } from "./tally.ts";
import { transitionProbes } from "./transition-probes.ts";

test.each([
  ["the spec's schema", () => schemaProbes("spec")],
  ["the status's schema", () => schemaProbes("status")],
  ["the rules", ruleProbes],
])("at the bounds of %s, the validators accept what is within and refuse what is beyond", (_, probes) => {
  const sides = new Map<string, Set<string>>();
  for (const { rule, side, body } of probes()) {
    const violated = validate(CLUSTER_KIND, probeObject(body)).map(violatedRule);
    if (side === "within") expect(violated, `${rule} ${JSON.stringify(body)}`).toEqual([]);
    else expect(violated, JSON.stringify(body)).toContain(rule);
    sides.set(rule, (sides.get(rule) ?? new Set()).add(side));
  }
  expect([...sides].filter(([, both]) => both.size !== 2)).toEqual([]);
});

test("of two objects, the validators refuse the change and not the objects", () => {
  for (const { rule, side, before, after } of transitionProbes()) {
    const [first, second] = [probeObject(before), probeObject(after)];
    expect([validate(CLUSTER_KIND, first), validate(CLUSTER_KIND, second)], rule).toEqual([[], []]);
    const violated = validateTransition(CLUSTER_KIND, first, second).map(violatedRule);
    if (side === "within") expect(violated, `${rule} ${JSON.stringify([before, after])}`).toEqual([]);
    else expect(violated, JSON.stringify([before, after])).toContain(rule);
  }
});
