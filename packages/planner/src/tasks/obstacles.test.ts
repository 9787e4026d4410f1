import { describe, expect, test } from "vitest";
import { cluster, NOW, serverUuidOf, transactions } from "../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../testing/step-text.ts";

const three = cluster({ members: 3 });

describe("what does not work is said", () => {
  const failure = {
    kind: "set-variables",
    subject: "orders-0",
    message: "Variable 'max_connections' can't be set to the value of 'many'",
    generation: 2,
  } as const;
  const wrong = three.withSpec({ variables: { max_connections: "many" } });

  test("a value that a server refused waits for a minute, and for a person", () => {
    const refused = wrong.with({ failures: [{ ...failure, at: NOW - 59_000 }] });
    expect(stepsOf(refused)).toEqual([]);
    expect(conditionsOf(refused)).toMatchSnapshot();
  });

  test("it is tried again after that minute, and the word to the person stays", () => {
    const again = wrong.with({ failures: [{ ...failure, at: NOW - 60_000 }] });
    expect(stepsOf(again)).toContain("set-variables orders-0 max_connections=many");
    expect(conditionsOf(again)[1]).toMatch(/^Stalled=True VariableRefused: orders-0: Variable/);
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
      generation: 1,
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
      `"Stalled=True ObjectRefused: PodDisruptionBudget orders: admission webhook denied the request. Correct what the message names: a field of the spec, an admission policy or a quota of the namespace, or the operator's permissions."`,
    );
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
      generation: 1,
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
});
