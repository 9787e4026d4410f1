import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Step } from "../../steps/step.ts";
import { cluster, NOW, type Scene, serverUuidOf } from "../../testing/observation-builder.ts";
import type { Observation } from "../observation/observation.ts";
import { decide } from "./decide.ts";

type Change = (scene: Scene) => Scene;

const member = fc.constantFrom("orders-0", "orders-1", "orders-2");
const position = fc.constantFrom(0, 90, 100, 101);

const change: fc.Arbitrary<Change> = fc.oneof(
  member.map(
    (name): Change =>
      (scene) =>
        scene.withUnreachable(name, 90_000),
  ),
  member.map(
    (name): Change =>
      (scene) =>
        scene.withoutPod(name),
  ),
  member.map(
    (name): Change =>
      (scene) =>
        scene.unlabelled(name),
  ),
  member.map(
    (name): Change =>
      (scene) =>
        scene.alone(name),
  ),
  member.map(
    (name): Change =>
      (scene) =>
        scene.expelled(name),
  ),
  member.map(
    (name): Change =>
      (scene) =>
        scene.withMember(name, { pod: { revision: "older" } }),
  ),
  member.map(
    (name): Change =>
      (scene) =>
        scene.withMember(name, { pod: { deleting: true } }),
  ),
  member.map(
    (name): Change =>
      (scene) =>
        scene.withMember(name, { answer: { busy: "starting" } }),
  ),
  member.map(
    (name): Change =>
      (scene) =>
        scene.withMember(name, { answer: { state: "ERROR", stateSince: NOW - 90_000 } }),
  ),
  member.map(
    (name): Change =>
      (scene) =>
        scene.withSpec({ abandonedMembers: [name] }),
  ),
  member.map(
    (name): Change =>
      (scene) =>
        scene.withIdentity({ bootstrap: { member: name, serverUuid: serverUuidOf(name) } }),
  ),
  fc.tuple(member, position, position).map(
    ([name, executed, received]): Change =>
      (scene) =>
        scene.withOffline(name, executed, received),
  ),
  fc.constantFrom<Change>(
    (scene) => scene.inOutage(),
    (scene) => scene.withoutCanary(),
    (scene) => scene.withoutIdentity(),
    (scene) => scene.withIdentity({ initialised: false, members: [] }),
    (scene) => scene.withSpec({ members: 1 }),
    (scene) => scene.withSpec({ members: 5 }),
    (scene) => scene.withSpec({ variables: { max_connections: 300, back_log: 90 } }),
    (scene) => scene.with({ freshness: "cache" }),
    (scene) => scene.deleted(),
  ),
);

const well = cluster({ members: 3 });
const clean = { configured: false, running: false, received: "", stuckWorkers: 0 };
const intended = well
  .afterOutage()
  .withIdentity({ bootstrap: { member: "orders-0", serverUuid: serverUuidOf("orders-0") } });
const starts: readonly Scene[] = [
  well,
  well.afterOutage(),
  intended,
  intended.withMember("orders-0", { answer: { applier: clean } }),
];

const observation: fc.Arbitrary<Observation> = fc
  .tuple(fc.constantFrom(...starts), fc.array(change, { maxLength: 6 }))
  .map(([start, changes]) => changes.reduce((scene, one) => one(scene), start).observation);

const RUNS = { numRuns: 600 };

function stepsOf(seen: Observation): readonly Step[] {
  return decide(seen).steps;
}

function silentMembers({ identity, members, cluster: { spec } }: Observation): readonly string[] {
  const recorded = identity.kind === "found" ? identity.record.members : [];
  return recorded.filter(
    (name) => members[name]?.kind !== "answered" && spec?.abandonedMembers?.includes(name) !== true,
  );
}

describe("whatever is observed", { timeout: 60_000 }, () => {
  test("the same observation gives the same decision, and stays as it is", () => {
    fc.assert(
      fc.property(observation, (seen) => {
        const before = JSON.stringify(seen);
        expect(decide(seen)).toEqual(decide(seen));
        expect(JSON.stringify(seen)).toBe(before);
      }),
      RUNS,
    );
  });

  test("a status that was written is not written again", () => {
    fc.assert(
      fc.property(observation, (seen) => {
        const { status } = decide(seen);
        const written = { ...seen, cluster: { ...seen.cluster, status } };
        expect(decide({ ...written, now: seen.now + 1 }).status).toBe(status);
      }),
      RUNS,
    );
  });

  test("nobody bootstraps while a recorded member is silent, and only who was written down", () => {
    fc.assert(
      fc.property(observation, (seen) => {
        const bootstraps = stepsOf(seen).filter((step) => step.kind === "bootstrap");
        expect(bootstraps.length).toBeLessThanOrEqual(1);
        for (const { target } of bootstraps) {
          const intent = seen.identity.kind === "found" ? seen.identity.record.bootstrap : undefined;
          expect(intent).toEqual({ member: target.member, serverUuid: target.serverUuid });
          expect(silentMembers(seen)).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  test("no claim goes without the spec's word", () => {
    fc.assert(
      fc.property(observation, (seen) => {
        const given = (seen.cluster.spec?.abandonedMembers ?? []).map((name) => `data-${name}`);
        for (const step of stepsOf(seen)) {
          if (step.kind === "delete-claim") expect(given).toContain(step.target.name);
        }
      }),
      RUNS,
    );
  });

  test("a group loses at most one member at a time", () => {
    fc.assert(
      fc.property(observation, (seen) => {
        const { steps, diagnosis } = decide(seen);
        const stopped = steps.filter(({ kind }) => kind === "delete-pod" || kind === "leave");
        if (diagnosis.state !== "Grouped") return;
        expect(stopped.length).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  test("what cannot be undone is not done on the cache's word", () => {
    fc.assert(
      fc.property(observation, (seen) => {
        const kinds = stepsOf({ ...seen, freshness: "cache" }).map(({ kind }) => kind);
        for (const kind of [
          "bootstrap",
          "replace-identity",
          "create-identity",
          "delete-claim",
          "delete-pod",
        ] as const) {
          expect(kinds).not.toContain(kind);
        }
      }),
      RUNS,
    );
  });
});

test("the observations of the laws reach every kind of step that matters", { timeout: 60_000 }, () => {
  const seen = new Set<string>();
  for (const one of fc.sample(observation, { numRuns: 2_000, seed: 1 })) {
    for (const { kind } of stepsOf(one)) seen.add(kind);
  }
  for (const kind of [
    "bootstrap",
    "replace-identity",
    "join",
    "leave",
    "delete-pod",
    "label-pod",
    "reset-applier",
    "switch-primary",
  ]) {
    expect(seen).toContain(kind);
  }
});
