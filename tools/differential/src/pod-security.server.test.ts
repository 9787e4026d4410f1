import type { Cluster } from "@grampus/api";
import { type ApiServer, answerText, apiServerIsMissing } from "@grampus/apiserver-testing";
import { clusterObjects, DEFAULT_PLATFORM, restrictedNamespace, specStalls } from "@grampus/resources";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startClusterServer } from "./cluster-server.ts";
import { isCluster, probeObject } from "./probe.ts";
import { say } from "./settings.ts";
import { stallProbes } from "./stall-probes.ts";

const NAMESPACE = "mysql-prod";

/** The pod of a member as the StatefulSet's controller makes it, its volume taken from the claim. */
function memberPod(cluster: Cluster) {
  const { statefulSet } = clusterObjects({
    cluster,
    series: "9.7",
    groupName: "11111111-1111-4111-8111-111111111111",
    replicas: 3,
    platform: DEFAULT_PLATFORM,
  });
  const { template, volumeClaimTemplates } = statefulSet.spec;
  const claims = volumeClaimTemplates.map(({ metadata }) => ({
    name: metadata?.name ?? "data",
    persistentVolumeClaim: { claimName: `${metadata?.name}-member-0` },
  }));
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...template.metadata, name: "member-0", namespace: NAMESPACE },
    spec: { ...template.spec, volumes: [...template.spec.volumes, ...claims] },
  };
}

function clusterOf(body: object): Cluster {
  const object = probeObject({ ...body });
  if (!isCluster(object)) throw new RangeError(`${JSON.stringify(body)} is no cluster`);
  return object;
}

describe.skipIf(apiServerIsMissing())("the Namespace that compile writes, and members", () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await startClusterServer();
    await server.apply(restrictedNamespace(NAMESPACE));
    await server.apply({
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "default", namespace: NAMESPACE },
    });
  });

  afterAll(async () => {
    await server.stop();
  });

  test("pods are admitted where nothing stalls, and forbidden where the security context does", async () => {
    const probes = stallProbes().filter(({ rule }) => rule === "SecurityContextForbidden");
    for (const { side, body } of probes) {
      const cluster = clusterOf(body);
      const answer = await server.apply(memberPod(cluster), { dryRun: true });
      const said = `${JSON.stringify(body)}: ${answerText(answer)}`;
      expect(answer.status, said).toBe(side === "within" ? 201 : 403);
      if (side === "beyond") expect(answerText(answer)).toContain('violates PodSecurity "restricted:latest"');
      expect(specStalls(cluster).length > 0, said).toBe(side === "beyond");
    }
    say([`${probes.length} security contexts of members in a restricted Namespace: 0 differences`]);
  });
});
