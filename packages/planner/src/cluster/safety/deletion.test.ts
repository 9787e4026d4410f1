import { expect, test } from "vitest";
import { CACHE, decided, forbiddenWhen, OFFLINE, STUCK } from "../../testing/forbidden-cases.ts";
import { cluster, type Scene } from "../../testing/observation-builder.ts";
import { forbidden } from "./forbidden.ts";

const three = cluster({ members: 3 });
const fenced = ["orders-1", "orders-2"].reduce<Scene>(
  (scene, name) => scene.withMember(name, { answer: OFFLINE }).unlabelled(name),
  three.alone("orders-0").unlabelled("orders-0"),
);
const given = cluster({ members: 3, abandonedMembers: ["orders-2"] })
  .withOffline("orders-2", 101)
  .unlabelled("orders-2");
const rebuilt = given.withIdentity({ abandonedClaims: { "orders-2": "claim-orders-2" } });
const stuck = three.withMember("orders-1", { answer: { applier: STUCK } });
const erased = cluster({ members: 3, deletionPolicy: "Delete" }).deleted().stopped();
const emptied = erased.with({ claims: [] });
const grown = cluster({
  members: 3,
  volumeClaimTemplate: { spec: { resources: { requests: { storage: "20Gi" } } } },
});

forbiddenWhen("delete-claim", rebuilt, [
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
    (scene) => scene.with({ claims: scene.observation.claims.map((claim) => ({ ...claim, uid: "later" })) }),
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
]);

forbiddenWhen("delete-claim", erased, [
  [
    "the spec retains the data",
    (scene) => scene.withSpec({ deletionPolicy: "Retain" }),
    "the spec does not give up data-orders-0",
  ],
]);

forbiddenWhen("change-claim", grown, [
  [
    "the volume is larger already",
    (scene) =>
      scene.with({ claims: scene.observation.claims.map((claim) => ({ ...claim, storage: "30Gi" })) }),
    "data-orders-0 has 30Gi already",
  ],
]);

forbiddenWhen("delete-object", emptied, [
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
]);

forbiddenWhen("delete-stateful-set", three.deleted(), [
  CACHE,
  ["the Cluster is not deleted", () => three, "its members would go, and the Cluster is not being deleted"],
]);

forbiddenWhen("delete-pod", stuck, [
  CACHE,
  [
    "the others are no majority without it",
    (scene) => scene.apart("orders-0", "orders-1").withUnreachable("orders-2"),
    "the group loses its quorum, and orders-2 is silent",
  ],
]);

forbiddenWhen("delete-pod", cluster({ members: 4 }).withMember("orders-3", { answer: { applier: STUCK } }), [
  [
    "the others are half of the group without it",
    (scene) => scene.apart("orders-0", "orders-1", "orders-3").withUnreachable("orders-2"),
    "the group loses its quorum, and orders-2 is silent",
  ],
]);

forbiddenWhen("delete-pod", fenced, [
  [
    "a member that may be in a group of its own is silent",
    (scene) => scene.withUnreachable("orders-1"),
    "the group loses its quorum, and orders-1 is silent",
  ],
]);

forbiddenWhen("remove-finalizer", three.deleted().stopped(), [
  ["the Cluster is not deleted", () => three, "the Cluster is not being deleted"],
]);

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
