import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Step } from "../../steps/step.ts";
import { cluster, NOW, type Scene, serverUuidOf } from "../../testing/observation-builder.ts";
import type { Observation } from "../observation/observation.ts";
import { decide } from "./decide.ts";

type Change = (scene: Scene) => Scene;

const MEMBERS = ["orders-0", "orders-1", "orders-2", "orders-3", "orders-4"] as const;
const BUSY = ["starting", "stopping", "cloning"] as const;

const size = fc.constantFrom(1, 2, 3, 3, 4, 5);
const position = fc.constantFrom(0, 90, 100, 101);

/** Something that is different for one of these members. */
function memberChange(names: readonly string[]): fc.Arbitrary<Change> {
  const one = fc.constantFrom<(name: string) => Change>(
    (name) => (scene) => scene.withUnreachable(name, 90_000),
    (name) => (scene) => scene.withoutPod(name),
    (name) => (scene) => scene.unlabelled(name),
    (name) => (scene) => scene.alone(name),
    (name) => (scene) => scene.expelled(name),
    (name) => (scene) => scene.withMember(name, { pod: { revision: "older" } }),
    (name) => (scene) => scene.withMember(name, { pod: { deleting: true } }),
    (name) => (scene) => scene.withMember(name, { answer: { state: "ERROR", stateSince: NOW - 90_000 } }),
    (name) => (scene) => scene.withMember(name, { answer: { applier: STUCK } }),
    (name) => (scene) => scene.withSpec({ abandonedMembers: [name] }),
    (name) => (scene) => scene.withIdentity({ abandonedClaims: { [name]: `claim-${name}` } }),
    (name) => (scene) => scene.withIdentity({ bootstrap: { member: name, serverUuid: serverUuidOf(name) } }),
  );
  const name = fc.constantFrom(...names);
  return fc.oneof(
    { weight: 12, arbitrary: fc.tuple(one, name).map(([change, member]) => change(member)) },
    fc.tuple(name, fc.constantFrom(...BUSY)).map(
      ([member, busy]): Change =>
        (scene) =>
          scene.withMember(member, { answer: { busy } }),
    ),
    {
      weight: 2,
      arbitrary: fc.tuple(name, position, position).map(
        ([member, executed, received]): Change =>
          (scene) =>
            scene.withOffline(member, executed, received),
      ),
    },
  );
}

/** Something that is different for several of these members. */
function membersChange(names: readonly string[]): fc.Arbitrary<Change> {
  return fc
    .tuple(
      fc.subarray([...names], { minLength: 1 }),
      fc.constantFrom<(some: readonly string[]) => Change>(
        (some) => (scene) => scene.apart(...some),
        (some) => (scene) =>
          some.reduce((all, name) => all.withMember(name, { pod: { revision: "older" } }), scene),
      ),
    )
    .map(([some, change]) => change(some));
}

const clusterChange: fc.Arbitrary<Change> = fc.oneof(
  size.map(
    (members): Change =>
      (scene) =>
        scene.withSpec({ members }),
  ),
  fc.constantFrom<Change>(
    (scene) => scene.inOutage(),
    (scene) => scene.withoutCanary(),
    (scene) => scene.withoutIdentity(),
    (scene) => scene.withIdentity({ initialised: false, members: [] }),
    (scene) => scene.withSpec({ updateStrategy: { type: "OnDelete" } }),
    (scene) => scene.withSpec({ deletionPolicy: "Delete" }),
    (scene) => scene.withSpec({ variables: { max_connections: 300, back_log: 90 } }),
    (scene) => scene.with({ freshness: "cache" }),
    (scene) => scene.deleted(),
    (scene) => scene.stopped(),
  ),
);

const clean = { configured: false, running: false, received: "", stuckWorkers: 0 };
const STUCK = { ...clean, configured: true, running: true, stuckWorkers: 4, stuckSince: NOW - 60_000 };

function intended(member: string): Change {
  return (scene) =>
    scene.afterOutage().withIdentity({ bootstrap: { member, serverUuid: serverUuidOf(member) } });
}

/** Any number of members, any of them the primary, some with another version; some of it in an outage. */
const observation: fc.Arbitrary<Observation> = size.chain((members) => {
  const names = MEMBERS.slice(0, members);
  const member = fc.constantFrom(...names);
  const start = fc
    .tuple(member, fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(names)))
    .map(([primary, newer]) =>
      cluster({ members, primary, versions: Object.fromEntries(newer.map((name) => [name, "9.7.5"])) }),
    );
  const first = fc
    .tuple(
      member,
      fc.constantFrom<(name: string) => Change>(
        () => (scene) => scene,
        () => (scene) => scene,
        () => (scene) =>
          names.reduce((all, one) => all.withMember(one, { pod: { revision: "older" } }), scene),
        (name) => (scene) => scene.withMember(name, { pod: { revision: "older" } }),
        () => (scene) => scene.withSpec({ members: Math.max(1, members - 1) }),
        () => (scene) => scene.afterOutage(),
        intended,
        (name) => (scene) => intended(name)(scene).withMember(name, { answer: { applier: clean } }),
      ),
    )
    .map(([name, change]) => change(name));
  const changes = fc.array(
    fc.oneof(
      { weight: 14, arbitrary: memberChange(names) },
      { weight: 4, arbitrary: membersChange(names) },
      { weight: 6, arbitrary: clusterChange },
    ),
    { maxLength: 5 },
  );
  return fc
    .tuple(start, first, changes)
    .map(([scene, begin, rest]) => rest.reduce((all, one) => one(all), begin(scene)).observation);
});

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

  test("what ends or moves the primary comes when no other member is left", () => {
    fc.assert(
      fc.property(observation, (seen) => {
        const { steps, diagnosis } = decide(seen);
        if (diagnosis.state !== "Grouped") return;
        const { primary, names } = diagnosis.group;
        const inside = new Set(Object.values(names));
        const wanted = seen.cluster.spec?.members ?? 0;
        const stays = (name: string) => Number(name.slice(-1)) < wanted;
        const outdated = seen.pods.filter(({ revision }) => revision === "older").map(({ name }) => name);
        for (const step of steps) {
          if (step.kind === "leave") expect(step.target.member).not.toBe(primary);
          if (step.kind === "switch-primary") expect(stays(step.to)).toBe(true);
          const ended = step.kind === "delete-pod" ? step.target.name : undefined;
          const moved = step.kind === "switch-primary" ? step.target.member : undefined;
          if (primary === undefined || (ended ?? moved) !== primary || !stays(primary)) continue;
          expect(outdated.filter((name) => name !== primary && inside.has(name))).toEqual([]);
        }
      }),
      { numRuns: 2_000 },
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
  const moved = new Set<string>();
  for (const one of fc.sample(observation, { numRuns: 2_000, seed: 1 })) {
    for (const step of stepsOf(one)) {
      seen.add(step.kind);
      if (step.kind === "switch-primary") moved.add(step.target.member);
    }
  }
  expect([...moved].sort()).toEqual([...MEMBERS]);
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
