import { CACHE, forbiddenWhen, intentOf } from "../../testing/forbidden-cases.ts";
import { cluster, type Scene } from "../../testing/observation-builder.ts";

const three = cluster({ members: 3 });
const outage = three.afterOutage();
const confirmed = three.withIdentity(intentOf("orders-0")).unlabelled("orders-0");
const leaving = cluster({ members: 4, primary: "orders-1" })
  .withSpec({ members: 3 })
  .withOffline("orders-3")
  .unlabelled("orders-3");
const given = cluster({ members: 3, abandonedMembers: ["orders-2"] })
  .withOffline("orders-2", 101)
  .unlabelled("orders-2");
const unborn = ["orders-0", "orders-1", "orders-2"].reduce<Scene>(
  (scene, name) => scene.withOffline(name, 0),
  three.withIdentity({ initialised: false, members: [] }).afterOutage(),
);
const adopted = three.withIdentity({ initialised: false, members: [] }).afterOutage();
/** The record as a newer operator writes it. */
function newer(scene: Scene): Scene {
  const { identity } = scene.observation;
  return identity.kind === "found" ? scene.with({ identity: { ...identity, version: 99 } }) : scene;
}

forbiddenWhen("create-identity", three.withoutIdentity(), [
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
]);

forbiddenWhen("replace-identity", outage, [
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
]);

forbiddenWhen("replace-identity", confirmed, [
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
]);

forbiddenWhen("replace-identity", unborn, [
  [
    "the cluster held data",
    (scene) => scene.withIdentity({ initialised: true }),
    "the cluster held data, and the record denies it",
  ],
]);

forbiddenWhen("replace-identity", leaving, [
  [
    "the member is in the group's view",
    () => cluster({ members: 4, primary: "orders-1" }),
    "orders-3 may hold transactions, and leaves the record",
  ],
  [
    "the group is on one disk since, and one that may hold less stays",
    (scene) => scene.withOffline("orders-0", 99).withOffline("orders-2", 99),
    "the group stands on one disk, and orders-0 stays in the record",
  ],
]);

forbiddenWhen("replace-identity", adopted, [
  [
    "the record names a member whose volume is not there",
    (scene) => scene.withIdentity({ initialised: true, members: ["orders-3"] }),
    "orders-3 may hold transactions, and leaves the record",
  ],
]);

forbiddenWhen("replace-identity", given, [
  [
    "the spec's word is taken back",
    (scene) => scene.withSpec({ abandonedMembers: [] }),
    "the spec does not give up the volume of orders-2",
  ],
  [
    "the claim is another one",
    (scene) => scene.with({ claims: scene.observation.claims.map((claim) => ({ ...claim, uid: "later" })) }),
    "the spec does not give up the volume of orders-2",
  ],
]);
