import type { ClusterSpec } from "@grampus/api";
import { describe, expect, test } from "vitest";
import { cluster, NOW, refusal, serverUuidOf, transactions } from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";

const three = cluster({ members: 3 });

describe("what does not work is said", () => {
  const failure = refusal("set-variables", "orders-0", {
    message: "Variable 'ft_boolean_syntax' can't be set to the value of 'many'",
    generation: 2,
    since: NOW - 600_000,
  });
  const wrong = three
    .withSpec({ variables: { ft_boolean_syntax: "many" } })
    .withPendingVariables("ft_boolean_syntax");

  test("a value that a server refused waits for a minute, and for a person", () => {
    const refused = wrong.with({ failures: [{ ...failure, at: NOW - 59_000 }] });
    expect(stepsOf(refused)).toEqual([]);
    expect(conditionsOf(refused)).toMatchSnapshot();
  });

  test("it is tried again after that minute, and the word to the person stays", () => {
    const again = wrong.with({ failures: [{ ...failure, at: NOW - 60_000 }] });
    expect(stepsOf(again)).toContain("set-variables orders-0 ft_boolean_syntax=many");
    expect(conditionsOf(again)[1]).toMatch(
      /^Stalled=True VariableRefused: set-variables on orders-0 fails: Variable/,
    );
  });

  test("another spec is tried at once", () => {
    const corrected = wrong.with({ failures: [{ ...failure, generation: 1, at: NOW - 1_000 }] });
    expect(stepsOf(corrected)).toContain("set-variables orders-0 ft_boolean_syntax=many");
  });

  test("an object that the API server refuses does not hold up an outage's end", () => {
    const failure = refusal("apply", "PodDisruptionBudget orders", {
      message: "admission webhook denied the request",
    });
    const applier = { configured: true, running: false, received: transactions(100), stuckWorkers: 0 };
    const outage = three
      .afterOutage()
      .withIdentity({ bootstrap: { member: "orders-0", serverUuid: serverUuidOf("orders-0") } })
      .withMember("orders-0", { answer: { executed: transactions(90), applier } });
    const objects = outage.observation.objects.filter(({ kind }) => kind !== "PodDisruptionBudget");
    expect(stepsOf(outage.with({ objects }))).toEqual(["apply PodDisruptionBudget orders"]);
    const refused = outage.with({ objects, failures: [failure] });
    expect(stepsOf(refused)).toEqual(["start-applier orders-0"]);
    expect(conditionsOf(refused)[1]).toMatchInlineSnapshot(
      `"Stalled=True ObjectRefused: apply on PodDisruptionBudget orders fails: admission webhook denied the request. Correct what the message names: a field of the spec, an admission policy or a quota of the namespace, an object of the same name, or the operator's permissions."`,
    );
  });

  test("the objects beside one that is refused are made", () => {
    const failure = refusal("apply", "Service orders-members");
    const objects = three.observation.objects.filter(({ kind }) => kind !== "Service");
    expect(stepsOf(three.with({ objects, failures: [failure] }))).toEqual([
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
    const failure = refusal("join", "orders-1", {
      message: "The server is not configured properly to be an active member of the group",
    });
    expect(stepsOf(two)).toEqual(["join orders-1"]);
    expect(stepsOf(two.with({ failures: [failure] }))).toEqual(["join orders-2"]);
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

  test("variables that a member would not start with, or would not take: the group is left as it runs", () => {
    const unknown = three.withSpec({ variables: { max_conections: 300, character_set_client: "latin1" } });
    expect(stepsOf(unknown)).toEqual([]);
    expect(conditionsOf(unknown)[1]).toMatchInlineSnapshot(
      `"Stalled=True VariableUnknown: spec.variables names character_set_client, which MySQL 9.7 does not take from an option file; a member would not start. Remove it: sessions set it for themselves. spec.variables names max_conections, which MySQL 9.7 does not have; a member would not start. Did you mean max_connections?"`,
    );
    const invalid = three.withSpec({ variables: { back_log: "lots", max_connections: 1_000_000 } });
    expect(stepsOf(invalid)).toEqual([]);
    expect(conditionsOf(invalid)[1]).toMatchInlineSnapshot(
      `"Stalled=True VariableInvalid: spec.variables.back_log is "lots"; it takes an integer from 0 to 65535. Set it to what is allowed, or remove it. spec.variables.max_connections is 1000000; it takes an integer from 1 to 100000. Set it to what is allowed, or remove it."`,
    );
    const large = three.withSpec({
      resources: { server: { limits: { memory: "16Gi" } } },
      variables: { innodb_buffer_pool_size: "800G" },
    });
    expect(conditionsOf(large)[1]).toMatchInlineSnapshot(
      `"Stalled=True VariableInvalid: spec.variables.innodb_buffer_pool_size is "800G"; a member may use 16Gi of memory. Leave it out, and it is half of the memory; or raise the limit."`,
    );
  });

  test("members that wait for a person with OnDelete", () => {
    const waiting = cluster({ members: 3, updateStrategy: { type: "OnDelete" } }).withMember("orders-2", {
      pod: { revision: "older" },
    });
    expect(conditionsOf(waiting)).toMatchSnapshot();
  });

  test("START that fails for two minutes is said, and the rest goes on", () => {
    const failure = refusal("join", "orders-2", {
      message: "The server is not configured properly to be an active member of the group",
      generation: 2,
      since: NOW - 120_000,
    });
    const failing = three
      .withOffline("orders-2", 90)
      .unlabelled("orders-2")
      .withSpec({ variables: { max_connections: 300 } })
      .withPendingVariables("max_connections")
      .with({ failures: [failure] });
    expect(stepsOf(failing)).toContain("set-variables orders-0 max_connections=300");
    expect(conditionsOf(failing)[1]).toMatchInlineSnapshot(
      `"Stalled=True StatementRefused: orders-2 cannot join: The server is not configured properly to be an active member of the group. See its log for the cause. If it cannot be cured, name the member in spec.abandonedMembers: it is rebuilt from the group."`,
    );
  });

  test("a bootstrap that fails goes on, and is said after two minutes", () => {
    const failure = refusal("bootstrap", "orders-0", {
      message: "replica_preserve_commit_order has to be ON",
      since: NOW - 120_000,
    });
    const applier = { configured: false, running: false, received: "", stuckWorkers: 0 };
    const outage = three
      .afterOutage()
      .withIdentity({ bootstrap: { member: "orders-0", serverUuid: serverUuidOf("orders-0") } })
      .withMember("orders-0", { answer: { applier } })
      .with({ failures: [failure] });
    expect(stepsOf(outage)).toEqual(["bootstrap orders-0"]);
    expect(conditionsOf(outage)[1]).toMatchInlineSnapshot(
      `"Stalled=True StatementRefused: bootstrap on orders-0 fails: replica_preserve_commit_order has to be ON. See the member's log for the cause; it is tried again and again."`,
    );
  });

  test("an object that the API server has trouble with steps aside for a moment", () => {
    const failure = refusal("apply", "PodDisruptionBudget orders", {
      message: "failed calling webhook",
      refused: false,
      since: NOW - 60_000,
    });
    const objects = three.observation.objects.filter(({ kind }) => kind !== "PodDisruptionBudget");
    expect(stepsOf(three.with({ objects, failures: [{ ...failure, at: NOW - 9_000 }] }))).toEqual([]);
    expect(stepsOf(three.with({ objects, failures: [{ ...failure, at: NOW - 10_000 }] }))).toEqual([
      "apply PodDisruptionBudget orders",
    ]);
  });

  test("meanwhile the cluster is not ready: the spec was not made true", () => {
    const failure = refusal("change-claim", "data-orders-2", {
      message: "500 InternalError",
      refused: false,
    });
    const small = three.observation.claims.map((claim) => ({ ...claim, storage: "1Gi" }));
    expect(conditionsOf(three.with({ claims: small, failures: [failure] }))).toMatchInlineSnapshot(`
      [
        "Ready=False Changing: 3 of 3 members online; change-claim on data-orders-2 is tried again: 500 InternalError",
        "Reconciling=True Changing: change-claim on data-orders-2 is tried again: 500 InternalError",
      ]
    `);
    const first = refusal("change-claim", "data-orders-0", { message: "500 InternalError", refused: false });
    expect(conditionsOf(three.with({ claims: small, failures: [first] }))).toMatchInlineSnapshot(`
      [
        "Ready=False Changing: 3 of 3 members online; change-claim on data-orders-0 is tried again: 500 InternalError",
        "Reconciling=True Changing: change-claim on data-orders-0 is tried again: 500 InternalError",
      ]
    `);
  });

  test("a size that the storage class refuses cannot be set back: the API server takes no smaller one", () => {
    const failure = refusal("change-claim", "data-orders-0", { message: "403 Forbidden" });
    const small = three.observation.claims.map((claim) => ({ ...claim, storage: "1Gi" }));
    expect(conditionsOf(three.with({ claims: small, failures: [failure] }))[1]).toMatchInlineSnapshot(
      `"Stalled=True VolumeRefused: change-claim on data-orders-0 fails: 403 Forbidden. Its storage class does not allow it. A larger size cannot be set back: set allowVolumeExpansion: true on the storage class if its driver can grow volumes, or move to a new cluster. An attributes class can be set back."`,
    );
  });

  test("what a person has to answer is told before an object that is refused and holds up nothing", () => {
    const objects = three.observation.objects.filter(({ kind }) => kind !== "PodDisruptionBudget");
    const failure = refusal("apply", "PodDisruptionBudget orders", { message: "no quota" });
    const errant = three.withOffline("orders-2", 101).unlabelled("orders-2");
    expect(conditionsOf(errant.with({ objects, failures: [failure] }))[1]).toMatch(
      /^Stalled=True MemberRefused: orders-2 holds transactions/,
    );
  });

  test("a label is tried again at once when the API server had trouble with it", () => {
    const failure = refusal("label-pod", "orders-0", { refused: false });
    expect(stepsOf(three.unlabelled("orders-0").with({ failures: [failure] }))).toEqual([
      "label-pod orders-0 primary",
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
