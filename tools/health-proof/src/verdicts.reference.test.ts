import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  applicationHealthLua,
  clusterHealthExpressions,
  clusterHealthLua,
  FLUX_OUTCOMES,
  healthOf,
} from "@grampus/api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { UPSTREAM } from "./files.ts";
import { interpreters, type Verdicts, verdictsOf } from "./interpreters.ts";
import { SAMPLES } from "./samples.ts";
import { clusters } from "./statuses.ts";

const COUNT = 20_000;
const found = interpreters();
const program = found.kind === "found" ? found.path : "";
const SCRIPTS = { lua: clusterHealthLua(), expressions: clusterHealthExpressions() };

if (found.kind === "impossible")
  process.stderr.write(`SKIPPED: every comparison with Argo CD's and Flux's interpreters. ${found.reason}\n`);

/** Flux's words, as its status poller has them. */
const WORDS = { inProgress: "InProgress", failed: "Failed", current: "Current" } as const;

function wantedOf(cluster: object): Verdicts {
  const { health, message } = healthOf(cluster);
  return { argo: { status: health, message }, flux: WORDS[FLUX_OUTCOMES[health]] };
}

/** What was said; Flux waits at an object that it cannot ask about, which is one without any status. */
function saidOf(cluster: object, { argo, argoError, flux, fluxError }: Verdicts): object {
  if (argoError !== undefined) return { argoError };
  if (fluxError === undefined) return { argo, flux };
  return "status" in cluster ? { fluxError } : { argo, flux: WORDS.inProgress };
}

describe.skipIf(found.kind === "impossible")("in the interpreters of Argo CD and Flux", () => {
  test("a Cluster with any status is seen alike by TypeScript, Lua and CEL", () => {
    const asked = fc.sample(clusters, COUNT);
    const answers = verdictsOf(program, SCRIPTS, asked);
    const compared = asked.map((cluster, index) => ({
      cluster,
      said: saidOf(cluster, answers[index] ?? {}),
      wanted: wantedOf(cluster),
    }));
    const differences = compared.filter(
      ({ said, wanted }) => JSON.stringify(said) !== JSON.stringify(wanted),
    );
    const counts = new Map<string, number>();
    for (const { wanted } of compared)
      counts.set(wanted.flux ?? "", (counts.get(wanted.flux ?? "") ?? 0) + 1);
    const parts = [...counts].map(([word, count]) => `${count} ${word}`).sort();
    process.stdout.write(
      `health: ${2 * COUNT} (status, verdict) pairs compared, ${differences.length} differences (${parts.join(", ")})\n`,
    );
    expect(differences.slice(0, 3)).toEqual([]);
    expect(counts.size).toBe(3);
    for (const count of counts.values()) expect(count).toBeGreaterThan(COUNT / 20);
  });

  test("the test data for upstream gives what its list says", () => {
    const root = join(import.meta.dirname, "../../..", UPSTREAM);
    const read = (file: string) => parse(readFileSync(resolve(root, file), "utf8"));
    const { tests } = read("health_test.yaml");
    const lua = readFileSync(join(root, "health.lua"), "utf8");
    const inputs = tests.map(({ inputPath }: { readonly inputPath: string }) => read(inputPath));
    expect(verdictsOf(program, { lua }, inputs)).toEqual(
      tests.map(({ healthStatus }: { readonly healthStatus: object }) => ({ argo: healthStatus })),
    );
  });

  test("kstatus reads what the operator says as the table does", () => {
    const seen = SAMPLES.filter(({ name }) => name !== "no_status" && name !== "nothing_said");
    const answers = verdictsOf(
      program,
      SCRIPTS,
      seen.map(({ cluster }) => cluster),
    );
    const words = { ...WORDS, terminating: "Terminating" };
    expect(seen.map(({ name }, index) => [name, answers[index]?.kstatus])).toEqual(
      seen.map(({ name, cluster }) => [
        name,
        name === "deleting" ? words.terminating : words[FLUX_OUTCOMES[healthOf(cluster).health]],
      ]),
    );
  });

  const source = {
    repoURL: "https://git.example.com/fleet.git",
    path: "environments/dev",
    targetRevision: "main",
  };
  const synced = { status: "Synced", comparedTo: { source } };
  const healthy = { status: "Healthy" };
  const failed = { phase: "Failed", message: "one or more objects failed to apply" };

  test.each<[string, object | undefined, string, string]>([
    ["no status", undefined, "Progressing", "the Application was not compared yet"],
    ["not compared", { health: healthy }, "Progressing", "the Application was not compared yet"],
    ["healthy and synced", { health: healthy, sync: synced }, "Healthy", ""],
    [
      "healthy, of before a change",
      { health: healthy, sync: { ...synced, status: "OutOfSync" } },
      "Progressing",
      "the Application is not in sync: OutOfSync",
    ],
    [
      "healthy, compared with another source",
      {
        health: healthy,
        sync: { status: "Synced", comparedTo: { source: { ...source, targetRevision: "v1" } } },
      },
      "Progressing",
      "the Application was compared with another source",
    ],
    [
      "being synced",
      { health: healthy, sync: synced, operationState: { phase: "Running" } },
      "Progressing",
      "the Application is being synced",
    ],
    [
      "a sync that failed",
      { health: healthy, sync: { status: "OutOfSync" }, operationState: failed },
      "Degraded",
      failed.message,
    ],
    [
      "a sync that failed, and was mended",
      { health: healthy, sync: synced, operationState: failed },
      "Healthy",
      "",
    ],
    [
      "degraded",
      { health: { status: "Degraded", message: "DataLost" }, sync: synced },
      "Degraded",
      "DataLost",
    ],
    ["missing", { health: { status: "Missing" }, sync: { status: "OutOfSync" } }, "Missing", ""],
    [
      "of other types",
      { health: "x", sync: 3, operationState: [] },
      "Progressing",
      "the Application was not compared yet",
    ],
  ])("an Application: %s", (_, status, health, message) => {
    const application = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Application",
      metadata: {},
      spec: { source },
      status,
    };
    expect(verdictsOf(program, { lua: applicationHealthLua() }, [application])).toEqual([
      { argo: { status: health, message } },
    ]);
  });
});
