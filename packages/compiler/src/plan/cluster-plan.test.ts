import {
  API_VERSION,
  CHANGE_CLASSES,
  CLUSTER_KIND,
  type Cluster,
  type ClusterSpec,
  normalize,
} from "@grampus/api";
import { describe, expect, test } from "vitest";
import { plainCopy } from "../data/plain-copy.ts";
import type { PlainObject } from "../data/plain-data.ts";
import { isCluster } from "./built-states.ts";
import { type ClusterPlan, planOfCluster } from "./cluster-plan.ts";
import type { ClusterState } from "./played.ts";

function state(spec: ClusterSpec, objects: readonly PlainObject[] = [], name = "orders"): ClusterState {
  const metadata = { name, namespace: "shop" };
  const stated: Cluster = {
    apiVersion: API_VERSION,
    kind: CLUSTER_KIND,
    metadata,
    spec: { members: 3, ...spec },
  };
  const cluster = plainCopy(normalize(plainCopy(stated)));
  if (!isCluster(cluster, name)) throw new TypeError("no Cluster");
  return { cluster, objects };
}

function told(plan: ClusterPlan | undefined) {
  const { changeClass, fields, steps, outcome, interruption } = plan ?? {};
  return {
    changeClass,
    fields: fields?.map(({ path, before, after }) => `${path.join(".")}: ${before} → ${after}`),
    steps: steps?.flatMap(({ text }) => text ?? []),
    outcome:
      outcome !== undefined && "message" in outcome ? `${outcome.kind}: ${outcome.message}` : outcome?.kind,
    counts: [interruption?.restarts, interruption?.switches, interruption?.filled, interruption?.removed],
    withoutWrites: interruption?.withoutWrites.seconds,
    withoutMargin: interruption?.withoutMargin.seconds,
    survives: interruption?.survives,
  };
}

const RUNNING = { version: "9.7.3" } as const;

const ROWS: readonly (readonly [
  changeClass: string,
  what: string,
  before: ClusterSpec,
  after: ClusterSpec,
])[] = [
  ["metadata", "labels of volumes", {}, { volumeClaimTemplate: { metadata: { labels: { team: "a" } } } }],
  ["online", "a dynamic variable", {}, { variables: { max_connections: 90 } }],
  ["online", "more members", {}, { members: 5 }],
  [
    "online",
    "larger volumes",
    {},
    { volumeClaimTemplate: { spec: { resources: { requests: { storage: "20Gi" } } } } },
  ],
  ["rolling-restart", "a static variable", {}, { variables: { back_log: 90 } }],
  ["rolling-restart", "both kinds of variables", {}, { variables: { back_log: 90, max_connections: 90 } }],
  [
    "rolling-restart",
    "a restart in five members",
    { members: 5 },
    { members: 5, variables: { back_log: 90 } },
  ],
  [
    "rolling-restart",
    "a restart that is left to a person",
    { updateStrategy: { type: "OnDelete" } },
    { updateStrategy: { type: "OnDelete" }, variables: { back_log: 90 } },
  ],
  ["failover", "the restart of an only member", { members: 1 }, { members: 1, variables: { back_log: 90 } }],
  ["failover", "several primaries", {}, { multiMaster: true }],
  ["data-movement", "fewer members", { members: 5 }, { members: 3 }],
  ["data-movement", "one member, and a restart", {}, { members: 1, variables: { back_log: 90 } }],
  ["irreversible", "a release of the series", RUNNING, { version: "9.7.4" }],
  ["irreversible", "another series", { version: "8.4" }, { version: "9.7" }],
  ["destructive", "a member that is given up", {}, { abandonedMembers: ["orders-2"] }],
  ["destructive", "data that goes with the object", {}, { deletionPolicy: "Delete" }],
  ["forbidden", "another storage class", {}, { volumeClaimTemplate: { spec: { storageClassName: "fast" } } }],
];

describe("what is planned for a change of a cluster", () => {
  test.each(ROWS)("%s: %s", (changeClass, _, before, after) => {
    const found = told(planOfCluster(state(before), state(after)));
    expect(found.changeClass).toBe(changeClass);
    expect(found).toMatchSnapshot();
  });

  test("every change class has a row", () => {
    expect([...new Set(ROWS.map(([changeClass]) => changeClass))]).toEqual([...CHANGE_CLASSES]);
  });
});

test("a cluster that comes, and one that goes", () => {
  const [made, gone] = [planOfCluster(undefined, state({})), planOfCluster(state({}), undefined)];
  expect({ ...told(made), notes: made?.notes, capacity: made?.capacity.after }).toMatchSnapshot();
  expect({ ...told(gone), notes: gone?.notes }).toMatchSnapshot();
});

test("nothing on either side is no plan", () => {
  expect(planOfCluster(undefined, undefined)).toBeUndefined();
});

test("two changes that are safe alone stop writes together", () => {
  const plan = (after: ClusterSpec) => planOfCluster(state({}), state(after));
  const stops = (after: ClusterSpec) => plan(after)?.interruption.stopsWrites;
  expect(stops({ members: 1 })).toBe(false);
  expect(stops({ variables: { back_log: 90 } })).toBe(false);
  expect(stops({ members: 1, variables: { back_log: 90 } })).toBe(true);
});

test("what the operator stalls on is said in its words", () => {
  expect(planOfCluster(state({}), state({ multiMaster: true }))?.outcome).toEqual({
    kind: "stalled",
    message:
      "MultiMasterUnsupported: spec.multiMaster is true; this operator runs groups with one primary. Set it to false: writes on several members conflict instead of waiting.",
  });
});

test("of a cluster that stalls as committed, only what its new spec says is known", () => {
  const plan = planOfCluster(state({ multiMaster: true }), state({ variables: { back_log: 90 } }));
  expect(plan).toMatchObject({ outcome: { kind: "ready" }, steps: [] });
  expect(plan?.notes).toEqual([
    "the operator stalls on the old spec (MultiMasterUnsupported), so what runs now, and what it will do, is not known from Git",
  ]);
});

describe("the ConfigMap that spec.config names", () => {
  const settings = (text: string): PlainObject => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "settings" },
    data: { "my.cnf": text },
  });
  const withConfig = (text: string) => state({ config: { name: "settings" } }, [settings(text)]);

  test("another text restarts members", () => {
    const plan = planOfCluster(withConfig("[mysqld]\n"), withConfig("[mysqld]\nback_log=9\n"));
    expect(told(plan)).toMatchObject({ changeClass: "rolling-restart", fields: [] });
    expect(plan?.objects).toMatchObject([{ change: "change", object: "ConfigMap settings" }]);
    expect(plan?.interruption.restarts).toBe(3);
  });

  test("another ConfigMap does nothing", () => {
    const plan = planOfCluster(state({}, [settings("a")]), state({}, [settings("b")]));
    expect(told(plan)).toMatchObject({ changeClass: "metadata", outcome: "nothing", steps: [] });
  });
});

test("the primary that is known comes last, a member that is down is waited for", () => {
  const [before, after] = [state({}), state({ variables: { back_log: 90 } })];
  const known = planOfCluster(before, after, { primary: "orders-1" });
  expect(told(known).steps?.at(-1)).toBe("restart orders-1 (variable back_log)");
  const down = planOfCluster(before, after, { down: ["orders-2"] });
  expect(down?.outcome).toMatchObject({ kind: "waiting", message: "2 of 3 members online" });
  expect(down?.interruption.survives.before).toBe(0);
});
