import { expect, test } from "vitest";
import { decide } from "../cluster/decision/decide.ts";
import type { Decision } from "../cluster/decision/decision.ts";
import type { Observation } from "../cluster/observation/observation.ts";
import type { Identity } from "../identity/identity.ts";
import { simulate } from "./index.ts";

type Brain = (observation: Observation) => Decision;

function withRecord(seen: Observation, change: (record: Identity) => Identity): Observation {
  const { identity } = seen;
  return identity.kind === "found"
    ? { ...seen, identity: { ...identity, record: change(identity.record) } }
    : seen;
}

/** Takes silence for absence: does not wait for members that do not answer. */
const impatient: Brain = (seen) =>
  decide(
    withRecord(seen, (record) => ({
      ...record,
      members: record.members.filter((name) => seen.members[name]?.kind === "answered"),
    })),
  );

/** Writes a status at every look that has nothing else to do. */
const restless: Brain = (seen) => {
  const decision = decide(seen);
  return decision.steps.length > 0 ? decision : { ...decision, status: { ...decision.status } };
};

/** Bootstraps over old relay logs. */
const hasty: Brain = (seen) => {
  const clean = { configured: false, running: false, received: "", stuckWorkers: 0 };
  const members = Object.entries(seen.members).map(([name, report]) => [
    name,
    report.kind === "answered" && report.state === "OFFLINE" ? { ...report, applier: clean } : report,
  ]);
  return decide({ ...seen, members: Object.fromEntries(members) });
};

/** Never removes a label. */
const forgetful: Brain = (seen) => {
  const decision = decide(seen);
  const steps = decision.steps.filter((step) => step.kind !== "label-pod" || step.role !== undefined);
  return { ...decision, steps };
};

/** Claims go when their member is silent. */
const destructive: Brain = (seen) => {
  const decision = decide(seen);
  const claim = seen.claims.find(({ member }) => seen.members[member]?.kind === "unreachable");
  if (claim === undefined || decision.steps.length > 0) return decision;
  const { name, uid, resourceVersion } = claim;
  const step = {
    kind: "delete-claim",
    target: { name, uid, resourceVersion },
    because: "it is silent",
  } as const;
  return { ...decision, steps: [step] };
};

/** Says an older generation than it said before. */
const backward: Brain = (seen) => {
  const decision = decide(seen);
  if (decision.steps.length > 0) return decision;
  return { ...decision, status: { ...decision.status, observedGeneration: -1 } };
};

function found(brain: Brain): string {
  for (let seed = 1; seed <= 30; seed++) {
    const { violations } = simulate(seed, 3_000, brain);
    if (violations.length > 0) return violations.join("\n");
  }
  return "nothing";
}

test.each<readonly [string, Brain, RegExp]>([
  ["takes silence for absence", impatient, /I2|I3/],
  ["writes when nothing is new", restless, /I6|does not become ready/],
  ["bootstraps over old relay logs", hasty, /does not become ready/],
  ["never removes a label", forgetful, /does not become ready|I6/],
  ["deletes claims of its own accord", destructive, /I4/],
  ["goes back to an older generation", backward, /I5/],
])("the simulator catches a planner that %s", { timeout: 120_000 }, (_, brain, expected) => {
  expect(found(brain)).toMatch(expected);
});
