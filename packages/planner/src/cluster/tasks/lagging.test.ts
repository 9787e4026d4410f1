import { describe, expect, test } from "vitest";
import { cluster, NOW, type Scene, transactions } from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";
import { decide } from "../decision/decide.ts";

const three = cluster({ members: 3 });

/** The member lacks ten transactions of the primary, and the first of them for so long. */
function behind(name: string, ms: number, scene: Scene = three): Scene {
  return scene.withMember(name, { answer: { executed: transactions(90), behindSince: NOW - ms } });
}

function applierOf(received: number) {
  return { configured: true, running: true, received: transactions(received), stuckWorkers: 0 };
}

function restarted(scene: Scene, ...names: readonly string[]): Scene {
  return names.reduce((all, name) => all.withMember(name, { pod: { revision: "older" } }), scene);
}

describe("the Service for reads", () => {
  test.each<readonly [string, Scene, readonly string[]]>([
    ["has a secondary that is less than a minute behind", behind("orders-2", 59_999), []],
    ["loses one that is a minute behind", behind("orders-2", 60_000), ["label-pod orders-2 none"]],
    [
      "loses all that are",
      behind("orders-1", 90_000, behind("orders-2", 60_000)),
      ["label-pod orders-1 none", "label-pod orders-2 none"],
    ],
    [
      "has it back when it is less than half of that behind",
      behind("orders-2", 29_999).unlabelled("orders-2"),
      ["label-pod orders-2 secondary"],
    ],
    ["and not before", behind("orders-2", 30_000).unlabelled("orders-2"), []],
    [
      "goes by the bound of the spec",
      behind("orders-2", 5_000).withSpec({ maxSecondaryLag: "5s" }),
      ["label-pod orders-2 none"],
    ],
    ["in whatever unit", behind("orders-2", 119_999).withSpec({ maxSecondaryLag: "2m" }), []],
    ["in hours too", behind("orders-2", 3_599_999).withSpec({ maxSecondaryLag: "1h" }), []],
    ["never loses the primary, whatever is read of it", behind("orders-0", 90_000), []],
    [
      "is left as it is on a minority's word",
      behind("orders-2", 90_000).alone("orders-0").alone("orders-1"),
      [],
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
  });
});

describe("who is behind", () => {
  test.each<readonly [string, Scene, readonly string[]]>([
    [
      "is not handed the role of the primary",
      restarted(behind("orders-1", 5_000, cluster({ members: 3 })), "orders-0"),
      [],
    ],
    [
      "holds up no one when it is only just reading",
      restarted(behind("orders-1", 4_999), "orders-0"),
      ["switch-primary orders-0 to orders-1"],
    ],
    ["holds up the restart of others", restarted(behind("orders-1", 10_000), "orders-2"), []],
    ["is restarted itself", restarted(behind("orders-2", 10_000), "orders-2"), ["delete-pod orders-2"]],
    [
      "holds up that a member leaves",
      behind("orders-1", 10_000, cluster({ members: 4 })).withSpec({ members: 3 }),
      [],
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene).filter((step) => !step.startsWith("apply"))).toEqual(expected);
  });

  test("is no second disk for what a member above the size holds", () => {
    const small = cluster({ members: 3 }).withOffline("orders-2", 100).withSpec({ members: 2 });
    expect(stepsOf(small.unlabelled("orders-2")).join()).toContain("replace-identity");
    expect(stepsOf(behind("orders-1", 10_000, small).unlabelled("orders-2"))).toEqual([]);
    const lacking = small.withMember("orders-1", {
      answer: { executed: transactions(90), applier: applierOf(90) },
    });
    expect(stepsOf(lacking.unlabelled("orders-2"))).toEqual([]);
  });

  test("is waited for, and that is said", () => {
    const [, reconciling] = conditionsOf(restarted(behind("orders-1", 10_000), "orders-2"));
    expect(reconciling).toMatchInlineSnapshot(
      `"Reconciling=True Changing: orders-2 is to be restarted: orders-1 is at least 10 s and 10 transactions behind"`,
    );
  });

  test("is looked at often", () => {
    expect(decide(behind("orders-2", 10_000).observation).requeueAfter).toBeLessThanOrEqual(1_000);
  });
});

describe("what is said of lag", () => {
  const statusOf = (scene: Scene) => decide(scene.observation).status.members?.[2];

  test("nothing below five seconds", () => {
    expect(statusOf(behind("orders-2", 4_999))).not.toHaveProperty("behindSeconds");
  });

  test("figures that do not change at each look", () => {
    expect(statusOf(behind("orders-2", 17_000))).toMatchObject({ behindSeconds: 10, behindTransactions: 10 });
    expect(statusOf(behind("orders-2", 19_000))).toEqual(statusOf(behind("orders-2", 17_000)));
    expect(statusOf(behind("orders-2", 9_000_000))).toMatchObject({ behindSeconds: 7_200 });
  });

  test("Ready holds within the bound, and says it", () => {
    expect(conditionsOf(behind("orders-2", 17_000))).toMatchInlineSnapshot(`
      [
        "Ready=True Online: 3 of 3 members online; orders-2 is at least 10 s and 10 transactions behind",
      ]
    `);
  });

  test("and not beyond it, with what holds the applier up", () => {
    const applier = { ...applierOf(100), waitsFor: "Waiting for global read lock" };
    const scene = behind("orders-2", 75_000).unlabelled("orders-2");
    expect(conditionsOf(scene.withMember("orders-2", { answer: { applier } }))).toMatchInlineSnapshot(`
      [
        "Ready=False MembersLagging: 3 of 3 members online; orders-2 is at least 60 s and 10 transactions behind (its applier: Waiting for global read lock); not read from until caught up",
        "Reconciling=True MembersLagging: 3 of 3 members online; orders-2 is at least 60 s and 10 transactions behind (its applier: Waiting for global read lock); not read from until caught up",
        "Degraded=True MembersLagging: 3 of 3 members online; orders-2 is at least 60 s and 10 transactions behind (its applier: Waiting for global read lock); not read from until caught up",
      ]
    `);
  });
});
