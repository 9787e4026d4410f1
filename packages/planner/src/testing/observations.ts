import fc from "fast-check";
import type { Observation } from "../cluster/observation/observation.ts";
import { cluster, NOW, type Scene, serverUuidOf } from "./observation-builder.ts";

type Change = (scene: Scene) => Scene;

/** Members that observations have, at most. */
export const MEMBERS = ["orders-0", "orders-1", "orders-2", "orders-3", "orders-4"] as const;
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
export const observation: fc.Arbitrary<Observation> = size.chain((members) => {
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
