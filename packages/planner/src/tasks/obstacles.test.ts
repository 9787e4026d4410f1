import type { ClusterSpec } from "@grampus/api";
import { describe, expect, test } from "vitest";
import { cluster, NOW, serverUuidOf, transactions } from "../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../testing/step-text.ts";

const three = cluster({ members: 3 });

describe("what does not work is said", () => {
  const failure = {
    kind: "set-variables",
    subject: "orders-0",
    message: "Variable 'max_connections' can't be set to the value of 'many'",
    refused: true,
    generation: 2,
    since: NOW - 600_000,
  } as const;
  const wrong = three
    .withSpec({ variables: { max_connections: "many" } })
    .withPendingVariables("max_connections");

  test("a value that a server refused waits for a minute, and for a person", () => {
    const refused = wrong.with({ failures: [{ ...failure, at: NOW - 59_000 }] });
    expect(stepsOf(refused)).toEqual([]);
    expect(conditionsOf(refused)).toMatchSnapshot();
  });

  test("it is tried again after that minute, and the word to the person stays", () => {
    const again = wrong.with({ failures: [{ ...failure, at: NOW - 60_000 }] });
    expect(stepsOf(again)).toContain("set-variables orders-0 max_connections=many");
    expect(conditionsOf(again)[1]).toMatch(
      /^Stalled=True VariableRefused: set-variables on orders-0 fails: Variable/,
    );
  });

  test("another spec is tried at once", () => {
    const corrected = wrong.with({ failures: [{ ...failure, generation: 1, at: NOW - 1_000 }] });
    expect(stepsOf(corrected)).toContain("set-variables orders-0 max_connections=many");
  });

  test("an object that the API server refuses does not hold up an outage's end", () => {
    const refusal = {
      kind: "apply",
      subject: "PodDisruptionBudget orders",
      message: "admission webhook denied the request",
      refused: true,
      generation: 1,
      since: NOW - 1_000,
      at: NOW - 1_000,
    } as const;
    const applier = { configured: true, running: false, received: transactions(100), stuckWorkers: 0 };
    const outage = three
      .afterOutage()
      .withIdentity({ bootstrap: { member: "orders-0", serverUuid: serverUuidOf("orders-0") } })
      .withMember("orders-0", { answer: { executed: transactions(90), applier } });
    const objects = outage.observation.objects.filter(({ kind }) => kind !== "PodDisruptionBudget");
    expect(stepsOf(outage.with({ objects }))).toEqual(["apply PodDisruptionBudget orders"]);
    const refused = outage.with({ objects, failures: [refusal] });
    expect(stepsOf(refused)).toEqual(["start-applier orders-0"]);
    expect(conditionsOf(refused)[1]).toMatchInlineSnapshot(
      `"Stalled=True ObjectRefused: apply on PodDisruptionBudget orders fails: admission webhook denied the request. Correct what the message names: a field of the spec, an admission policy or a quota of the namespace, an object of the same name, or the operator's permissions."`,
    );
  });

  test("the objects beside one that is refused are made", () => {
    const refusal = {
      kind: "apply",
      subject: "Service orders-members",
      message: "no",
      refused: true,
      generation: 1,
      since: NOW - 1_000,
      at: NOW - 1_000,
    } as const;
    const objects = three.observation.objects.filter(({ kind }) => kind !== "Service");
    expect(stepsOf(three.with({ objects, failures: [refusal] }))).toEqual([
      "apply Service orders-primary",
      "apply Service orders-secondaries",
    ]);
  });

  test("a member whose START failed waits, and lets another one try", () => {
    const two = three
      .withOffline("orders-1", 90)
      .unlabelled("orders-1")
      .withOffline("orders-2", 90)
      .unlabelled("orders-2");
    const refusal = {
      kind: "join",
      subject: "orders-1",
      message: "The server is not configured properly to be an active member of the group",
      refused: true,
      generation: 1,
      since: NOW - 1_000,
      at: NOW - 1_000,
    } as const;
    expect(stepsOf(two)).toEqual(["join orders-1"]);
    expect(stepsOf(two.with({ failures: [refusal] }))).toEqual(["join orders-2"]);
  });

  test("a pod that does not come up", () => {
    const failing = three.withUnreachable("orders-2").withMember("orders-2", {
      pod: { trouble: { reason: "ImagePullBackOff", message: "not found" } },
    });
    expect(conditionsOf(failing)).toMatchSnapshot();
  });

  test("a pod that is not made", () => {
    const report = { kind: "unreachable", since: NOW - 120_000, reason: "address" } as const;
    const { observation } = three.withoutPod("orders-2").expelled("orders-2");
    const missing = three
      .withoutPod("orders-2")
      .expelled("orders-2")
      .with({ members: { ...observation.members, "orders-2": report } });
    expect(conditionsOf(missing)[1]).toMatchInlineSnapshot(
      `"Stalled=True PodFailing: there is no pod orders-2. StatefulSet orders cannot make it: its events say why, such as a quota, an admission policy or Pod Security."`,
    );
  });

  test("members that wait for a person with OnDelete", () => {
    const waiting = cluster({ members: 3, updateStrategy: { type: "OnDelete" } }).withMember("orders-2", {
      pod: { revision: "older" },
    });
    expect(conditionsOf(waiting)).toMatchSnapshot();
  });

  test("START that fails for two minutes is said, and the rest goes on", () => {
    const refusal = {
      kind: "join",
      subject: "orders-2",
      message: "The server is not configured properly to be an active member of the group",
      refused: true,
      generation: 2,
      since: NOW - 120_000,
      at: NOW - 1_000,
    } as const;
    const failing = three
      .withOffline("orders-2", 90)
      .unlabelled("orders-2")
      .withSpec({ variables: { max_connections: 300 } })
      .withPendingVariables("max_connections")
      .with({ failures: [refusal] });
    expect(stepsOf(failing)).toContain("set-variables orders-0 max_connections=300");
    expect(conditionsOf(failing)[1]).toMatchInlineSnapshot(
      `"Stalled=True StatementRefused: orders-2 cannot join: The server is not configured properly to be an active member of the group. See its log for the cause. If it cannot be cured, name the member in spec.abandonedMembers: it is rebuilt from the group."`,
    );
  });

  test("a bootstrap that fails goes on, and is said after two minutes", () => {
    const refusal = {
      kind: "bootstrap",
      subject: "orders-0",
      message: "replica_preserve_commit_order has to be ON",
      refused: true,
      generation: 1,
      since: NOW - 120_000,
      at: NOW - 1_000,
    } as const;
    const applier = { configured: false, running: false, received: "", stuckWorkers: 0 };
    const outage = three
      .afterOutage()
      .withIdentity({ bootstrap: { member: "orders-0", serverUuid: serverUuidOf("orders-0") } })
      .withMember("orders-0", { answer: { applier } })
      .with({ failures: [refusal] });
    expect(stepsOf(outage)).toEqual(["bootstrap orders-0"]);
    expect(conditionsOf(outage)[1]).toMatchInlineSnapshot(
      `"Stalled=True StatementRefused: bootstrap on orders-0 fails: replica_preserve_commit_order has to be ON. See the member's log for the cause; it is tried again and again."`,
    );
  });

  test("an object that the API server has trouble with steps aside for a moment", () => {
    const failure = {
      kind: "apply",
      subject: "PodDisruptionBudget orders",
      message: "failed calling webhook",
      refused: false,
      generation: 1,
      since: NOW - 60_000,
    } as const;
    const objects = three.observation.objects.filter(({ kind }) => kind !== "PodDisruptionBudget");
    expect(stepsOf(three.with({ objects, failures: [{ ...failure, at: NOW - 9_000 }] }))).toEqual([]);
    expect(stepsOf(three.with({ objects, failures: [{ ...failure, at: NOW - 10_000 }] }))).toEqual([
      "apply PodDisruptionBudget orders",
    ]);
  });

  test("writes that hang without the sign of a stuck applier", () => {
    const canary = { member: "orders-0", viewId: "view:1", outcome: "hung", takenAt: NOW } as const;
    expect(conditionsOf(three.with({ canary: { ...canary, since: NOW - 119_000 } }))[1]).toMatch(
      /^Reconciling/,
    );
    expect(
      conditionsOf(three.with({ canary: { ...canary, since: NOW - 120_000 } }))[1],
    ).toMatchInlineSnapshot(
      `"Stalled=True WritesHang: writes on orders-0 hang since 2025-12-31T23:58:00.000Z, and its applier is not stuck: its volume may be full, or a client holds a lock. See its log and its process list."`,
    );
  });

  test("a pod that does not end", () => {
    const late = three
      .withUnreachable("orders-2", 600_000)
      .withMember("orders-2", { pod: { deleting: true, endsBy: NOW - 120_000 } });
    expect(conditionsOf(late)[1]).toMatchInlineSnapshot(
      `"Stalled=True PodFailing: pod orders-2 should have ended, and node node-1 does not say so. Bring the node back; or make sure that it is off, and run kubectl delete pod orders-2 --force."`,
    );
  });

  test.each(["tls", "denied"] as const)("members that answer %s are not missing", (reason) => {
    const report = { kind: "unreachable", since: NOW - 60_000, reason } as const;
    const members = { "orders-0": report, "orders-1": report, "orders-2": report };
    expect(conditionsOf(three.with({ members }))[1]).toMatchSnapshot();
    expect(stepsOf(three.with({ members }))).toEqual([]);
  });

  test("a failing pod with its old template waits for a person with OnDelete", () => {
    const change = { pod: { revision: "older", trouble: { reason: "CrashLoopBackOff", message: "" } } };
    const failing = (spec: ClusterSpec) =>
      cluster({ members: 3, ...spec })
        .withUnreachable("orders-2")
        .withMember("orders-2", change)
        .expelled("orders-2");
    expect(stepsOf(failing({}).unlabelled("orders-2"))).toEqual(["delete-pod orders-2"]);
    expect(stepsOf(failing({ updateStrategy: { type: "OnDelete" } }).unlabelled("orders-2"))).toEqual([]);
  });
});

describe("what others made is left alone", () => {
  const foreign = (purpose: "authority" | "certificate") => {
    const { secrets } = three.observation;
    const state = { ...secrets[purpose], owned: false, kind: "invalid", problem: "it lacks a key" } as const;
    return three.with({ secrets: { ...secrets, [purpose]: state } });
  };
  test.each(["authority", "certificate"] as const)("a Secret under the name of the %s", (purpose) => {
    expect(stepsOf(foreign(purpose))).toEqual([]);
    expect(conditionsOf(foreign(purpose))[1]).toMatch(/^Stalled=True NameTaken: Secret orders-/);
  });

  test("an entry in a list of an object", () => {
    const objects = three.observation.objects.map((object) =>
      object.kind === "Service" ? { ...object, content: withPort(object.content) } : object,
    );
    expect(stepsOf(three.with({ objects }))).toEqual([]);
  });

  test("a ConfigMap of another controller with the cluster's label", () => {
    const stranger = { ...three.observation.objects[0], name: "stranger", ownerUid: "someone" };
    const objects = [
      ...three.observation.objects,
      { kind: "ConfigMap", uid: "u", resourceVersion: "1", content: {}, ...stranger } as const,
    ];
    expect(stepsOf(three.with({ objects }))).toEqual([]);
    expect(conditionsOf(three.with({ objects }))[0]).toMatch(/^Ready=True/);
  });
});

function withPort(content: unknown): unknown {
  const service: { readonly spec?: { readonly ports?: readonly unknown[] } } = { ...Object(content) };
  const ports = [...(service.spec?.ports ?? []), { name: "metrics", port: 9104 }];
  return { ...service, spec: { ...service.spec, ports } };
}

describe("the spec's word about a volume", () => {
  const named = (given: Readonly<Record<string, string>>) =>
    cluster({ members: 3, abandonedMembers: ["orders-2"] }).withIdentity({ abandonedClaims: given });
  const alone = (given: Readonly<Record<string, string>>) =>
    named(given)
      .afterOutage()
      .withMember("orders-2", { answer: { executed: transactions(200) } });

  test.each([
    ["is spent once the volume is another one", { "orders-2": "an older claim" }],
    ["is spent once the member came back", { "orders-2": "" }],
  ])("%s: in an outage its transactions count", (_, given) => {
    expect(stepsOf(alone(given))).toEqual([
      "replace-identity initialised [orders-0 orders-1 orders-2] bootstrapping orders-2 gives up " +
        `${given["orders-2"] || "nothing"} of orders-2`,
    ]);
    expect(stepsOf(alone(given).withUnreachable("orders-2"))).toEqual([]);
  });

  test("holds for the volume that was meant", () => {
    expect(stepsOf(alone({ "orders-2": "claim-orders-2" }))).toEqual([
      "replace-identity initialised [orders-0 orders-1 orders-2] bootstrapping orders-0 gives up claim-orders-2 of orders-2",
    ]);
  });

  test("is not forgotten by the status while the name stays", () => {
    expect(conditionsOf(named({ "orders-2": "" }))).toEqual([
      "Ready=True Online: 3 of 3 members online; take orders-2 out of spec.abandonedMembers, which has been carried out",
    ]);
  });

  test("a member that is back with transactions of its own is named, with what to do", () => {
    const errant = named({ "orders-2": "an older claim" })
      .withOffline("orders-2", 101)
      .unlabelled("orders-2");
    expect(conditionsOf(errant)[1]).toMatch(
      /take orders-2 out of spec.abandonedMembers, apply, and put it in again/,
    );
  });

  test("a member whose START is refused is rebuilt when it is named", () => {
    const failure = {
      kind: "join",
      subject: "orders-2",
      message: "no",
      refused: true,
      generation: 1,
      since: NOW - 1_000,
      at: NOW - 1_000,
    } as const;
    const refused = named({ "orders-2": "claim-orders-2" })
      .withOffline("orders-2", 90)
      .unlabelled("orders-2")
      .with({ failures: [failure] });
    expect(stepsOf(refused)).toEqual(["delete-claim data-orders-2", "delete-pod orders-2"]);
  });
});
