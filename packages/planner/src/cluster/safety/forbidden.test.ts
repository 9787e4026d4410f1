import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Step } from "../../steps/step.ts";
import { cluster, NOW, type Scene, serverUuidOf, transactions } from "../../testing/observation-builder.ts";
import { observation } from "../../testing/observations.ts";
import { decide } from "../decision/decide.ts";
import { firstForbidden, forbidden } from "./forbidden.ts";

const three = cluster({ members: 3 });
const CLEAN = { configured: false, running: false, received: "", stuckWorkers: 0 };
const STUCK = { ...CLEAN, configured: true, running: true, stuckWorkers: 4, stuckSince: NOW - 60_000 };
const OFFLINE = { state: "OFFLINE", view: [], viewId: "", superReadOnly: true } as const;

/** The step of this kind that is decided on a scene. */
function decided(scene: Scene, kind: Step["kind"]): Step {
  const step = decide(scene.observation).steps.find((one) => one.kind === kind);
  if (step === undefined) throw new RangeError(`no ${kind} is decided`);
  return step;
}

function intentOf(member: string) {
  return { bootstrap: { member, serverUuid: serverUuidOf(member) } };
}

const outage = three.afterOutage();
const intended = outage
  .withIdentity(intentOf("orders-0"))
  .withMember("orders-0", { answer: { applier: CLEAN } });
const received = outage
  .withIdentity(intentOf("orders-0"))
  .withMember("orders-0", { answer: { applier: { ...CLEAN, configured: true } } });
const confirmed = three.withIdentity(intentOf("orders-0")).unlabelled("orders-0");
const leaving = cluster({ members: 4, primary: "orders-1" })
  .withSpec({ members: 3 })
  .withOffline("orders-3")
  .unlabelled("orders-3");
const fenced = ["orders-1", "orders-2"].reduce<Scene>(
  (scene, name) => scene.withMember(name, { answer: OFFLINE }).unlabelled(name),
  three.alone("orders-0").unlabelled("orders-0"),
);
const given = cluster({ members: 3, abandonedMembers: ["orders-2"] })
  .withOffline("orders-2", 101)
  .unlabelled("orders-2");
const rebuilt = given.withIdentity({ abandonedClaims: { "orders-2": "claim-orders-2" } });
const unborn = ["orders-0", "orders-1", "orders-2"].reduce<Scene>(
  (scene, name) => scene.withOffline(name, 0),
  three.withIdentity({ initialised: false, members: [] }).afterOutage(),
);
const adopted = three.withIdentity({ initialised: false, members: [] }).afterOutage();
const stuck = three.withMember("orders-1", { answer: { applier: STUCK } });
const erased = cluster({ members: 3, deletionPolicy: "Delete" }).deleted().stopped();
const emptied = erased.with({ claims: [] });
const grown = cluster({
  members: 3,
  volumeClaimTemplate: { spec: { resources: { requests: { storage: "20Gi" } } } },
});

/** The record as a newer operator writes it. */
function newer(scene: Scene): Scene {
  const { identity } = scene.observation;
  return identity.kind === "found" ? scene.with({ identity: { ...identity, version: 99 } }) : scene;
}

type Case = readonly [when: string, change: (scene: Scene) => Scene, why: string];

const CACHE: Case = [
  "it is known from the cache",
  (scene) => scene.with({ freshness: "cache" }),
  "what is known of Kubernetes comes from the watch cache",
];

const CASES: readonly (readonly [kind: Step["kind"], scene: Scene, cases: readonly Case[]])[] = [
  [
    "bootstrap",
    intended,
    [
      CACHE,
      ["the record is a newer operator's", newer, "a newer operator wrote the record"],
      ["a recorded member is silent", (scene) => scene.withUnreachable("orders-2"), "orders-2 is silent"],
      [
        "a member joined a group",
        (scene) => scene.withMember("orders-1", { answer: { state: "RECOVERING" } }),
        "orders-1 is in a group",
      ],
      [
        "a START runs somewhere",
        (scene) => scene.withMember("orders-1", { answer: { busy: "starting" } }),
        "a START runs on orders-1",
      ],
      [
        "another member holds more",
        (scene) => scene.withOffline("orders-2", 101, 0),
        "other members hold transactions that orders-0 does not have",
      ],
      [
        "another member received more",
        (scene) => scene.withOffline("orders-2", 90, 101),
        "other members hold transactions that orders-0 does not have",
      ],
      [
        "a silent member is another one than the spec gave up",
        (scene) =>
          scene
            .withSpec({ abandonedMembers: ["orders-2"] })
            .withIdentity({ abandonedClaims: { "orders-2": "an older claim" } })
            .withUnreachable("orders-2"),
        "orders-2 is silent",
      ],
      [
        "a silent member came back since the spec gave it up",
        (scene) =>
          scene
            .withSpec({ abandonedMembers: ["orders-2"] })
            .withIdentity({ abandonedClaims: { "orders-2": "" } })
            .withUnreachable("orders-2"),
        "orders-2 is silent",
      ],
      [
        "a set cannot be read",
        (scene) => scene.withMember("orders-2", { answer: { executed: "nonsense" } }),
        "the GTID sets of orders-2 cannot be read",
      ],
      [
        "another server answers",
        (scene) => scene.withMember("orders-0", { answer: { serverUuid: serverUuidOf("orders-9") } }),
        "orders-0 is not the server that answered",
      ],
      [
        "old relay logs are there",
        (scene) => scene.withMember("orders-0", { answer: { applier: { ...CLEAN, configured: true } } }),
        "orders-0 still has relay logs of a former group",
      ],
      [
        "it executed more since",
        (scene) => scene.withMember("orders-0", { answer: { executed: transactions(101) } }),
        "orders-0 has not applied what it holds",
      ],
      [
        "the record names another member",
        (scene) => scene.withIdentity(intentOf("orders-1")),
        "the record does not name orders-0",
      ],
      [
        "the record was replaced",
        (scene) => {
          const { identity } = scene.observation;
          return identity.kind === "found"
            ? scene.with({ identity: { ...identity, resourceVersion: "2" } })
            : scene;
        },
        "orders-identity is not the object that was observed",
      ],
    ],
  ],
  [
    "reset-applier",
    received,
    [
      [
        "something received was not executed",
        (scene) =>
          scene.withMember("orders-0", {
            answer: { executed: transactions(99), applier: { ...CLEAN, received: transactions(100) } },
          }),
        "orders-0 has received transactions that it has not executed",
      ],
      [
        "the server is in a group",
        (scene) => scene.withMember("orders-0", { answer: { state: "ONLINE" } }),
        "orders-0 is in a group",
      ],
      [
        "another server answers",
        (scene) => scene.withMember("orders-0", { answer: { serverUuid: serverUuidOf("orders-9") } }),
        "orders-0 is not the server that answered",
      ],
    ],
  ],
  [
    "create-identity",
    three.withoutIdentity(),
    [
      CACHE,
      [
        "a volume came since",
        (scene) =>
          scene.with({
            claims: scene.observation.claims.map((claim) =>
              claim.member === "orders-2" ? { ...claim, member: "orders-3" } : claim,
            ),
          }),
        "orders-3 has a volume, and the record leaves it out",
      ],
    ],
  ],
  [
    "replace-identity",
    outage,
    [
      CACHE,
      ["the record is a newer operator's", newer, "a newer operator wrote the record"],
      ["a recorded member is silent", (scene) => scene.withUnreachable("orders-2"), "orders-2 is silent"],
      [
        "another member holds more",
        (scene) => scene.withOffline("orders-1", 101),
        "other members hold transactions that orders-0 does not have",
      ],
      [
        "the record was initialised as another group",
        (scene) => scene.withIdentity({ groupName: "another" }),
        "the group's name changes",
      ],
      [
        "another member was chosen before, and does not answer",
        (scene) => scene.withIdentity(intentOf("orders-1")).withUnreachable("orders-1"),
        "orders-1 was chosen before, and may still carry it out",
      ],
      [
        "the record has a member more",
        (scene) => scene.withIdentity({ members: ["orders-0", "orders-1", "orders-2", "orders-3"] }),
        "orders-3 may hold transactions, and leaves the record",
      ],
    ],
  ],
  [
    "replace-identity",
    confirmed,
    [
      [
        "the second member is not online",
        (scene) => scene.withOffline("orders-1").withOffline("orders-2"),
        "the group stands on one member",
      ],
      ["no write went through", (scene) => scene.withoutCanary(), "no write went through"],
      [
        "the group is known from one member",
        (scene) => scene.withUnreachable("orders-1").withUnreachable("orders-2"),
        "no majority says that the group lives",
      ],
    ],
  ],
  [
    "replace-identity",
    unborn,
    [
      [
        "the cluster held data",
        (scene) => scene.withIdentity({ initialised: true }),
        "the cluster held data, and the record denies it",
      ],
    ],
  ],
  [
    "replace-identity",
    leaving,
    [
      [
        "the member is in the group's view",
        () => cluster({ members: 4, primary: "orders-1" }),
        "orders-3 may hold transactions, and leaves the record",
      ],
    ],
  ],
  [
    "replace-identity",
    adopted,
    [
      [
        "the record names a member whose volume is not there",
        (scene) => scene.withIdentity({ initialised: true, members: ["orders-3"] }),
        "orders-3 may hold transactions, and leaves the record",
      ],
    ],
  ],
  [
    "replace-identity",
    given,
    [
      [
        "the spec's word is taken back",
        (scene) => scene.withSpec({ abandonedMembers: [] }),
        "the spec does not give up the volume of orders-2",
      ],
      [
        "the claim is another one",
        (scene) =>
          scene.with({ claims: scene.observation.claims.map((claim) => ({ ...claim, uid: "later" })) }),
        "the spec does not give up the volume of orders-2",
      ],
    ],
  ],
  [
    "delete-claim",
    rebuilt,
    [
      CACHE,
      [
        "the spec's word is taken back",
        (scene) => scene.withSpec({ abandonedMembers: [] }),
        "the spec does not give up data-orders-2",
      ],
      [
        "the record means another claim",
        (scene) => scene.withIdentity({ abandonedClaims: { "orders-2": "older" } }),
        "the spec does not give up data-orders-2",
      ],
      [
        "the claim is another one",
        (scene) =>
          scene.with({ claims: scene.observation.claims.map((claim) => ({ ...claim, uid: "later" })) }),
        "data-orders-2 is not the object that was observed",
      ],
      [
        "the member is in the group",
        () =>
          cluster({ members: 3, abandonedMembers: ["orders-2"] }).withIdentity({
            abandonedClaims: { "orders-2": "claim-orders-2" },
          }),
        "orders-2 is in the group",
      ],
      [
        "those that are left see no majority",
        (scene) => scene.alone("orders-0").alone("orders-1"),
        "no group is seen that the member could be rebuilt from",
      ],
      [
        "no majority is left to rebuild it from",
        (scene) => scene.withUnreachable("orders-0").withUnreachable("orders-1"),
        "no group is seen that the member could be rebuilt from",
      ],
    ],
  ],
  [
    "delete-claim",
    erased,
    [
      [
        "the spec retains the data",
        (scene) => scene.withSpec({ deletionPolicy: "Retain" }),
        "the spec does not give up data-orders-0",
      ],
    ],
  ],
  [
    "change-claim",
    grown,
    [
      [
        "the volume is larger already",
        (scene) =>
          scene.with({ claims: scene.observation.claims.map((claim) => ({ ...claim, storage: "30Gi" })) }),
        "data-orders-0 has 30Gi already",
      ],
    ],
  ],
  [
    "delete-object",
    emptied,
    [
      CACHE,
      [
        "the spec retains the data",
        (scene) => scene.withSpec({ deletionPolicy: "Retain" }),
        "the spec does not ask for orders-root-password to go",
      ],
      [
        "a claim is still there",
        (scene) => scene.with({ claims: three.observation.claims }),
        "data-orders-0 is still there",
      ],
    ],
  ],
  [
    "delete-stateful-set",
    three.deleted(),
    [
      CACHE,
      [
        "the Cluster is not deleted",
        () => three,
        "its members would go, and the Cluster is not being deleted",
      ],
    ],
  ],
  [
    "delete-pod",
    stuck,
    [
      CACHE,
      [
        "the others are no majority without it",
        (scene) => scene.apart("orders-0", "orders-1").withUnreachable("orders-2"),
        "the group loses its quorum, and orders-2 is silent",
      ],
    ],
  ],
  [
    "delete-pod",
    fenced,
    [
      [
        "a member that may be in a group of its own is silent",
        (scene) => scene.withUnreachable("orders-1"),
        "the group loses its quorum, and orders-1 is silent",
      ],
    ],
  ],
  [
    "label-pod",
    three.unlabelled("orders-0"),
    [
      [
        "another member is the primary",
        () => cluster({ members: 3, primary: "orders-1" }),
        "no majority sees orders-0 as the primary",
      ],
      [
        "it sees itself alone",
        (scene) => scene.alone("orders-0").withUnreachable("orders-1").withUnreachable("orders-2"),
        "no majority sees orders-0 as the primary",
      ],
      [
        "half of the group answers",
        () =>
          cluster({ members: 4 })
            .unlabelled("orders-0")
            .withUnreachable("orders-2")
            .withUnreachable("orders-3"),
        "no majority sees orders-0 as the primary",
      ],
      [
        "its bootstrap was not confirmed",
        (scene) => scene.withIdentity(intentOf("orders-0")),
        "the bootstrap was not confirmed",
      ],
      [
        "it says itself that it left the group",
        (scene) => scene.withMember("orders-0", { answer: OFFLINE }),
        "no majority sees orders-0 as the primary",
      ],
      [
        "another server runs there",
        (scene) =>
          scene.withMember("orders-0", {
            answer: { ...OFFLINE, serverUuid: serverUuidOf("orders-9") },
          }),
        "no majority sees orders-0 as the primary",
      ],
    ],
  ],
  [
    "remove-finalizer",
    three.deleted().stopped(),
    [["the Cluster is not deleted", () => three, "the Cluster is not being deleted"]],
  ],
];

describe.each(CASES)("%s: what was right a moment ago is forbidden when", (kind, scene, cases) => {
  test.each(cases)("%s", (_, change, why) => {
    const step = decided(scene, kind);
    expect(forbidden(step, scene.observation)).toBeUndefined();
    expect(forbidden(step, change(scene).observation)).toBe(why);
  });
});

test.each([
  ["now", {}],
  ["and its claim is the one that was meant", { "orders-2": "claim-orders-2" }],
])("a member that the spec gives up is not waited for: %s", (_, abandonedClaims) => {
  const step = decided(intended, "bootstrap");
  const scene = intended
    .withSpec({ abandonedMembers: ["orders-2"] })
    .withIdentity({ abandonedClaims })
    .withUnreachable("orders-2");
  expect(forbidden(step, scene.observation)).toBeUndefined();
});

test("a member that says it left does not count for the quorum, whatever the others see", () => {
  const five = cluster({ members: 5 }).withMember("orders-1", { answer: { applier: STUCK } });
  const step = decided(five, "delete-pod");
  const most = five.apart("orders-0", "orders-1", "orders-2", "orders-3").withUnreachable("orders-4");
  const left = most.withMember("orders-3", { answer: OFFLINE });
  expect(forbidden(step, most.observation)).toBeUndefined();
  expect(forbidden(step, left.observation)).toBe("the group loses its quorum, and orders-4 is silent");
});

test("a member counts for the quorum though no view has its host yet", () => {
  const { members } = stuck.withUnreachable("orders-2").observation;
  const hostless = Object.entries(members).map(([name, report]) => [
    name,
    report.kind === "answered"
      ? {
          ...report,
          view: report.view.map((row) => (row.host.startsWith("orders-2") ? { ...row, host: "" } : row)),
        }
      : report,
  ]);
  const scene = stuck.unlabelled("orders-2").with({ members: Object.fromEntries(hostless) });
  expect(forbidden(decided(scene, "delete-pod"), scene.observation)).toBeUndefined();
});

test("a pod is never deleted without a grace period", () => {
  const step = decided(stuck, "delete-pod");
  if (step.kind !== "delete-pod") throw new RangeError("it deletes a pod");
  expect(forbidden({ ...step, graceSeconds: 0 }, stuck.observation)).toMatch(/^a force-deleted pod/);
});

describe("steps that are right one by one", () => {
  test("the label of the primary is taken from one before another gets it", () => {
    const moved = cluster({ members: 3, primary: "orders-1" })
      .withMember("orders-0", { pod: { role: "primary" } })
      .withMember("orders-1", { pod: { role: "secondary" } });
    const { steps } = decide(moved.observation);
    expect(steps.map(({ kind }) => kind)).toEqual(["label-pod", "label-pod"]);
    expect(firstForbidden(steps, moved.observation)).toBeUndefined();
    expect(firstForbidden(steps.toReversed(), moved.observation)).toMatchObject({
      why: "orders-0 has the label of the primary",
    });
  });

  test("a group loses one member at a time", () => {
    const changed = (name: string) => three.withMember(name, { pod: { revision: "older" } });
    const steps = ["orders-1", "orders-2"].map((name) => decided(changed(name), "delete-pod"));
    expect(firstForbidden(steps.slice(1), three.observation)).toBeUndefined();
    expect(firstForbidden(steps, three.observation)).toMatchObject({
      step: { target: { name: "orders-2" } },
      why: "the group loses another member already",
    });
  });
});

test("nothing that is decided is forbidden", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(observation, (seen) => {
      expect(decide(seen).stall).not.toMatchObject({ reason: "StepForbidden" });
    }),
    { numRuns: 2_000 },
  );
});
