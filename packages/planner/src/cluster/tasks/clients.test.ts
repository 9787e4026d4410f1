import { describe, expect, test } from "vitest";
import { cluster, NOW, type Scene, VIEW } from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";
import { decide } from "../decision/decide.ts";

const three = cluster({ members: 3 });

type Row = readonly [title: string, scene: Scene, expected: readonly string[]];

describe("sessions on a former primary", () => {
  const former = (name: string, ago: number, scene = three) =>
    scene.withMember(name, { pod: { formerPrimarySince: NOW - ago } });
  test.each<Row>([
    [
      "are ended when the Service no longer leads there",
      former("orders-1", 2_000),
      ["end-sessions orders-1"],
    ],
    ["not before: new ones may come", former("orders-1", 1_999), []],
    [
      "are ended on a member that was expelled, and answers again",
      former("orders-1", 60_000).withOffline("orders-1").unlabelled("orders-1"),
      ["end-sessions orders-1"],
    ],
    ["wait for a member that does not answer", former("orders-1", 3_000).withUnreachable("orders-1"), []],
    ["stay where clients are led to again", former("orders-0", 60_000), []],
    [
      "end with a pod that is being deleted",
      three.withMember("orders-1", { pod: { formerPrimarySince: NOW - 60_000, deleting: true } }),
      [],
    ],
    [
      "on two members are ended on both",
      former("orders-2", 60_000, former("orders-1", 60_000)),
      ["end-sessions orders-1", "end-sessions orders-2"],
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
  });

  test("are looked for soon while the pod of a member is to end: it hands over", () => {
    const ending = three.withMember("orders-0", { pod: { deleting: true } });
    expect(decide(three.observation).requeueAfter).toBeGreaterThan(1_000);
    expect(decide(ending.observation).requeueAfter).toBeLessThanOrEqual(500);
  });

  test("are looked after soon, and cost no condition", () => {
    const scene = former("orders-1", 500);
    expect(decide(scene.observation).requeueAfter).toBeLessThanOrEqual(1_000);
    expect(conditionsOf(scene)).toEqual(conditionsOf(three));
  });
});

describe("a member that was expelled", () => {
  const silent = (ago: number, reason: "timeout" | "refused" | "address" = "timeout") =>
    three.withUnreachable("orders-2", ago, reason).expelled("orders-2").unlabelled("orders-2");
  const forgotten = (viewId: string) =>
    silent(19_000).withMember("orders-0", { pod: { forgottenIn: viewId } });
  test.each<Row>([
    ["and whose host is silent is forgotten", silent(15_000), ["forget-expelled orders-0"]],
    ["once in a view", forgotten(VIEW), []],
    ["in the next view again", forgotten("before"), ["forget-expelled orders-0"]],
    ["may only restart", silent(14_999), []],
    ["and whose host says no costs nothing", silent(19_000, "refused"), []],
    ["and has no pod has no address", silent(19_000, "address"), []],
    ["is not forgotten before it is expelled", three.withUnreachable("orders-2", 19_000), []],
    ["is forgotten by a primary that answers only", silent(19_000).withUnreachable("orders-0", 19_000), []],
    [
      "is not what the group forgets while it is to expel another",
      cluster({ members: 5 })
        .withUnreachable("orders-4", 19_000)
        .expelled("orders-4")
        .unlabelled("orders-4")
        .apart("orders-0", "orders-1", "orders-2"),
      [],
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene).filter((step) => step.startsWith("forget"))).toEqual(expected);
  });
});
