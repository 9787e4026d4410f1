import { describe, expect, test } from "vitest";
import { cluster, newCluster, refusal, type Scene, serverUuidOf } from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";
import { decide } from "./decide.ts";

const three = cluster({ members: 3 });
const held = newCluster().with({ cluster: three.observation.cluster });
const unborn = ["orders-0", "orders-1", "orders-2"].reduce<Scene>(
  (scene, name) => scene.withOffline(name, 0),
  three.withIdentity({ initialised: false, members: [] }).afterOutage(),
);
const intent = { member: "orders-1", serverUuid: "aaaaaaaa-aaaa-4aaa-8aaa-000000000001" };
const OFFLINE = { state: "OFFLINE", view: [], viewId: "", superReadOnly: true } as const;
const ELSEWHERE = {
  executed: "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb:1",
  applier: { configured: false, running: false, received: "", stuckWorkers: 0 },
} as const;
const FOREIGN = { kind: "found", owned: false } as const;
const DELETE = cluster({ members: 3, deletionPolicy: "Delete" }).deleted().stopped();

function withoutSet(scene: Scene): Scene {
  const { statefulSet, ...observation } = scene.observation;
  return { ...scene, observation };
}

type Row = readonly [title: string, scene: Scene, state: string, expected: readonly string[]];

// The first word of a title is the state's section in docs/operator/states.md.
const ROWS: readonly Row[] = [
  ["Uninitialised: the finalizer comes before all", newCluster(), "Uninitialised", ["add-finalizer"]],
  [
    "Uninitialised: the record says that no volume was there",
    held,
    "Uninitialised",
    ["create-identity new []"],
  ],
  [
    "Uninitialised: volumes without a record may hold data",
    held.with({ claims: three.observation.claims }),
    "Uninitialised",
    ["create-identity new [orders-0 orders-1 orders-2]"],
  ],
  [
    "Uninitialised: the intent comes before the bootstrap",
    unborn,
    "Uninitialised",
    ["replace-identity new [orders-0] bootstrapping orders-0"],
  ],
  [
    "Uninitialised: whoever answers first is bootstrapped",
    unborn.withUnreachable("orders-0"),
    "Uninitialised",
    ["replace-identity new [orders-1] bootstrapping orders-1"],
  ],
  [
    "Uninitialised: the intent is carried out",
    unborn.withIdentity({ members: ["orders-1"], bootstrap: intent }),
    "Outage",
    ["bootstrap orders-1"],
  ],
  [
    "Uninitialised: an intent for a volume that was replaced is void",
    unborn.withIdentity({
      members: ["orders-1"],
      bootstrap: { ...intent, serverUuid: "cccccccc-cccc-4ccc-8ccc-cccccccccccc" },
    }),
    "Uninitialised",
    ["replace-identity new [orders-0 orders-1] bootstrapping orders-0"],
  ],
  [
    "OutageUncertain: an intent is not passed on to another member",
    unborn.withIdentity({ members: ["orders-1"], bootstrap: intent }).withUnreachable("orders-1"),
    "OutageUncertain",
    [],
  ],
  [
    "OutageUncertain: nor when the record lost that member",
    unborn.withIdentity({ members: [], bootstrap: intent }).withUnreachable("orders-1"),
    "OutageUncertain",
    [],
  ],
  [
    "Outage: one volume with transactions makes all volumes count",
    three.withIdentity({ initialised: false, members: [] }).afterOutage(),
    "Outage",
    ["replace-identity initialised [orders-0 orders-1 orders-2]"],
  ],
  ["Grouped: nothing to do", three, "Grouped", []],
  [
    "Grouped: where clients are sent comes before what is to be made",
    three.unlabelled("orders-0").with({ objects: [] }),
    "Grouped",
    ["label-pod orders-0 primary"],
  ],
  [
    "Grouped: the primary has no label until the second member is there",
    cluster({ members: 3 })
      .withIdentity({ bootstrap: intent })
      .withOffline("orders-1")
      .unlabelled("orders-1")
      .withOffline("orders-2")
      .unlabelled("orders-2"),
    "Grouped",
    ["label-pod orders-0 none, cutting connections"],
  ],
  [
    "Grouped: with the second member the bootstrap is confirmed",
    three.withIdentity({ bootstrap: intent }).unlabelled("orders-0"),
    "Grouped",
    ["replace-identity initialised [orders-0 orders-1 orders-2]"],
  ],
  [
    "Grouped: a bootstrap is not confirmed before a write",
    three.withIdentity({ bootstrap: intent }).unlabelled("orders-0").withoutCanary(),
    "Grouped",
    [],
  ],
  [
    "Grouped: a member that does not answer the operator keeps its role",
    three.withUnreachable("orders-1"),
    "Grouped",
    [],
  ],
  [
    "Grouped: one answer of three changes nothing",
    three.withUnreachable("orders-1").withUnreachable("orders-2").unlabelled("orders-1"),
    "Grouped",
    [],
  ],
  [
    "Grouped: a new server does not get the role of the one before it at that host",
    three
      .withMember("orders-0", { answer: { ...OFFLINE, serverUuid: "cccccccc-cccc-4ccc-8ccc-cccccccccccc" } })
      .unlabelled("orders-0"),
    "Grouped",
    [],
  ],
  [
    "QuorumLostUncertain: silence is not absence",
    three.alone("orders-0").withUnreachable("orders-1").withUnreachable("orders-2"),
    "QuorumLostUncertain",
    [],
  ],
  [
    "QuorumLost: survivors lose the label, and are ended",
    ["orders-1", "orders-2"].reduce<Scene>(
      (scene, name) => scene.withMember(name, { answer: OFFLINE }),
      ["orders-0", "orders-1", "orders-2"].reduce(
        (scene, name) => scene.unlabelled(name),
        three.alone("orders-0"),
      ),
    ),
    "QuorumLost",
    ["delete-pod orders-0 within 1 s"],
  ],
  [
    "Outage: no pod keeps a role",
    three.inOutage(),
    "Outage",
    ["label-pod orders-0 none, cutting connections", "label-pod orders-1 none", "label-pod orders-2 none"],
  ],
  [
    "Outage: the member that holds all others is chosen, not the first",
    three
      .afterOutage()
      .withOffline("orders-0", 90)
      .withOffline("orders-1", 95)
      .withOffline("orders-2", 90, 96),
    "Outage",
    ["replace-identity initialised [orders-0 orders-1 orders-2] bootstrapping orders-2"],
  ],
  [
    "Outage: who was chosen before stays it, though others hold as much",
    three.afterOutage().withIdentity({ bootstrap: intent }),
    "Outage",
    ["reset-applier orders-1"],
  ],
  [
    "Outage: of those that hold all others it is one that is to stay",
    cluster({ members: 5 })
      .withSpec({ members: 3 })
      .afterOutage()
      .withOffline("orders-0", 90)
      .withOffline("orders-1", 90),
    "Outage",
    ["replace-identity initialised [orders-0 orders-1 orders-2 orders-3 orders-4] bootstrapping orders-2"],
  ],
  [
    "OutageUncertain: a member of which only the record is left may hold transactions: it gets its pod back",
    three.afterOutage().withIdentity({ members: ["orders-0", "orders-1", "orders-2", "orders-3"] }),
    "OutageUncertain",
    ["apply StatefulSet orders"],
  ],
  [
    "OutageUncertain: a member that is not recorded, and whose sets cannot be read, may hold transactions",
    three
      .withIdentity({ members: ["orders-0", "orders-1"] })
      .afterOutage()
      .withMember("orders-2", { answer: { executed: "unreadable" } }),
    "OutageUncertain",
    [],
  ],
  [
    "OutageUncertain: silence is not absence",
    three.afterOutage().withUnreachable("orders-1"),
    "OutageUncertain",
    [],
  ],
  [
    "OutageUncertain: a START that still runs may be a bootstrap",
    three.afterOutage().withMember("orders-1", { answer: { busy: "starting" } }),
    "OutageUncertain",
    [],
  ],
  [
    "OutageUncertain: a START that still runs on an abandoned member may be a bootstrap",
    cluster({ members: 3, abandonedMembers: ["orders-1"] })
      .afterOutage()
      .withMember("orders-1", { answer: { busy: "starting" } }),
    "OutageUncertain",
    [],
  ],
  [
    "Uninitialised: nobody is chosen while a START runs",
    unborn.withMember("orders-2", { answer: { busy: "starting" } }),
    "Uninitialised",
    [],
  ],
  [
    "Outage: an abandoned member is not waited for",
    cluster({ members: 3, abandonedMembers: ["orders-1"] })
      .afterOutage()
      .withUnreachable("orders-1"),
    "Outage",
    [
      "replace-identity initialised [orders-0 orders-1 orders-2] bootstrapping orders-0 gives up claim-orders-1 of orders-1",
    ],
  ],
  [
    "Outage: what an abandoned member holds is not given up while the one that bootstraps has it",
    cluster({ members: 3, abandonedMembers: ["orders-1"] }).afterOutage(),
    "Outage",
    ["replace-identity initialised [orders-0 orders-1 orders-2] bootstrapping orders-0"],
  ],
  [
    "Outage: who is to bootstrap loses its role first: it would take clients while its disk is the only one",
    three
      .afterOutage()
      .withIdentity({ bootstrap: { member: "orders-0", serverUuid: serverUuidOf("orders-0") } })
      .withMember("orders-0", { pod: { role: "primary" }, answer: { applier: ELSEWHERE.applier } })
      .with({ failures: [refusal("label-pod", "orders-0")] }),
    "Outage",
    [],
  ],
  [
    "DataLost: a cluster without data is not begun anew",
    ["orders-0", "orders-1", "orders-2"].reduce<Scene>(
      (scene, name) => scene.withOffline(name, 0),
      three.afterOutage(),
    ),
    "DataLost",
    [],
  ],
  [
    "SplitBrain: nothing is changed, whatever else there is to do",
    ["orders-2", "orders-3"].reduce<Scene>(
      (scene, name) => scene.withMember(name, { answer: { viewId: "view:2" } }).unlabelled(name),
      cluster({ members: 4 })
        .with({ objects: [] })
        .seeingOnly(["orders-0", "orders-1"], ["orders-2", "orders-3"]),
    ),
    "SplitBrain",
    [],
  ],
  ["Deleting: members leave first", three.deleted(), "Deleting", ["delete-stateful-set foreground"]],
  [
    "Deleting: members without a StatefulSet do not end by themselves",
    withoutSet(three.deleted()),
    "Deleting",
    ["delete-pod orders-0"],
  ],
  [
    "Deleting: the finalizer stays until the last pod has ended",
    withoutSet(
      three
        .deleted()
        .with({ pods: three.observation.pods.slice(0, 1).map((pod) => ({ ...pod, deleting: true })) }),
    ),
    "Deleting",
    [],
  ],
  ["Deleting: with Retain nothing is erased", three.deleted().stopped(), "Deleting", ["remove-finalizer"]],
  [
    "Deleting: with Delete the claims go first",
    DELETE,
    "Deleting",
    ["delete-claim data-orders-0", "delete-claim data-orders-1", "delete-claim data-orders-2"],
  ],
  [
    "Deleting: nothing is made anew when a Secret cannot be deleted",
    DELETE.with({ claims: [], failures: [refusal("delete-object", "orders-root-password")] }),
    "Deleting",
    [],
  ],
  [
    "Deleting: with Delete what opens the data goes after it",
    DELETE.with({ claims: [] }),
    "Deleting",
    [
      "delete-object orders-root-password",
      "delete-object orders-accounts",
      "delete-object orders-ca",
      "delete-object orders-tls",
      "delete-object orders-identity",
    ],
  ],
  [
    "Deleting: with Delete a Secret that somebody else made stays",
    DELETE.with({
      claims: [],
      secrets: { ...three.observation.secrets, root: { ...FOREIGN, uid: "u", resourceVersion: "1" } },
    }),
    "Deleting",
    [
      "delete-object orders-accounts",
      "delete-object orders-ca",
      "delete-object orders-tls",
      "delete-object orders-identity",
    ],
  ],
];

describe("one observation, one decision", () => {
  test.each(ROWS)("%s", (_, scene, state, expected) => {
    const { diagnosis, stall } = decide(scene.observation);
    expect(diagnosis.state).toBe(state);
    expect(stepsOf(scene)).toEqual(expected);
    expect(stall?.reason).not.toBe("StepForbidden");
  });
});

test("a lost record is made anew with the group's name that members run with", () => {
  const other = {
    ...three.observation.cluster,
    metadata: { ...three.observation.cluster.metadata, uid: "another uid" },
  };
  const [step] = decide(three.withoutIdentity().with({ cluster: other }).observation).steps;
  expect(step).toMatchObject({
    kind: "create-identity",
    record: {
      groupName: "11111111-1111-4111-8111-111111111111",
      members: ["orders-0", "orders-1", "orders-2"],
    },
  });
});

test("what cannot be undone wants a look at the API server itself", () => {
  const decision = decide(unborn.with({ freshness: "cache" }).observation);
  expect(decision.steps).toEqual([]);
  expect(decision.nextFreshness).toBe("live");
});

test("a canary is asked for when the view changed, and when the last is a minute old", () => {
  const { canary } = three.observation;
  expect(decide(three.observation).canary).toBeUndefined();
  expect(decide(three.withoutCanary().observation).canary).toMatchObject({ member: "orders-0" });
  if (canary === undefined) throw new Error("a healthy cluster has a canary");
  const later = three.with({ now: canary.takenAt + 60_000 });
  expect(decide(later.observation).canary).toMatchObject({ member: "orders-0" });
});

describe("conditions", () => {
  test.each<readonly [string, Scene]>([
    ["healthy", three],
    ["degraded", three.withOffline("orders-2").unlabelled("orders-2")],
    ["before a write", three.withoutCanary()],
    ["before the Service leads to the primary", three.withMember("orders-0", { pod: { ready: false } })],
    ["silent for a minute in an outage", three.afterOutage().withUnreachable("orders-1", 60_000)],
    [
      "a node that is not ready",
      three
        .afterOutage()
        .withUnreachable("orders-1")
        .withMember("orders-1", { pod: { node: "node-2" } })
        .with({ nodes: [{ name: "node-2", ready: "Unknown" }] }),
    ],
    ["diverged", three.afterOutage().withMember("orders-1", { answer: ELSEWHERE })],
    ["several primaries wanted", cluster({ members: 3, multiMaster: true })],
    ["a version from elsewhere", cluster({ members: 3 }).withSpec({ version: "8.0" })],
    ["another series than the members run", three.withSpec({ version: "8.4" })],
    [
      "another series than the silent members ran",
      three.afterOutage().with({ members: {} }).withStatus({ dataVersion: "8.4.6" }),
    ],
    [
      "several things that the operator does not do",
      three.withSpec({
        multiMaster: true,
        variables: { max_conections: 9 },
        securityContext: { runAsNonRoot: false },
      }),
    ],
  ])("%s", (_, scene) => {
    expect(conditionsOf(scene)).toMatchSnapshot();
  });

  test.each<readonly [string, Scene, string | undefined]>([
    ["what members run", three, "9.7.4"],
    ["the newest of them", three.withMember("orders-1", { answer: { version: "9.7.10" } }), "9.7.10"],
    ["never less than before", three.withStatus({ dataVersion: "9.7.5" }), "9.7.5"],
    ["what it was while nobody answers", newCluster().withStatus({ dataVersion: "9.7.3" }), "9.7.3"],
    ["nothing before anybody answered", newCluster({ version: "9.7.4" }), undefined],
    [
      "without what follows the numbers",
      cluster({ members: 1 }).withMember("orders-0", { answer: { version: "9.7.4-commercial" } }),
      "9.7.4",
    ],
  ])("the version of the data is %s", (_, scene, version) => {
    expect(decide(scene.observation).status.dataVersion).toBe(version);
  });

  test("what an older Cluster from a cache gives does not speak for a newer one", () => {
    const status = { ...decide(three.observation).status, observedGeneration: 5 };
    expect(decide(three.withStatus(status).observation).status.observedGeneration).toBe(5);
    expect(decide(three.withStatus(status).withoutCanary().observation).status).toMatchObject({
      observedGeneration: 5,
      conditions: [{ type: "Ready", status: "False", observedGeneration: 5 }, {}],
    });
  });

  test("nothing new is not written", () => {
    const first = decide(three.observation).status;
    const again = decide(
      three.withStatus(first).with({ now: three.observation.now + 5_000 }).observation,
    ).status;
    expect(again).toBe(first);
  });

  test("the time of a condition is that of its last change", () => {
    const first = decide(three.observation).status;
    const later = three.withStatus(first).with({ now: three.observation.now + 30_000 });
    const worse = decide(later.withOffline("orders-2").observation).status;
    expect(first.conditions?.[0]).toMatchObject({
      type: "Ready",
      status: "True",
      lastTransitionTime: "2026-01-01T00:00:00Z",
    });
    expect(worse.conditions?.[0]).toMatchObject({
      type: "Ready",
      status: "False",
      lastTransitionTime: "2026-01-01T00:00:30Z",
    });
  });
});

describe("the pause until the next look", () => {
  const calm = three.withStatus(decide(three.observation).status);
  const stalled = calm.withSpec({ multiMaster: true });
  const awaiting = three.withIdentity({ initialised: false, members: [] }).with({
    pods: [],
    claims: [],
    members: Object.fromEntries(
      ["orders-0", "orders-1", "orders-2"].map((name) => [
        name,
        { kind: "unreachable", since: three.observation.now, reason: "address" } as const,
      ]),
    ),
  });
  const failures = [refusal("label-pod", "orders-0")];
  test.each<readonly [string, Scene, number]>([
    ["a ready cluster", calm, 30_000],
    [
      "a ready cluster whose members see two views",
      calm.withMember("orders-2", { answer: { viewId: "view:0" } }),
      500,
    ],
    ["a silent member", calm.withUnreachable("orders-2"), 500],
    ["a member that recovers", calm.withMember("orders-2", { answer: { state: "RECOVERING" } }), 500],
    ["a person is waited for", stalled, 3_000],
    ["a person is waited for, and a member is silent", stalled.withUnreachable("orders-2"), 2_000],
    ["a canary is due", calm.withoutCanary(), 200],
    ["no member has a pod", awaiting, 20_000],
    [
      "no member has a pod, for so long that it is told",
      awaiting.with({ now: three.observation.now + 200_000 }),
      20_000,
    ],
    ["no member has a pod, and a step is to be tried again", awaiting.with({ failures }), 500],
    ["no member has a pod, and a person is waited for", awaiting.withSpec({ multiMaster: true }), 2_000],
  ])("%s: %s ms", (_, scene, expected) => {
    const decision = decide(scene.observation);
    expect({ steps: decision.steps, pause: decision.requeueAfter }).toEqual({ steps: [], pause: expected });
  });
});
