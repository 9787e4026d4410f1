import { describe, expect, it, test } from "vitest";
import { forbiddenWhen, intentOf } from "../../testing/forbidden-cases.ts";
import { cluster, NOW, type Scene } from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";
import { decide } from "../decision/decide.ts";
import type { CanaryRefusal } from "../observation/observation.ts";

const MESSAGE = "orders-0: Unknown database 'grampus'";

function refused(scene: Scene, about: CanaryRefusal["about"], since = NOW - 5_000): Scene {
  const { canary } = scene.observation;
  if (canary === undefined) throw new RangeError("the scene has no canary");
  return scene.with({
    canary: { ...canary, outcome: "refused", refusal: { about, message: MESSAGE }, since },
  });
}

const WELL = cluster({ members: 3 });
const UNCONFIRMED = WELL.withIdentity(intentOf("orders-0")).unlabelled("orders-0");
const LONG_AGO = NOW - 130_000;

describe("the operator's schema is gone", () => {
  it("it is made again on the primary", () => {
    expect(stepsOf(refused(WELL, "schema"))).toEqual(["restore-schema orders-0"]);
  });

  it("and the canary is sent again in the same round, lest the table is made twice", () => {
    expect(decide(refused(WELL, "schema").observation).canary?.member).toBe("orders-0");
  });

  it("also while a bootstrap is to be confirmed", () => {
    expect(stepsOf(refused(UNCONFIRMED, "schema"))).toEqual(["restore-schema orders-0"]);
  });

  it.each(["account", "server"] as const)("not when the canary was refused for the %s", (about) => {
    expect(stepsOf(refused(WELL, about))).toEqual([]);
  });

  it("not by a refusal of another view: nothing is known of this one", () => {
    const scene = refused(WELL, "schema");
    const { canary } = scene.observation;
    if (canary === undefined) throw new RangeError("the scene has no canary");
    expect(stepsOf(scene.with({ canary: { ...canary, viewId: "view:0" } }))).toEqual([]);
  });

  it("a step that a server refuses for long is told, and holds nothing else up", () => {
    const failure = {
      kind: "restore-schema",
      subject: "orders-0",
      message: "no",
      refused: true,
      generation: 1,
      since: LONG_AGO,
      at: NOW - 1_000,
    } as const;
    const scene = refused(WELL, "schema").with({ failures: [failure] });
    expect(stepsOf(scene)).toEqual([]);
    expect(conditionsOf(scene)).toContain(
      "Stalled=True StatementRefused: restore-schema on orders-0 fails: no. See the member's log for the cause; it is tried again and again.",
    );
  });
});

describe("what is said of a canary that is refused", () => {
  test("at once: what was answered", () => {
    expect(conditionsOf(refused(WELL, "server"))).toEqual([
      `Ready=False Confirming: 3 of 3 members online; a write has to go through. The operator's own write is refused: ${MESSAGE}`,
      `Reconciling=True Confirming: 3 of 3 members online; a write has to go through. The operator's own write is refused: ${MESSAGE}`,
    ]);
  });

  test.each([
    ["server", "Clients' writes may be refused for the same reason. See the member's log."],
    [
      "account",
      "Give the operator's account its privileges back: docs/operator/accounts.md has the statements.",
    ],
    [
      "schema",
      "The schema grampus is the operator's own, and it makes it again as soon as the server lets it.",
    ],
  ] as const)("after two minutes it is told to a person: %s", (about, advice) => {
    const since = new Date(LONG_AGO).toISOString();
    expect(conditionsOf(refused(WELL, about, LONG_AGO))[0]).toBe(
      `Ready=False WritesRefused: orders-0 refuses the operator's own write to grampus.canary since ${since}: ${MESSAGE}. ${advice}`,
    );
  });
});

describe("a bootstrap that waits to be confirmed", () => {
  test("stands when only the operator's own account keeps the write from going through", () => {
    expect(stepsOf(refused(UNCONFIRMED, "account"))).toEqual([
      "replace-identity initialised [orders-0 orders-1 orders-2]",
    ]);
  });

  test("does not stand when the server refuses writes, and nothing is said that is not so", () => {
    const scene = refused(UNCONFIRMED, "server");
    expect(stepsOf(scene)).toEqual([]);
    expect(conditionsOf(scene)[0]).toBe(
      `Ready=False Confirming: 3 of 3 members online; the primary takes clients when a write went through. The operator's own write is refused: ${MESSAGE}`,
    );
  });

  test("waits for a second member while there is one", () => {
    const scene = UNCONFIRMED.expelled("orders-1").expelled("orders-2");
    expect(conditionsOf(scene)[0]).toBe(
      "Ready=False Confirming: 1 of 3 members online; the primary takes clients when a second one is there",
    );
  });
});

forbiddenWhen("restore-schema", refused(WELL, "schema"), [
  [
    "the member is not the primary any more",
    (scene) => scene.with(cluster({ members: 3, primary: "orders-1" }).observation),
    "no majority sees orders-0 as the primary",
  ],
  [
    "fewer than most can be asked",
    (scene) => scene.withUnreachable("orders-1").withUnreachable("orders-2"),
    "no majority sees orders-0 as the primary",
  ],
]);
