import { expect, test } from "vitest";
import type { GateEntry } from "../definition/entries.ts";
import type { Override } from "../records/overrides.ts";
import { gateVerdicts } from "./judge.ts";
import type { PromotionFacts } from "./verdict.ts";

const DIGEST = `sha256:${"a".repeat(64)}`;

const facts: PromotionFacts = {
  environment: "prod",
  cluster: "orders",
  release: 3,
  digest: DIGEST,
  now: Date.parse("2026-11-12T12:00:00Z"),
  base: "main (1234567)",
  before: { name: "staging", follows: "releases", runsIt: true, runs: "release 3" },
  since: { commit: "1234567", seconds: Date.parse("2026-11-12T00:00:00Z") / 1000, isAtLeast: false },
  sight: { kind: "seen", isHealthy: true, saw: "Ready", at: "2026-11-12T01:00:00Z", by: "attestation" },
  change: { changeClass: "failover", digest: DIGEST },
  approvals: [],
  inFlight: [],
  isWayBack: false,
  overrides: [],
  usedOverrides: [],
};

const DAY: GateEntry = { kind: "soak", time: 86_400_000 };

function state(gate: GateEntry, more: Partial<PromotionFacts> = {}): string | undefined {
  return gateVerdicts([gate], { ...facts, ...more })[0]?.state;
}

const override: Override = {
  gate: 'soak("1d")',
  release: 3,
  digest: DIGEST,
  by: "Ada <ada@example.com>",
  at: "2026-11-12T11:00:00Z",
  because: "hotfix",
};

test.each([
  ["2026-11-12T23:59:59Z", "holds"],
  ["2026-11-13T00:00:00Z", "open"],
])("a day that begins on 12 November at midnight, at %s", (now, expected) => {
  expect(state(DAY, { now: Date.parse(now) })).toBe(expected);
});

test.each([
  ["nothing", [], "holds"],
  ["this gate, release and digest", [override], "overridden"],
  ["another gate", [{ ...override, gate: "healthy()" }], "holds"],
  ["a gate of another time", [{ ...override, gate: 'soak("2d")' }], "holds"],
  ["another release", [{ ...override, release: 2 }], "holds"],
  ["another release of the same number", [{ ...override, digest: `sha256:${"b".repeat(64)}` }], "holds"],
] as const)("an override of %s", (_, overrides, expected) => {
  expect(state(DAY, { overrides })).toBe(expected);
});

test.each([
  ["below its class", "data-movement", {}, "open"],
  ["of its class", "failover", {}, "holds"],
  ["above its class", "online", {}, "holds"],
  ["when nothing changes", "online", { change: undefined }, "open"],
  ["on a way back too", "failover", { isWayBack: true }, "holds"],
] as const)("approval, %s", (_, least, more, expected) => {
  expect(state({ kind: "approval", from: ["team-dba"], for: least }, more)).toBe(expected);
});

const HEALTH: readonly (readonly [string, Partial<PromotionFacts>, string])[] = [
  ["is ready", {}, "open"],
  [
    "runs something else",
    { before: { name: "staging", follows: "releases", runsIt: false, runs: "release 2" } },
    "holds",
  ],
  ["is not there", { before: undefined }, "holds"],
  ["was not looked at", { sight: { kind: "unseen", why: "nobody looked" } }, "holds"],
  [
    "is not ready",
    { sight: { kind: "seen", isHealthy: false, saw: "not Ready", at: "", by: "live" } },
    "holds",
  ],
];

test.each(HEALTH)("healthy, when the environment before %s", (_, more, expected) => {
  expect(state({ kind: "healthy" }, more)).toBe(expected);
});

test.each([
  [0, "open"],
  [1, "open"],
  [2, "holds"],
  [9, "holds"],
])("of at most two in flight, with %i others: %s", (others, expected) => {
  const inFlight = Array.from({ length: others }, (_, index) => `c${index}`);
  expect(state({ kind: "maxInFlight", clusters: 2 }, { inFlight })).toBe(expected);
});

const FREEZE: GateEntry = {
  kind: "freeze",
  from: "2026-12-20",
  until: "2027-01-06",
  zone: "Europe/Berlin",
  because: "Christmas",
};

test.each([
  ["2026-12-19T22:59:59Z", "open", undefined],
  ["2026-12-19T23:00:00Z", "holds", "2027-01-06T23:00:00Z"],
  ["2027-01-06T22:59:59Z", "holds", "2027-01-06T23:00:00Z"],
  ["2027-01-06T23:00:00Z", "open", undefined],
])("a freeze at %s is %s until %s: its days are those of its zone", (now, expected, opens) => {
  const [verdict] = gateVerdicts([FREEZE], { ...facts, now: Date.parse(now) });
  expect({ state: verdict?.state, opens: verdict?.opens }).toEqual({ state: expected, opens });
});

test.each([
  ["9998-12-31", "9999-01-01T00:00:00Z"],
  ["9999-12-31", undefined],
])("a freeze until %s is answered at once", (until, opens) => {
  const far: GateEntry = { ...FREEZE, zone: "UTC", until };
  const begin = performance.now();
  const [verdict] = gateVerdicts([far], { ...facts, now: Date.parse("2026-12-21T10:00:00Z") });
  expect(performance.now() - begin).toBeLessThan(2_000);
  expect({ state: verdict?.state, opens: verdict?.opens }).toEqual({ state: "holds", opens });
});
