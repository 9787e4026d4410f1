import { CLUSTER_KIND, type Cluster, seriesOf, validate, withDefaults } from "@grampus/api";
import { type ApiServer, answerText, apiServerIsMissing } from "@grampus/apiserver-testing";
import { clusterObjects, DEFAULT_PLATFORM, specStalls } from "@grampus/resources";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startClusterServer } from "./cluster-server.ts";
import { generatedSpecs } from "./generated-specs.ts";
import type { JsonObject } from "./json.ts";
import { isCluster, probeObject } from "./probe.ts";
import { ruleProbes } from "./rule-probes.ts";
import { schemaProbes } from "./schema-probes.ts";
import { SETTINGS, say } from "./settings.ts";
import { stallProbes } from "./stall-probes.ts";

const UID = "11111111-1111-4111-8111-111111111111";

const PROBES = [...schemaProbes("spec"), ...ruleProbes(), ...stallProbes()];

/** The Cluster of a body, unless the API refuses it or the operator stalls on it. */
function workable(body: JsonObject): Cluster | undefined {
  const object = probeObject(body);
  if (!isCluster(object) || validate(CLUSTER_KIND, object).length > 0) return undefined;
  const stored = { ...object, metadata: { ...object.metadata, namespace: "default", uid: UID } };
  const cluster = withDefaults(stored);
  return specStalls(cluster).length === 0 ? cluster : undefined;
}

function objectsOf(cluster: Cluster) {
  const series = seriesOf(cluster.spec?.version ?? "");
  if (series === undefined) throw new RangeError("a workable version has a series");
  const { members: replicas = 3 } = cluster.spec ?? {};
  const objects = clusterObjects({ cluster, series, groupName: UID, replicas, platform: DEFAULT_PLATFORM });
  const { statefulSet, serverConfig, variablesConfig, services, disruptionBudget } = objects;
  return { statefulSet, others: [serverConfig, variablesConfig, ...services, disruptionBudget] };
}

/** Whether the API server takes `MountOption` is a feature gate of the Kubernetes cluster; 1.34 has it off. */
function isGated({ spec }: Cluster): boolean {
  return spec?.securityContext?.seLinuxChangePolicy === "MountOption";
}

describe.skipIf(apiServerIsMissing())("what the operator makes of a Cluster", () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await startClusterServer();
  });

  afterAll(async () => {
    await server.stop();
  });

  async function expectTaken(object: Parameters<ApiServer["apply"]>[0], body: JsonObject): Promise<void> {
    const answer = await server.apply(object, { dryRun: true });
    expect(answer.status, `${object.kind} of ${JSON.stringify(body)}: ${answerText(answer)}`).toBeLessThan(
      300,
    );
  }

  test("no StatefulSet is refused, at the bound of every rule of the spec", async () => {
    let count = 0;
    for (const { side, body } of PROBES) {
      const cluster = side === "within" ? workable(body) : undefined;
      if (cluster === undefined || isGated(cluster)) continue;
      await expectTaken(objectsOf(cluster).statefulSet, body);
      count += 1;
    }
    say([`${count} StatefulSets of specs at the bounds: 0 refused`]);
    expect(count).toBeGreaterThan(900);
  });

  test("nothing of it is refused, for generated specs", async () => {
    let count = 0;
    const property = fc.asyncProperty(generatedSpecs(PROBES), async (body) => {
      const cluster = workable(body);
      if (cluster === undefined || isGated(cluster)) return;
      const { statefulSet, others } = objectsOf(cluster);
      for (const object of [statefulSet, ...others]) await expectTaken(object, body);
      count += 1;
    });
    await fc.assert(property, SETTINGS);
    say([`objects of ${count} generated specs: 0 refused`]);
    expect(count).toBeGreaterThan(SETTINGS.numRuns / 10);
  });
});
