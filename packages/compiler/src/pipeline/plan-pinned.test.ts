import { afterEach, beforeEach, expect, test } from "vitest";
import { planDiagnostics } from "../plan-report/failure.ts";
import { planText } from "../plan-report/text.ts";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { clusterText } from "../testing/fleet-directory.ts";
import type { GitFleet } from "../testing/git-fleet.ts";
import { cut, pin, pinnedFleet } from "../testing/released-fleet.ts";
import { plan } from "./plan.ts";
import { planOfCommit } from "./plan-commit.ts";

let fleet: GitFleet;

beforeEach(async () => {
  fleet = await pinnedFleet();
});

afterEach(() => fleet.remove());

function told(root: string, result: Awaited<ReturnType<typeof plan>>): string {
  const diagnostics = result.kind === "refused" ? result.diagnostics : planDiagnostics(result);
  const text = result.kind === "refused" ? "" : planText(result);
  return `${diagnosticsText(root, diagnostics)}${text}`.replaceAll(/\b[0-9a-f]{7,40}\b/g, "1234567");
}

const planned = async () => told(fleet.root, await plan({ root: fleet.root, selection: {} }));

const CHANGED = {
  "clusters/orders/cluster.ts": clusterText(
    '  name: "orders",\n  members: 3,\n  storage: { size: "40Gi", class: "fast" },\n  variables: { back_log: 90 },',
  ),
};

test("a change of a definition reaches no environment that runs a release", async () => {
  fleet.write(CHANGED);
  const text = await planned();
  expect(text).toContain("1 cluster of 4; the highest class is rolling-restart");
  expect(text).toContain("dev/orders: changed");
});

test("another release in a lock is what changes there, from the release and the environment", async () => {
  fleet.write(CHANGED);
  await cut(fleet, "orders");
  await fleet.compiled();
  fleet.commit("release");
  expect(await planned()).toContain("nothing changes");
  pin(fleet, "prod", "orders", 2);
  expect(await planned()).toMatchSnapshot();
});

test("from commits alone it is the same", async () => {
  fleet.git("checkout", "-qb", "promotion");
  fleet.write(CHANGED);
  await cut(fleet, "orders");
  pin(fleet, "prod", "orders", 2);
  await fleet.compiled();
  const working = await planned();
  fleet.commit("promotion");
  const commit = await planOfCommit({ repository: fleet.root, head: "promotion", selection: {} });
  expect(told(fleet.root, commit).replace("promotion (1234567)", "the working tree")).toBe(working);
  expect(working).toContain("2 clusters of 4");
});
