import { describe, expect, test } from "vitest";
import { cluster, NOW, type Scene } from "../../testing/observation-builder.ts";
import { conditionsOf, stepsOf } from "../../testing/step-text.ts";
import type { PodTrouble } from "../observation/objects.ts";

const three = cluster({ members: 3 });

/** A pod that does not run, for longer than a start takes. */
function failing(trouble: PodTrouble, scene: Scene = three): Scene {
  return scene.withUnreachable("orders-2").withMember("orders-2", { pod: { trouble } });
}

const crash = (ended: PodTrouble["ended"]): PodTrouble => ({
  reason: "CrashLoopBackOff",
  message: "back-off 5m0s restarting failed container",
  ...(ended === undefined ? {} : { ended }),
});

describe("a pod that does not run names its cause, and what to do", () => {
  test.each<readonly [what: string, trouble: PodTrouble, told: readonly string[]]>([
    [
      "memory",
      crash({ reason: "OOMKilled", exitCode: 137 }),
      [
        "CrashLoopBackOff, after OOMKilled, exit code 137: back-off",
        "raise spec.resources.server.limits.memory.",
      ],
    ],
    [
      "the end of the server, with its last words",
      crash({
        reason: "Error",
        exitCode: 1,
        message: "[ERROR] unknown variable 'foo=1'\n[ERROR] Aborting\n",
      }),
      [
        "after Error, exit code 1, [ERROR] unknown variable 'foo=1' [ERROR] Aborting: back-off",
        "kubectl logs orders-2 --container mysql --previous",
      ],
    ],
    [
      "an image",
      { reason: "ErrImagePull", message: "not found" },
      ["ErrImagePull: not found", "spec.version"],
    ],
    [
      "a Secret",
      { reason: "CreateContainerConfigError", message: 'secret "orders-accounts" not found' },
      ['secret "orders-accounts" not found', "Restore the Secret or ConfigMap that the message names."],
    ],
    ["a node", { reason: "Unschedulable", message: "0/3 nodes" }, ["0/3 nodes", "spec.nodeSelector"]],
    ["what nobody knows", { reason: "Other", message: "" }, ["Other. See its events and its log"]],
  ])("%s", (_, trouble, told) => {
    const [, stalled = ""] = conditionsOf(failing(trouble));
    expect(stalled).toMatch(/^Stalled=True PodFailing: pod orders-2 does not run: /);
    for (const words of told) expect(stalled).toContain(words);
    expect(stalled).not.toContain("abandonedMembers");
  });

  test("nobody is asked to give a member up whose server ends again and again", () => {
    const outage = failing(crash({ reason: "OOMKilled", exitCode: 137 }), three.afterOutage());
    const young = outage.withMember("orders-2", { pod: { createdAt: NOW - 90_000 } });
    const silent = young.with({
      members: {
        ...young.observation.members,
        "orders-2": { kind: "unreachable", since: NOW - 90_000, reason: "timeout" },
      },
    });
    const [, stalled] = conditionsOf(silent);
    expect(stalled).toMatchInlineSnapshot(
      `"Stalled=True PodFailing: waits for orders-2 (its pod does not run: CrashLoopBackOff, after OOMKilled, exit code 137): it may hold transactions that no other member has. Its volume is there. It needs more memory than it is given: raise spec.resources.server.limits.memory."`,
    );
  });
});

function withoutClaims(scene: Scene, ...names: readonly string[]): Scene {
  const claims = scene.observation.claims.map((claim) => ({
    ...claim,
    deleting: names.includes(claim.member),
  }));
  return scene.with({ claims });
}

describe("a claim that was deleted under its member", () => {
  test("is told at once, with the way out", () => {
    expect(stepsOf(withoutClaims(three, "orders-1"))).toEqual([]);
    expect(conditionsOf(withoutClaims(three, "orders-1"))[1]).toMatchInlineSnapshot(
      `"Stalled=True VolumeTerminating: data-orders-1 was deleted, and goes with its data as soon as the pod that uses it ends. A deletion cannot be taken back. While orders-0, orders-2 are online, kubectl delete pod orders-1 gives the member a new volume, filled from the group."`,
    );
  });

  test("of several members, one after the other", () => {
    expect(conditionsOf(withoutClaims(three, "orders-0", "orders-1"))[1]).toMatchInlineSnapshot(
      `"Stalled=True VolumeTerminating: data-orders-0, data-orders-1 was deleted, and goes with its data as soon as the pod that uses it ends. A deletion cannot be taken back. While orders-2 is online, kubectl delete pod orders-0, and when it is back kubectl delete pod orders-1 gives the member a new volume, filled from the group."`,
    );
  });

  test("of all members, which lose everything", () => {
    expect(conditionsOf(withoutClaims(cluster({ members: 1 }), "orders-0"))[1]).toMatchInlineSnapshot(
      `"Stalled=True VolumeTerminating: data-orders-0 was deleted, and goes with its data as soon as the pod that uses it ends. A deletion cannot be taken back. No other member has the data: raise spec.members first, and wait for the new ones to be online. Then kubectl delete pod orders-0 gives the member a new volume, filled from the group."`,
    );
  });

  test("is what the spec asked for, or what its pod makes true already", () => {
    const given = withoutClaims(cluster({ members: 3, abandonedMembers: ["orders-1"] }), "orders-1");
    const isTold = (scene: Scene) => conditionsOf(scene).join().includes("VolumeTerminating");
    expect(isTold(given.withUnreachable("orders-1"))).toBe(false);
    expect(isTold(withoutClaims(three, "orders-1").withMember("orders-1", { pod: { deleting: true } }))).toBe(
      false,
    );
    expect(isTold(withoutClaims(three, "orders-1").deleted())).toBe(false);
  });
});
