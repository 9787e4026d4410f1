import { describe, expect, test } from "vitest";
import { cluster, refusal, transactions } from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";

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

  test("holds although it is taken back, once a group went on without the volume: it stays out until it is named again", () => {
    const outside = cluster({ members: 3 })
      .withIdentity({ abandonedClaims: { "orders-2": "claim-orders-2" } })
      .withOffline("orders-2", 90)
      .unlabelled("orders-2");
    expect(stepsOf(outside)).toEqual([]);
    expect(conditionsOf(outside)[1]).toMatchInlineSnapshot(
      `"Stalled=True MemberRefused: orders-2 was given up, and the group went on without it: what it holds may differ under the same GTIDs. Save what you need of it, then name orders-2 in spec.abandonedMembers: it is rebuilt from the group."`,
    );
    expect(
      stepsOf(named({ "orders-2": "claim-orders-2" }).withOffline("orders-2", 90).unlabelled("orders-2")),
    ).toEqual(["delete-claim data-orders-2", "delete-pod orders-2"]);
  });

  test("can be said again in an outage, once it was carried out and taken back", () => {
    const outage = cluster({ members: 3 })
      .withIdentity({ abandonedClaims: { "orders-2": "an older claim" } })
      .afterOutage()
      .withUnreachable("orders-2", 60_000);
    expect(stepsOf(outage)).toEqual(["replace-identity initialised [orders-0 orders-1 orders-2]"]);
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
    const failure = refusal("join", "orders-2");
    const refused = named({ "orders-2": "claim-orders-2" })
      .withOffline("orders-2", 90)
      .unlabelled("orders-2")
      .with({ failures: [failure] });
    expect(stepsOf(refused)).toEqual(["delete-claim data-orders-2", "delete-pod orders-2"]);
  });
});
