import { type ClusterSpec, type Quantity, REVISION_ANNOTATION, type VolumeClaimSpec } from "@grampus/api";
import { CLAIMS_REVISION_ANNOTATION, clusterObjects, TEMPLATE_PARTS_ANNOTATION } from "@grampus/resources";
import { describe, expect, test } from "vitest";
import {
  cluster,
  NOW,
  type Scene,
  serverUuidOf,
  transactions,
  VIEW,
} from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";
import { decide } from "../decision/decide.ts";
import type { MemberReport } from "../observation/member-report.ts";
import type { ObservedClaim } from "../observation/objects.ts";
import type { Canary, Observation } from "../observation/observation.ts";
import { acceptedVariables } from "../variables/accepted.ts";

const three = cluster({ members: 3 });
const five = cluster({ members: 5 });
const intended = three
  .afterOutage()
  .withIdentity({ bootstrap: { member: "orders-0", serverUuid: serverUuidOf("orders-0") } });

type Row = readonly [title: string, scene: Scene, expected: readonly string[]];

function applier(executed: number, received: number, running: boolean, error?: string) {
  const channel = { configured: true, running, received: transactions(received), stuckWorkers: 0 };
  return { executed: transactions(executed), applier: error === undefined ? channel : { ...channel, error } };
}

describe("a full outage, step by step", () => {
  const only = (executed: number, received: number, running: boolean, error?: string) =>
    intended
      .withMember("orders-0", { answer: applier(executed, received, running, error) })
      .withMember("orders-1", { answer: applier(90, 90, false) })
      .withMember("orders-2", { answer: applier(90, 90, false) });
  test.each<Row>([
    ["received transactions are applied", only(90, 100, false), ["start-applier orders-0"]],
    ["that takes its time", only(95, 100, true), []],
    ["the applier is stopped", only(100, 100, true), ["stop-applier orders-0"]],
    ["the old relay logs go", only(100, 100, false), ["reset-applier orders-0"]],
    [
      "and the group is bootstrapped",
      intended.withMember("orders-0", {
        answer: { applier: { configured: false, running: false, received: "", stuckWorkers: 0 } },
      }),
      ["bootstrap orders-0"],
    ],
    [
      "a server that was expelled leaves first",
      intended.withMember("orders-0", { answer: { state: "ERROR" } }),
      ["leave orders-0"],
    ],
    [
      "a new volume makes the intent void",
      intended.withMember("orders-0", {
        answer: { ...applier(0, 0, false), serverUuid: "cccccccc-cccc-4ccc-8ccc-cccccccccccc" },
      }),
      ["replace-identity initialised [orders-0 orders-1 orders-2] bootstrapping orders-1"],
    ],
    [
      "an intent for another server of the member is written anew",
      only(100, 100, false).withIdentity({
        bootstrap: { member: "orders-0", serverUuid: "cccccccc-cccc-4ccc-8ccc-cccccccccccc" },
      }),
      ["replace-identity initialised [orders-0 orders-1 orders-2] bootstrapping orders-0"],
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
  });

  test("transactions that cannot be applied wait for a person", () => {
    const scene = only(90, 100, false, "Duplicate entry for key PRIMARY");
    expect(stepsOf(scene)).toEqual([]);
    expect(conditionsOf(scene)[1]).toMatchInlineSnapshot(
      `"Stalled=True RelayLogFailed: orders-0 holds received transactions that it cannot apply: Duplicate entry for key PRIMARY. Resolve the error on it, or name it in spec.abandonedMembers to go on without them."`,
    );
  });
});

describe("members that join", () => {
  const returned = three.withOffline("orders-2", 90).unlabelled("orders-2");
  test.each<Row>([
    ["as they are", returned, ["join orders-2"]],
    [
      "with an empty volume, by clone",
      three.withOffline("orders-2", 0).unlabelled("orders-2"),
      ["join orders-2 by clone"],
    ],
    [
      "after they were written down",
      returned.withIdentity({ members: ["orders-0", "orders-1"] }),
      ["replace-identity initialised [orders-0 orders-1 orders-2]"],
    ],
    [
      "with an account for recovery",
      returned.withMember("orders-2", { answer: { recoveryConfigured: false } }),
      ["configure-recovery orders-2"],
    ],
    [
      "with an empty volume one after the other",
      three
        .withOffline("orders-1", 0)
        .unlabelled("orders-1")
        .withMember("orders-1", { answer: { busy: "cloning" } })
        .withOffline("orders-2", 0)
        .unlabelled("orders-2"),
      [],
    ],
    ["not while they are at it", returned.withMember("orders-2", { answer: { busy: "starting" } }), []],
    [
      "not at once after a refusal",
      returned.withMember("orders-2", { answer: { joinError: "no route", stateSince: NOW - 9_000 } }),
      [],
    ],
    [
      "not within the minute the group's own rejoin has",
      returned.withMember("orders-2", { answer: { state: "ERROR", stateSince: NOW - 59_000 } }),
      [],
    ],
    [
      "after that minute, once they left",
      returned.withMember("orders-2", { answer: { state: "ERROR", stateSince: NOW - 60_000 } }),
      ["leave orders-2"],
    ],
    ["not with transactions of their own", three.withOffline("orders-2", 101).unlabelled("orders-2"), []],
    [
      "never armed to bootstrap a group of their own",
      returned.withMember("orders-2", { answer: { bootstrapArmed: true } }),
      ["disarm-bootstrap orders-2"],
    ],
    [
      "never writable outside of the group",
      returned.withMember("orders-2", { answer: { superReadOnly: false } }),
      ["set-read-only orders-2"],
    ],
    [
      "and left alone while a START runs",
      returned.withMember("orders-2", { answer: { superReadOnly: false, busy: "starting" } }),
      [],
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
  });

  test("a person is told which transactions keep one out", () => {
    expect(conditionsOf(three.withOffline("orders-2", 101).unlabelled("orders-2"))[1]).toMatchInlineSnapshot(
      `"Stalled=True MemberRefused: orders-2 holds transactions that the group does not have: 11111111-1111-4111-8111-111111111111:101. Save what you need of them, then name orders-2 in spec.abandonedMembers: it is rebuilt from the group."`,
    );
  });
});

describe("claims", () => {
  const claim = (spec: VolumeClaimSpec) => three.withSpec({ volumeClaimTemplate: { spec } });
  const steps = (scene: Scene) => stepsOf(scene).filter((step) => !step.startsWith("delete-stateful-set"));
  const requests = (storage: Quantity) => ({ resources: { requests: { storage } } });
  const old = (change: Partial<ObservedClaim>) =>
    three.observation.claims.map((one) => ({ ...one, ...change }));
  test.each<Row>([
    ["grow with the spec", claim(requests("20Gi")).with({ claims: old({}) }), ["0", "1", "2"]],
    ["never shrink", claim(requests("20Gi")).with({ claims: old({ storage: "30Gi" }) }), []],
    [
      "take the spec's class of attributes",
      claim({ ...requests("10Gi"), volumeAttributesClassName: "gold" }).with({
        claims: old({ attributesClass: "silver" }),
      }),
      ["0", "1", "2"],
    ],
    [
      "that have it stay",
      claim({ ...requests("10Gi"), volumeAttributesClassName: "gold" }).with({
        claims: old({ attributesClass: "gold" }),
      }),
      [],
    ],
  ])("%s", (_, scene, members) => {
    const { statefulSet } = scene.observation;
    if (statefulSet === undefined) throw new Error("there is no StatefulSet");
    const current = clusterObjects({
      cluster: scene.observation.cluster,
      series: "9.7",
      groupName: "11111111-1111-4111-8111-111111111111",
      replicas: 3,
      platform: scene.observation.platform,
    }).statefulSet;
    const annotations = current.metadata.annotations ?? {};
    const set = {
      ...statefulSet,
      uid: "uid-set",
      resourceVersion: "1",
      deleting: false,
      replicas: 3,
      revision: annotations[REVISION_ANNOTATION] ?? "",
      claimsRevision: annotations[CLAIMS_REVISION_ANNOTATION] ?? "",
    };
    expect(steps(scene.with({ statefulSet: set }))).toEqual(
      members.map((ordinal) => `change-claim data-orders-${ordinal}`),
    );
  });
});

describe("members the spec gives up", () => {
  const given = cluster({ members: 3, abandonedMembers: ["orders-2"] });
  const errant = given.withOffline("orders-2", 101).unlabelled("orders-2");
  test.each<Row>([
    [
      "one that is in the group stays",
      given,
      ["replace-identity initialised [orders-0 orders-1 orders-2] gives up nothing of orders-2"],
    ],
    [
      "one that the group still shows, and that is silent, is not in it",
      given.withUnreachable("orders-2"),
      [],
    ],
    [
      "nor is it given up while the group shows it, however long it is silent",
      given.withUnreachable("orders-2", 600_000),
      [],
    ],
    [
      "the claim that is there is written down",
      errant,
      ["replace-identity initialised [orders-0 orders-1 orders-2] gives up claim-orders-2 of orders-2"],
    ],
    [
      "that claim goes, and the pod that holds it",
      errant.withIdentity({ abandonedClaims: { "orders-2": "claim-orders-2" } }),
      ["delete-claim data-orders-2", "delete-pod orders-2"],
    ],
    [
      "a claim that came later stays",
      errant.withIdentity({ abandonedClaims: { "orders-2": "an older claim" } }),
      [],
    ],
    [
      "one that is silent for a moment is not given up yet",
      given
        .withUnreachable("orders-2", 59_000)
        .expelled("orders-2")
        .unlabelled("orders-2")
        .withMember("orders-0", { pod: { forgottenIn: VIEW } }),
      [],
    ],
    [
      "the spec's word is taken back",
      three.withIdentity({ abandonedClaims: { "orders-2": "claim-orders-2" } }),
      ["replace-identity initialised [orders-0 orders-1 orders-2]"],
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
  });
});

describe("a stuck applier", () => {
  const stuck = (since: number) => ({
    applier: {
      configured: true,
      running: true,
      received: transactions(100),
      stuckWorkers: 4,
      stuckSince: NOW - since,
    },
  });
  const hung = {
    member: "orders-0",
    viewId: "view:1",
    outcome: "hung",
    since: NOW - 1_000,
    takenAt: NOW - 1_000,
  } as const;
  test.each<Row>([
    ["is no sign before half a minute", three.withMember("orders-1", { answer: stuck(29_000) }), []],
    [
      "of a secondary ends its server",
      three.withMember("orders-1", { answer: stuck(30_000) }),
      ["delete-pod orders-1 within 1 s"],
    ],
    [
      "of the primary ends its server when the others carry on",
      three.with({ canary: hung }).withMember("orders-0", { answer: stuck(30_000) }),
      ["delete-pod orders-0 within 1 s"],
    ],
    [
      "of the primary waits while a secondary has one too",
      three
        .withMember("orders-0", { answer: stuck(30_000) })
        .withMember("orders-1", { answer: stuck(30_000) }),
      ["delete-pod orders-1 within 1 s"],
    ],
    ["of the primary ends nothing when that ends the group, and a member is silent", needed(), []],
    ["is not guessed from hanging writes alone", three.with({ canary: hung }), []],
    [
      "keeps nobody out who comes back",
      three.with({ canary: hung }).withOffline("orders-2", 90).unlabelled("orders-2"),
      ["join orders-2"],
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
  });

  /** Two of three see each other, writes hang, and the third answers nobody. */
  function needed(): Scene {
    return three
      .with({ canary: hung })
      .withMember("orders-0", { answer: stuck(30_000) })
      .apart("orders-0", "orders-1")
      .withUnreachable("orders-2")
      .unlabelled("orders-2");
  }

  test("a person is told who has to be brought back before the primary can be ended", () => {
    expect(conditionsOf(needed())[1]).toMatchInlineSnapshot(
      `"Stalled=True WritesHang: the applier of orders-0 is stuck, and its end would end the group, while orders-2 cannot be asked. Bring orders-2 back; if the volume is lost for good, name it in spec.abandonedMembers."`,
    );
  });
});

describe("a changed template", () => {
  const outdated = (scene: Scene, ...names: readonly string[]) =>
    names.reduce((all, name) => all.withMember(name, { pod: { revision: "older" } }), scene);
  const all = outdated(three, "orders-0", "orders-1", "orders-2");
  const writtenOn = (member: string): Canary => ({
    member,
    viewId: "view:1",
    outcome: "written",
    since: NOW - 60_000,
    takenAt: NOW - 1_000,
  });
  test.each<Row>([
    ["restarts secondaries first, from the last", all, ["delete-pod orders-2"]],
    [
      "one at a time",
      outdated(three, "orders-0", "orders-1")
        .withOffline("orders-2")
        .unlabelled("orders-2")
        .withMember("orders-2", { answer: { busy: "starting" } }),
      [],
    ],
    ["only after a write went through", all.withoutCanary(), []],
    ["on the primary that is there now", all.with({ canary: writtenOn("orders-1") }), []],
    [
      "not a member that is being filled, though it is out of the group",
      outdated(three, "orders-2")
        .withOffline("orders-2", 0)
        .unlabelled("orders-2")
        .withMember("orders-2", { answer: { busy: "cloning" } }),
      [],
    ],
    [
      "hands the primary over before the last",
      outdated(three, "orders-0"),
      ["switch-primary orders-0 to orders-1"],
    ],
    ["restarts a single member", outdated(cluster({ members: 1 }), "orders-0"), ["delete-pod orders-0"]],
    [
      "waits for a person with OnDelete",
      outdated(cluster({ members: 3, updateStrategy: { type: "OnDelete" } }), "orders-2"),
      [],
    ],
    [
      "replaces a pod that fails with the old one, group or not",
      outdated(three.afterOutage().withUnreachable("orders-1"), "orders-1").withMember("orders-1", {
        pod: { trouble: { reason: "CrashLoopBackOff", message: "unknown variable" } },
      }),
      ["delete-pod orders-1"],
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
  });
});

describe("a record that a newer operator wrote", () => {
  const newer = (scene: Scene) => scene.withIdentityVersion(2);
  test("is left alone while the group is well, and the group is followed", () => {
    expect(stepsOf(newer(three))).toEqual([]);
    expect(stepsOf(newer(three).unlabelled("orders-0"))).toEqual(["label-pod orders-0 primary"]);
  });
  test.each([
    ["to say who is to bootstrap", three.afterOutage()],
    ["to bootstrap who it names", intended],
    [
      "to let a member in that it does not name",
      three
        .withIdentity({ members: ["orders-0", "orders-1"] })
        .withOffline("orders-2", 0)
        .unlabelled("orders-2"),
    ],
    [
      "to confirm a bootstrap",
      three
        .withIdentity({ bootstrap: { member: "orders-0", serverUuid: serverUuidOf("orders-0") } })
        .unlabelled("orders-0"),
    ],
  ])("is not used %s", (_, scene) => {
    expect(stepsOf(scene)).not.toEqual([]);
    expect(stepsOf(newer(scene))).toEqual([]);
    expect(decide(newer(scene).observation).stall).toMatchObject({ reason: "IdentityNewer" });
  });
});

test("a newer record that cannot be read here is not called broken", () => {
  const broken = {
    kind: "unreadable",
    uid: "u",
    resourceVersion: "1",
    problem: "members is not a list",
  } as const;
  const stallOf = (version: number) =>
    decide(three.with({ identity: { ...broken, version } }).observation).stall;
  expect(stallOf(1)).toMatchObject({ reason: "IdentityUnreadable" });
  expect(stallOf(2)).toMatchObject({ reason: "IdentityNewer" });
});

describe("why members are restarted", () => {
  const pods = (spec: ClusterSpec) => cluster({ members: 3, ...spec }).observation.pods;
  const before = { version: "9.7.3", variables: { back_log: 100, max_connections: 100 } } as const;
  const reasonsOf = (scene: Scene) => {
    const { steps, status, restart } = decide(scene.observation);
    return { because: steps.map((step) => step.because), pending: status.pendingRestart, restart };
  };
  const members = ["orders-0", "orders-1", "orders-2"];

  test("is said by the spec's words, and does not wait for other clusters", () => {
    const now = { version: "9.7.4", variables: { back_log: 200, max_connections: 200 } } as const;
    const scene = cluster({ members: 3, ...now }).with({
      pods: pods(before),
      restartTurn: "waits",
    });
    expect(reasonsOf(scene)).toEqual({
      because: ["the template of orders-2 changed: image, variable back_log"],
      pending: { members, reasons: ["image", "variable back_log"], origin: "Spec" },
      restart: "none",
    });
  });

  const elsewhere = { kind: "kubernetes", clusterDomain: "example.org" } as const;
  const moved = desiredOn(elsewhere);

  function desiredOn(platform: Observation["platform"]): Scene {
    const { template } = clusterObjects({
      cluster: three.observation.cluster,
      series: "9.7",
      groupName: "g",
      replicas: 3,
      platform,
    }).statefulSet.spec;
    const parts = template.metadata.annotations?.[TEMPLATE_PARTS_ANNOTATION] ?? "";
    return cluster({ members: 3 }).with({
      pods: pods({}).map((pod) => ({ ...pod, revision: "older", templateParts: parts })),
    });
  }

  test("is the operator's when nothing of the spec differs: then the cluster asks for its turn", () => {
    expect(reasonsOf(moved)).toEqual({
      because: [
        "the operator or its platform changed the template of orders-2: environment, operator's options",
      ],
      pending: { members, reasons: ["environment", "operator's options"], origin: "Operator" },
      restart: "wanted",
    });
    const waits = moved.with({ restartTurn: "waits" });
    expect(reasonsOf(waits)).toMatchObject({ because: [], restart: "wanted" });
    expect(conditionsOf(waits)).toEqual([
      "Ready=True Online: 3 of 3 members online; orders-0, orders-1, orders-2 are restarted for the operator's new template when it is this cluster's turn",
    ]);
    expect(stepsOf(moved.with({ restartTurn: "granted" }))).toEqual(["delete-pod orders-2"]);
  });

  test("cannot be told of a pod from before parts were written, which waits for its turn", () => {
    const old = pods({}).map(({ templateParts, ...pod }) => ({ ...pod, revision: "older" }));
    expect(reasonsOf(cluster({ members: 3 }).with({ pods: old }))).toEqual({
      because: ["the operator or its platform changed the template of orders-2"],
      pending: { members, reasons: [], origin: "Operator" },
      restart: "wanted",
    });
    const waits = cluster({ members: 3 }).with({ pods: old, restartTurn: "waits" });
    expect(stepsOf(waits)).toEqual([]);
    expect(conditionsOf(waits)[0]).toBe(
      "Ready=False Changing: 3 of 3 members online; its turn among the clusters that are restarted for a new operator",
    );
  });

  test("is written down on pods that do not say it, while their template is the present one", () => {
    const silent = cluster({ members: 3 }).with({
      pods: pods({}).map(({ templateParts, ...pod }) => pod),
    });
    expect(stepsOf(silent)).toEqual([
      "annotate-pod orders-0",
      "annotate-pod orders-1",
      "annotate-pod orders-2",
    ]);
    expect(stepsOf(silent.with({ pods: pods({}) }))).toEqual([]);
    const older = silent.with({
      pods: silent.observation.pods.map((pod) => ({ ...pod, revision: "older" })),
    });
    expect(stepsOf(older)).toEqual(["delete-pod orders-2"]);
  });

  test("is asked for a member that is out of the group, which the new template may cure", () => {
    const out = moved.withOffline("orders-1").unlabelled("orders-1");
    expect(decide(out.observation).restart).toBe("wanted");
  });

  test.each([
    ["nothing is to be restarted and the group is well", three, "none"],
    ["the group is not well", three.withOffline("orders-1"), "settling"],
    ["there is no group", three.afterOutage(), "settling"],
    ["there is no group, and members are outdated", moved.afterOutage(), "blocked"],
  ] as const)("when %s, the turn is %s", (_, scene, restart) => {
    expect(decide(scene.observation).restart).toBe(restart);
  });

  test.each([
    ["a group that takes no writes", moved.withoutCanary()],
    ["members that are not online", moved.withOffline("orders-1").withOffline("orders-2")],
  ])("asks for no turn with %s", (_, scene) => {
    expect(decide(scene.observation).restart).toBe("blocked");
  });
});

describe("the number of members", () => {
  const shrinking = five.withSpec({ members: 3 });

  /** A member whose server does not answer while so many of the others have it in their view without its host. */
  const restarting = (gone: string, withoutHost: number): Scene =>
    shrinking.with({
      members: Object.fromEntries(
        Object.entries(shrinking.observation.members).flatMap(([name, report], index) => {
          if (name === gone || !("view" in report)) return [];
          const view = report.view.map((row) =>
            row.serverUuid === serverUuidOf(gone) && index < withoutHost ? { ...row, host: "" } : row,
          );
          return [[name, { ...report, view }] as const];
        }),
      ),
    });
  /** A group of its primary alone, with four members out of it that are recorded. */
  const alone = (members: number): Scene =>
    ["orders-1", "orders-2", "orders-3", "orders-4"].reduce<Scene>(
      (scene, name) => scene.withOffline(name, 99).unlabelled(name),
      five.withSpec({ members }),
    );
  /** The same, but that one of them recovers in the group. */
  const recovering = (name: string): Scene => {
    const views = ["orders-0", name].map((member): readonly [string, MemberReport] => {
      const report = five.observation.members[member];
      if (report?.kind !== "answered") throw new RangeError("it answers");
      const rows = report.view.filter(({ serverUuid }) =>
        [serverUuidOf("orders-0"), serverUuidOf(name)].includes(serverUuid),
      );
      const view = rows.map((row) =>
        row.serverUuid === serverUuidOf(name) ? { ...row, state: "RECOVERING" as const } : row,
      );
      return [member, { ...report, view, ...(member === name ? { state: "RECOVERING" } : {}) }];
    });
    const scene = alone(1);
    return scene.with({ members: { ...scene.observation.members, ...Object.fromEntries(views) } });
  };
  test.each<Row>([
    ["grows at once", three.withSpec({ members: 5 }), ["apply StatefulSet orders"]],
    [
      "does not grow without a group",
      three.afterOutage().withSpec({ members: 5 }),
      ["replace-identity initialised [orders-0 orders-1 orders-2] bootstrapping orders-0"],
    ],
    ["shrinks from the last, out of the group first", shrinking, ["leave orders-4"]],
    [
      "out of the record next",
      shrinking.withOffline("orders-4").unlabelled("orders-4"),
      ["replace-identity initialised [orders-0 orders-1 orders-2 orders-3]"],
    ],
    [
      "one after the other while two disks hold the group",
      shrinking.withOffline("orders-3").unlabelled("orders-3").withOffline("orders-4").unlabelled("orders-4"),
      ["replace-identity initialised [orders-0 orders-1 orders-2 orders-3]"],
    ],
    [
      "and then the StatefulSet",
      shrinking
        .withOffline("orders-4")
        .unlabelled("orders-4")
        .withIdentity({ members: ["orders-0", "orders-1", "orders-2", "orders-3"] }),
      ["apply StatefulSet orders"],
    ],
    [
      "does not shrink while a member that stays is missing",
      shrinking
        .withOffline("orders-1")
        .unlabelled("orders-1")
        .withMember("orders-1", { answer: { busy: "starting" } }),
      [],
    ],
    ["keeps in the record a member that some views have without its host", restarting("orders-4", 3), []],
    ["and one that all views have without its host", restarting("orders-4", 4).unlabelled("orders-4"), []],
    [
      "does not shrink before a bootstrap is confirmed",
      shrinking
        .withIdentity({ bootstrap: { member: "orders-0", serverUuid: serverUuidOf("orders-0") } })
        .withoutCanary()
        .unlabelled("orders-0")
        .withOffline("orders-4")
        .unlabelled("orders-4"),
      [],
    ],
    ["does not shrink without a group", shrinking.afterOutage().withUnreachable("orders-4"), []],
    [
      "forgets all at once that are out of a group of one disk: none that holds less stays recorded",
      alone(1),
      ["replace-identity initialised [orders-0]"],
    ],
    [
      "forgets none of them while one may return by itself",
      alone(1).withMember("orders-1", { answer: { state: "ERROR" } }),
      ["leave orders-1"],
    ],
    ["nor while one is busy", alone(1).withMember("orders-3", { answer: { busy: "starting" } }), []],
    [
      "forgets nobody while a member that stays is out of a group of one disk",
      alone(2).withMember("orders-1", { answer: { busy: "starting" } }),
      [],
    ],
    [
      "but does not wait for one whose volume the spec gives up",
      alone(2)
        .withSpec({ abandonedMembers: ["orders-1"] })
        .withMember("orders-1", { answer: { busy: "starting" } }),
      ["replace-identity initialised [orders-0 orders-1]"],
    ],
    ["forgets nobody while one that is to leave comes up in it", recovering("orders-1"), []],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
    expect(decide(scene.observation).stall?.reason).not.toBe("StepForbidden");
  });
});

describe("variables that change without a restart", () => {
  const limited = cluster({ members: 3, variables: { max_connections: 300 } });
  const accepted = (answered: string): string =>
    acceptedVariables({ max_connections: 300 }, { max_connections: answered }) ?? "";
  test.each<Row>([
    [
      "are written down first",
      three.withSpec({ variables: { max_connections: 300 } }),
      ["apply ConfigMap orders-variables"],
    ],
    [
      "are taken back where they were set, when the spec drops them before they are in the file",
      three.withPendingVariables("max_connections"),
      [
        "set-variables orders-0 max_connections=DEFAULT",
        "set-variables orders-1 max_connections=DEFAULT",
        "set-variables orders-2 max_connections=DEFAULT",
        "apply ConfigMap orders-variables",
      ],
    ],
    [
      "go to every server, and then into the file",
      three.withSpec({ variables: { max_connections: 300 } }).withPendingVariables("max_connections"),
      [
        "set-variables orders-0 max_connections=300",
        "set-variables orders-1 max_connections=300",
        "set-variables orders-2 max_connections=300",
        "apply ConfigMap orders-variables",
      ],
    ],
    [
      "return to the server's default when the spec drops them",
      limited.withSpec({ variables: {} }),
      [
        "set-variables orders-0 max_connections=DEFAULT",
        "set-variables orders-1 max_connections=DEFAULT",
        "set-variables orders-2 max_connections=DEFAULT",
        "apply ConfigMap orders-variables",
      ],
    ],
    [
      "are set on a server that lost them",
      withVariable(limited, "orders-1", "151"),
      ["set-variables orders-1 max_connections=300"],
    ],
    [
      "are told to nobody who is about to leave the group",
      withVariable(limited, "orders-1", "151").withMember("orders-1", { answer: { busy: "stopping" } }),
      [],
    ],
    [
      "are told once to a server that rounds them",
      withVariable(limited, "orders-1", "256").withMember("orders-1", {
        pod: { acceptedVariables: accepted("256") },
      }),
      [],
    ],
    [
      "are told again when what it answers is not what it rounded them to",
      withVariable(limited, "orders-1", "151").withMember("orders-1", {
        pod: { acceptedVariables: accepted("256") },
      }),
      ["set-variables orders-1 max_connections=300"],
    ],
    [
      "are given as numbers of bytes",
      cluster({ members: 1 })
        .withSpec({ variables: { tmp_table_size: "64M" } })
        .withPendingVariables("tmp_table_size"),
      ["set-variables orders-0 tmp_table_size=67108864", "apply ConfigMap orders-variables"],
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
  });
});

describe("what an operator before 0.2 left, whose ConfigMaps say in their text only what is in them", () => {
  const limited = cluster({ members: 3, variables: { max_connections: 300, time_zone: "+00:00" } });

  test.each([
    ["server", "apply ConfigMap orders-server-#"],
    ["variables", "apply ConfigMap orders-variables"],
  ] as const)("gets an annotation, and no member restarts or is told anything: %s", (configuration, step) => {
    expect(stepsOf(limited)).toEqual([]);
    expect(stepsOf(limited.unannotated(configuration))).toEqual([step]);
  });

  test("is read from the file, so that a variable which the spec drops is taken back", () => {
    const dropped = limited.unannotated("variables").withSpec({ variables: { max_connections: 300 } });
    expect(stepsOf(dropped)).toEqual([
      "set-variables orders-0 time_zone=DEFAULT",
      "set-variables orders-1 time_zone=DEFAULT",
      "set-variables orders-2 time_zone=DEFAULT",
      "apply ConfigMap orders-variables",
    ]);
  });

  test.each([
    ["annotated", cluster({ members: 3 })],
    ["unannotated", cluster({ members: 3 }).unannotated("server")],
  ])("keeps the group's name when the record is lost and the Cluster is another: %s", (_, scene) => {
    const { metadata, ...rest } = scene.observation.cluster;
    const other = { ...rest, metadata: { ...metadata, uid: "22222222-2222-4222-8222-222222222222" } };
    const { steps } = decide(scene.withoutIdentity().with({ cluster: other }).observation);
    expect(steps).toMatchObject([{ kind: "create-identity", record: { groupName: metadata.uid } }]);
  });
});

function withVariable(scene: Scene, member: string, value: string): Scene {
  const report = scene.observation.members[member];
  if (report?.kind !== "answered") return scene;
  return scene.withMember(member, { answer: { variables: { ...report.variables, max_connections: value } } });
}
