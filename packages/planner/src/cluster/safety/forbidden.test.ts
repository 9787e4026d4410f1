import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decided, forbiddenWhen, intentOf, OFFLINE } from "../../testing/forbidden-cases.ts";
import { cluster, serverUuidOf } from "../../testing/observation-builder.ts";
import { observation } from "../../testing/observations.ts";
import { decide } from "../decision/decide.ts";
import { firstForbidden } from "./forbidden.ts";

const three = cluster({ members: 3 });

forbiddenWhen("label-pod", three.unlabelled("orders-0"), [
  [
    "another member is the primary",
    () => cluster({ members: 3, primary: "orders-1" }),
    "no majority sees orders-0 as the primary",
  ],
  [
    "it sees itself alone",
    (scene) => scene.alone("orders-0").withUnreachable("orders-1").withUnreachable("orders-2"),
    "no majority sees orders-0 as the primary",
  ],
  [
    "half of the group answers",
    () =>
      cluster({ members: 4 }).unlabelled("orders-0").withUnreachable("orders-2").withUnreachable("orders-3"),
    "no majority sees orders-0 as the primary",
  ],
  [
    "its bootstrap was not confirmed",
    (scene) => scene.withIdentity(intentOf("orders-0")),
    "the bootstrap was not confirmed",
  ],
  [
    "it says itself that it left the group",
    (scene) => scene.withMember("orders-0", { answer: OFFLINE }),
    "no majority sees orders-0 as the primary",
  ],
  [
    "another server runs there",
    (scene) =>
      scene.withMember("orders-0", {
        answer: { ...OFFLINE, serverUuid: serverUuidOf("orders-9") },
      }),
    "no majority sees orders-0 as the primary",
  ],
]);

describe("steps that are right one by one", () => {
  test("the label of the primary is taken from one before another gets it", () => {
    const moved = cluster({ members: 3, primary: "orders-1" })
      .withMember("orders-0", { pod: { role: "primary" } })
      .withMember("orders-1", { pod: { role: "secondary" } });
    const { steps } = decide(moved.observation);
    expect(steps.map(({ kind }) => kind)).toEqual(["label-pod", "label-pod"]);
    expect(firstForbidden(steps, moved.observation)).toBeUndefined();
    expect(firstForbidden(steps.toReversed(), moved.observation)).toMatchObject({
      why: "orders-0 has the label of the primary",
    });
  });

  test("a group loses one member at a time", () => {
    const changed = (name: string) => three.withMember(name, { pod: { revision: "older" } });
    const steps = ["orders-1", "orders-2"].map((name) => decided(changed(name), "delete-pod"));
    expect(firstForbidden(steps.slice(1), three.observation)).toBeUndefined();
    expect(firstForbidden(steps, three.observation)).toMatchObject({
      step: { target: { name: "orders-2" } },
      why: "the group loses another member already",
    });
  });
});

test("nothing that is decided is forbidden", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(observation, (seen) => {
      expect(decide(seen).stall).not.toMatchObject({ reason: "StepForbidden" });
    }),
    { numRuns: 2_000 },
  );
});
