import { expect, test } from "vitest";
import { CACHE, CLEAN, decided, forbiddenWhen, intentOf } from "../../testing/forbidden-cases.ts";
import { cluster, type Scene, serverUuidOf, transactions } from "../../testing/observation-builder.ts";
import { forbidden } from "./forbidden.ts";

const three = cluster({ members: 3 });
const outage = three.afterOutage();
const intended = outage
  .withIdentity(intentOf("orders-0"))
  .withMember("orders-0", { answer: { applier: CLEAN } });
const received = outage
  .withIdentity(intentOf("orders-0"))
  .withMember("orders-0", { answer: { applier: { ...CLEAN, configured: true } } });
/** The record as a newer operator writes it. */
function newer(scene: Scene): Scene {
  const { identity } = scene.observation;
  return identity.kind === "found" ? scene.with({ identity: { ...identity, version: 99 } }) : scene;
}

forbiddenWhen("bootstrap", intended, [
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
    "what is known of a member was said by a pod of before",
    (scene) => scene.withMember("orders-2", { answer: { podUid: "a former pod" } }),
    "orders-2 is silent",
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
]);

forbiddenWhen("reset-applier", received, [
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
]);

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
