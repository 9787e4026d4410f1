import { expect, test } from "vitest";
import { cluster, NOW, type Scene } from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";
import { decide } from "../decision/decide.ts";

const three = cluster({ members: 3 });

function writable(name: string, scene: Scene = three, since = NOW - 2_000): Scene {
  return scene.withMember(name, {
    answer: { superReadOnly: false, readOnly: false, misfitSince: since },
  });
}

function readOnly(name: string, since: number, superReadOnly = true): Scene {
  return three.withMember(name, { answer: { superReadOnly, readOnly: true, misfitSince: since } });
}

test.each<readonly [title: string, scene: Scene, expected: readonly string[]]>([
  ["a secondary that takes writes is closed", writable("orders-1"), ["set-read-only orders-1"]],
  [
    "all that do are",
    writable("orders-2", writable("orders-1")),
    ["set-read-only orders-1", "set-read-only orders-2"],
  ],
  ["not at once: a switch may be ending", writable("orders-1", three, NOW - 500), []],
  [
    "clients are led to the primary first",
    writable("orders-1", three.unlabelled("orders-0")),
    ["label-pod orders-0 primary"],
  ],
  ["the primary is what it should be", three, []],
  ["a minority's word closes nobody", writable("orders-1").alone("orders-0").alone("orders-2"), []],
  ["nor is a primary opened that takes none", readOnly("orders-0", NOW - 60_000), []],
])("%s", (_, scene, expected) => {
  expect(stepsOf(scene)).toEqual(expected);
});

test("while a secondary takes writes the cluster is not Ready, and is looked at often", () => {
  const { requeueAfter } = decide(writable("orders-1", three, NOW - 500).observation);
  expect(requeueAfter).toBeLessThan(1_000);
  expect(conditionsOf(writable("orders-1"))[0]).toMatchInlineSnapshot(
    `"Ready=False Changing: 3 of 3 members online; orders-1 is a secondary and takes writes"`,
  );
});

test("of a primary that takes no writes a person is told, after a while and with the way out", () => {
  expect(conditionsOf(readOnly("orders-0", NOW - 5_000)).join()).not.toContain("PrimaryReadOnly");
  expect(conditionsOf(readOnly("orders-0", NOW - 10_000))[0]).toMatchInlineSnapshot(
    `"Ready=False PrimaryReadOnly: orders-0 is the primary, and super_read_only is ON there since 2025-12-31T23:59:50.000Z: clients cannot write. If that is not meant, run SET GLOBAL super_read_only=OFF and SET GLOBAL read_only=OFF on it, as root."`,
  );
  expect(conditionsOf(readOnly("orders-0", NOW - 10_000, false))[0]).toMatchInlineSnapshot(
    `"Ready=False PrimaryReadOnly: orders-0 is the primary, and read_only is ON there since 2025-12-31T23:59:50.000Z: clients cannot write. If that is not meant, run SET GLOBAL super_read_only=OFF and SET GLOBAL read_only=OFF on it, as root."`,
  );
});
