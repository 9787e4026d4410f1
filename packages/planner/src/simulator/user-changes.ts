import { changeSpec, deleteCluster } from "../model/cluster-object.ts";
import type { World } from "../model/world.ts";

/** Gives up members whose volume is lost for good or given up for good, and takes the word back once their claim is a new one. */
export function answerForLostVolumes(world: World): void {
  const abandoned = world.api.identity?.content.abandonedClaims ?? {};
  for (const uid of world.lostClaims) {
    if (![...world.claims.values()].some((claim) => claim.uid === uid)) world.lostClaims.delete(uid);
  }
  const lost = [...world.claims.values()]
    .filter(({ uid, member }) => world.lostClaims.has(uid) || abandoned[member] === uid)
    .map(({ member }) => member);
  const given = world.api.cluster?.spec?.abandonedMembers ?? [];
  if (lost.length === given.length && lost.every((member) => given.includes(member))) return;
  changeSpec(world, ({ abandonedMembers, ...spec }) =>
    lost.length === 0 ? spec : { ...spec, members: Math.max(spec.members ?? 3, 2), abandonedMembers: lost },
  );
}

type Change = (world: World) => void;

const SIZES = ["10Gi", "20Gi", "40Gi", "80Gi"] as const;

/** A size above the one that is asked for; they never shrink. */
function growVolumes(world: World): void {
  changeSpec(world, (spec) => {
    const { volumeClaimTemplate } = spec;
    const size = volumeClaimTemplate?.spec?.resources?.requests?.storage ?? SIZES[0];
    const larger = SIZES[SIZES.map(String).indexOf(String(size)) + 1] ?? size;
    return {
      ...spec,
      volumeClaimTemplate: {
        ...volumeClaimTemplate,
        spec: { ...volumeClaimTemplate?.spec, resources: { requests: { storage: larger } } },
      },
    };
  });
}

/** Names a ConfigMap of its own, changes what is in it, or names none any more. */
function changeConfig(world: World): void {
  const { configs } = world.api;
  configs.set("settings", `[mysqld]\nsort_buffer_size=${world.random.between(1, 9)}M\n`);
  if (world.random.chance(0.3)) changeSpec(world, ({ config, ...spec }) => spec);
  else changeSpec(world, (spec) => ({ ...spec, config: { name: "settings" } }));
}

function changeVariable(name: string, low: number, high: number): Change {
  return (world) => {
    const value = world.random.between(low, high);
    const isTakenBack = world.random.chance(0.2);
    changeSpec(world, (spec) => ({
      ...spec,
      variables: isTakenBack ? {} : { ...spec.variables, [name]: value },
    }));
  };
}

/** For how long switches wait for what runs on the primary. */
function changePatience(world: World): void {
  const maxSwitchoverWait = world.random.pick(["0s", "5s", "10m"]) ?? "10m";
  changeSpec(world, (spec) => ({ ...spec, updateStrategy: { ...spec.updateStrategy, maxSwitchoverWait } }));
}

/** The next release of the series; there is no way back. */
function upgrade(world: World): void {
  changeSpec(world, (spec) => {
    const patch = Number(/^9\.7\.(\d+)$/.exec(spec.version ?? "9.7.0")?.[1] ?? 0);
    return { ...spec, version: `9.7.${Math.min(patch + 1, 99)}` };
  });
}

const CHANGES: readonly (readonly [weight: number, change: Change])[] = [
  [
    4,
    (world) =>
      changeSpec(world, (spec) => ({ ...spec, members: world.random.pick([1, 2, 3, 3, 4, 5]) ?? 3 })),
  ],
  [3, changeVariable("max_connections", 100, 500)],
  [2, changeVariable("ft_min_word_len", 2, 9)],
  [2, growVolumes],
  [2, changeConfig],
  [2, changePatience],
  [1, upgrade],
  [
    1,
    (world) => {
      if (world.random.chance(0.3)) changeSpec(world, (spec) => ({ ...spec, deletionPolicy: "Delete" }));
      deleteCluster(world);
    },
  ],
];

const LOTS = CHANGES.flatMap(([weight, change]) => Array.from({ length: weight }, () => change));

/** A change of the spec, or of what it names, chosen by chance. */
export function changeSomething(world: World): void {
  world.random.pick(LOTS)?.(world);
}
