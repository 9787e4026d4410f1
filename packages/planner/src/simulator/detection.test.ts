import { expect, test } from "vitest";
import { decide } from "../cluster/decision/decide.ts";
import type { Decision } from "../cluster/decision/decision.ts";
import type { Observation } from "../cluster/observation/observation.ts";
import type { Identity } from "../identity/identity.ts";
import { simulate } from "./index.ts";

type Planner = (observation: Observation) => Decision;

function withRecord(seen: Observation, change: (record: Identity) => Identity): Observation {
  const { identity } = seen;
  return identity.kind === "found"
    ? { ...seen, identity: { ...identity, record: change(identity.record) } }
    : seen;
}

/** Takes silence for absence: does not wait for members that do not answer. */
const impatient: Planner = (seen) =>
  decide(
    withRecord(seen, (record) => ({
      ...record,
      members: record.members.filter((name) => seen.members[name]?.kind === "answered"),
    })),
  );

/** Writes a status at every look that has nothing else to do. */
const restless: Planner = (seen) => {
  const decision = decide(seen);
  return decision.steps.length > 0 ? decision : { ...decision, status: { ...decision.status } };
};

/** Bootstraps over old relay logs. */
const hasty: Planner = (seen) => {
  const clean = { configured: false, running: false, received: "", stuckWorkers: 0 };
  const members = Object.entries(seen.members).map(([name, report]) => [
    name,
    report.kind === "answered" && report.state === "OFFLINE" ? { ...report, applier: clean } : report,
  ]);
  return decide({ ...seen, members: Object.fromEntries(members) });
};

/** Never removes a label. */
const forgetful: Planner = (seen) => {
  const decision = decide(seen);
  const steps = decision.steps.filter((step) => step.kind !== "label-pod" || step.role !== undefined);
  return { ...decision, steps };
};

/** Claims go when their member is silent. */
const destructive: Planner = (seen) => {
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
const backward: Planner = (seen) => {
  const decision = decide(seen);
  if (decision.steps.length > 0) return decision;
  return { ...decision, status: { ...decision.status, observedGeneration: -1 } };
};

/** Tries a step that was refused again at every look. */
const stubborn: Planner = (seen) => decide({ ...seen, failures: [] });

/** Makes a password in the place of one that is gone. */
const generous: Planner = (seen) => {
  const { accounts } = seen.secrets;
  if (accounts.kind !== "absent") return decide(seen);
  const name = `${seen.cluster.metadata.name}-accounts`;
  const step = {
    kind: "create-secret",
    purpose: "accounts",
    name,
    dnsNames: [],
    because: "it is gone",
  } as const;
  return { ...decide(seen), steps: [step] };
};

/** Goes on without a my.cnf that is not there. */
const careless: Planner = (seen) =>
  decide(seen.userConfig.kind === "missing" ? { ...seen, userConfig: { kind: "none" } } : seen);

/** Takes volumes for as large as they should be. */
const satisfied: Planner = (seen) => {
  const size = seen.cluster.spec?.volumeClaimTemplate?.spec?.resources?.requests?.storage;
  if (size === undefined) return decide(seen);
  return decide({ ...seen, claims: seen.claims.map((claim) => ({ ...claim, storage: String(size) })) });
};

/** Replaces a pod that does not answer within some seconds. */
const nervous: Planner = (seen) => {
  const silent = seen.pods.find(
    ({ name, deleting, createdAt }) =>
      !deleting && seen.now - createdAt > 10_000 && seen.members[name]?.kind === "unreachable",
  );
  if (silent === undefined) return decide(seen);
  const { name, uid, resourceVersion } = silent;
  const step = {
    kind: "delete-pod",
    target: { name, uid, resourceVersion },
    because: "it is silent",
  } as const;
  return { ...decide(seen), steps: [step] };
};

/** Takes a member whose node is gone for one whose volume is. */
const resigned: Planner = (seen) => {
  const isGone = (member: string) => {
    const node = seen.pods.find(({ name }) => name === member)?.node;
    return seen.nodes.some(({ name, ready }) => name === node && ready === "missing");
  };
  return decide(
    withRecord(seen, (record) => ({ ...record, members: record.members.filter((name) => !isGone(name)) })),
  );
};

/** Leads clients to a group of one right after its bootstrap. */
const hurried: Planner = (seen) => {
  const lives = Object.values(seen.members).some(
    (report) => report.kind === "answered" && report.state === "ONLINE",
  );
  return decide(lives ? withRecord(seen, ({ bootstrap, ...record }) => record) : seen);
};

/** Does nothing before everybody is there. */
const complete: Planner = (seen) => {
  const decision = decide(seen);
  const isComplete = Object.values(seen.members).every(({ kind }) => kind === "answered");
  return isComplete || seen.cluster.metadata.deletionTimestamp !== undefined
    ? decision
    : { ...decision, steps: decision.steps.filter((step) => "name" in step || "object" in step) };
};

/** Waits for volumes that nobody misses: what the spec gives up counts as if it did not say so. */
const loyal: Planner = (seen) => {
  const { abandonedMembers, ...spec } = seen.cluster.spec ?? {};
  return decide({ ...seen, cluster: { ...seen.cluster, spec } });
};

/** Leaves a secondary open that takes writes. */
const trusting: Planner = (seen) => {
  const members = Object.entries(seen.members).map(([name, { ...report }]) => {
    if (report.kind === "answered") delete report.misfitSince;
    return [name, report];
  });
  return decide({ ...seen, members: Object.fromEntries(members) });
};

/** Does not see which pods lost the label of the primary. */
const oblivious: Planner = (seen) =>
  decide({ ...seen, pods: seen.pods.map(({ formerPrimarySince, ...pod }) => pod) });

/** Does not see what runs on the primary. */
const impolite: Planner = (seen) => {
  const members = Object.entries(seen.members).map(([name, report]) => [
    name,
    report.kind === "answered" ? { ...report, operations: [] } : report,
  ]);
  return decide({ ...seen, members: Object.fromEntries(members) });
};

/** Takes every silent host for one that says no. */
const unworried: Planner = (seen) => {
  const members = Object.entries(seen.members).map(([name, report]) => [
    name,
    report.kind === "unreachable" ? { ...report, reason: "refused" } : report,
  ]);
  return decide({ ...seen, members: Object.fromEntries(members) });
};

function found(planner: Planner): string {
  for (let seed = 1; seed <= 30; seed++) {
    const { violations } = simulate(seed, 3_000, planner);
    if (violations.length > 0) return violations.join("\n");
  }
  return "nothing";
}

test.each<readonly [string, Planner, RegExp]>([
  ["takes silence for absence", impatient, /I[23]|S:|does not become ready/],
  ["writes when nothing is new", restless, /I6|does not become ready/],
  ["bootstraps over old relay logs", hasty, /L:|S:|does not become ready/],
  ["never removes a label", forgetful, /does not become ready|I6/],
  ["deletes claims of its own accord", destructive, /I4/],
  ["goes back to an older generation", backward, /I5/],
  ["tries what was refused at every look", stubborn, /L:|does not become ready/],
  ["makes new passwords for old data", generous, /L:|S:|does not become ready/],
  ["goes on without a my.cnf that is missing", careless, /I7|L:/],
  ["does not let volumes grow", satisfied, /I7/],
  ["has no patience with slow disks", nervous, /L:|S:|does not become ready/],
  ["gives up who was on a node that is gone", resigned, /I[23]|S:/],
  ["leads clients to a group of one", hurried, /I2|S:/],
  ["does nothing before everybody is there", complete, /L:|does not become ready/],
  ["leaves a secondary open", trusting, /does not become ready/],
  ["leaves clients on a former primary", oblivious, /I8|does not become ready/],
  ["hands over during a schema change", impolite, /I10/],
  ["lets commits wait for a silent host", unworried, /L: .*commits wait for/],
  ["does not hear that a member is given up", loyal, /L:|does not become ready/],
])("the simulator catches a planner that %s", { timeout: 120_000 }, (_, planner, expected) => {
  expect(found(planner)).toMatch(expected);
});
