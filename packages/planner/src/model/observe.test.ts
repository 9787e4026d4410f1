import { expect, test } from "vitest";
import { decide } from "../cluster/decision/decide.ts";
import type { Observation } from "../cluster/observation/observation.ts";
import { createCluster } from "./cluster-object.ts";
import { crashServer } from "./kubernetes.ts";
import { newProcess, type Process, runRound } from "./process.ts";
import { isReady, isWhole, progress } from "./progress.ts";
import { newWorld, type World } from "./world.ts";

function reasonIn(seen: Observation | undefined, member: string): string | undefined {
  const report = seen?.members[member];
  return report?.kind === "unreachable" ? report.reason : report?.kind;
}

/** A cluster that was made without a fault, and what its operator saw of a member on the way. */
function madeCluster(): {
  readonly world: World;
  readonly process: Process;
  readonly last: () => Observation | undefined;
  readonly reasons: ReadonlySet<string | undefined>;
} {
  const world = newWorld(1);
  const reasons = new Set<string | undefined>();
  let last: Observation | undefined;
  const process = newProcess(world, (seen) => {
    last = seen;
    reasons.add(reasonIn(seen, "orders-2"));
    return decide(seen);
  });
  createCluster(world, { members: 3 });
  for (let round = 0; round < 1_000 && !(isReady(world) && isWhole(world)); round++) {
    progress(world);
    runRound(world, process);
  }
  return { world, process, last: () => last, reasons };
}

test("a member that starts has no address yet, or its host refuses: it is never a silent host", () => {
  const { world, reasons } = madeCluster();
  expect(isReady(world)).toBe(true);
  expect(reasons).toEqual(new Set(["address", "refused", "answered"]));
});

test.each<readonly [string, (world: World, node: string) => void, string]>([
  ["whose node is cut off", (world, node) => world.isolated.set(node, Number.POSITIVE_INFINITY), "timeout"],
  ["whose node is off", (world, node) => world.down.set(node, Number.POSITIVE_INFINITY), "timeout"],
  ["whose process ended", () => undefined, "refused"],
])("a member %s", (_, fault, reason) => {
  const { world, process, last } = madeCluster();
  const pod = world.pods.get("orders-2");
  if (pod === undefined) throw new Error("the cluster was made without orders-2");
  crashServer(pod);
  fault(world, pod.node);
  runRound(world, process);
  expect(reasonIn(last(), "orders-2")).toBe(reason);
});
