import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fleetHealth } from "./fleet-health.ts";

let programs: string;

beforeEach(() => {
  programs = mkdtempSync(path.join(tmpdir(), "grampus-kubectl-"));
  vi.stubEnv("PATH", `${programs}:${process.env.PATH}`);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(programs, { recursive: true, force: true });
});

function fakeKubectl(body: string): void {
  const file = path.join(programs, "kubectl");
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
}

function object(name: string, type: string, observedGeneration = 2): object {
  const condition = { type, status: "True", reason: "Because", message: "of this" };
  return {
    metadata: { name, generation: 2 },
    status: { observedGeneration, conditions: [condition] },
  };
}

const prod = { environment: "prod", target: "prod-1", namespace: "shop" };
const live = { contexts: new Map([["prod", "admin@prod"]]), timeout: 3_000 };

test("clusters are seen by the table of health", async () => {
  const items = [object("orders", "Ready"), object("billing", "Stalled"), object("stock", "Ready", 1)];
  writeFileSync(path.join(programs, "answer.json"), JSON.stringify({ items }));
  fakeKubectl(`echo "$@" > ${programs}/arguments; cat ${programs}/answer.json`);
  const clusters = ["orders", "billing", "stock", "other"];
  const found = await fleetHealth([{ ...prod, clusters }], live);
  expect(found.map(({ cluster, health, message }) => `${cluster} ${health}: ${message}`)).toEqual([
    "orders Healthy: Because: of this",
    "billing Degraded: Because: of this",
    "stock Progressing: the operator has not acted on the last change yet",
    "other Missing: there is no such Cluster",
  ]);
  const asked = readFileSync(path.join(programs, "arguments"), "utf8");
  expect(asked).toContain("--namespace=shop");
  expect(asked).toContain("--context=admin@prod");
});

test("what Kubernetes does not say is unknown", async () => {
  fakeKubectl("echo 'error: no such context' >&2; exit 1");
  expect(await fleetHealth([{ ...prod, clusters: ["orders"] }], live)).toEqual([
    {
      environment: "prod",
      cluster: "orders",
      health: "Unknown",
      message: "error: no such context (the context is admin@prod)",
    },
  ]);
});
