import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApiServer, answerText } from "./api-server.ts";
import { findServerPrograms, type ServerPrograms } from "./programs.ts";
import { apiServerIsMissing, startApiServer } from "./start-api-server.ts";

const found = findServerPrograms();

function configMap(data: Readonly<Record<string, unknown>>) {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "probe" }, ...data };
}

function programsOfRig(directory: string): ServerPrograms {
  const kube = join(process.env.RIG_CACHE ?? join(homedir(), ".cache/rig"), "bin/kube");
  const [etcd, kubeApiserver] = ["etcd", "kube-apiserver"].map((name) => {
    const file = join(directory, name);
    writeFileSync(file, `#!/bin/sh\nexec '${kube}' ${name} "$@"\n`, { mode: 0o755 });
    return file;
  });
  return { kind: "path", etcd: etcd ?? "", kubeApiserver: kubeApiserver ?? "" };
}

describe.skipIf(apiServerIsMissing()).each(["found here", "two programs of PATH"])(
  "a server from %s",
  (origin) => {
    const directory = mkdtempSync(join(tmpdir(), "grampus-programs-"));
    let server: ApiServer;

    beforeAll(async () => {
      const wrapsRig = origin !== "found here" && found.kind === "rig";
      server = await startApiServer(wrapsRig ? programsOfRig(directory) : found);
    });

    afterAll(async () => {
      await server.stop();
      rmSync(directory, { recursive: true });
    });

    test("applies, gets and deletes", async () => {
      expect((await server.apply(configMap({ data: { a: "1" } }))).status).toBe(201);
      expect((await server.apply(configMap({ data: { a: "2" } }))).status).toBe(200);
      expect((await server.get(configMap({}))).body).toMatchObject({ data: { a: "2" } });
      expect((await server.delete(configMap({}))).status).toBe(200);
      expect((await server.get(configMap({}))).status).toBe(404);
    });

    test("stores nothing in a dry run", async () => {
      expect((await server.apply(configMap({ data: { a: "1" } }), { dryRun: true })).status).toBe(201);
      expect((await server.get(configMap({}))).status).toBe(404);
    });

    test("refuses an unknown field", async () => {
      const answer = await server.apply(configMap({ dada: {} }));
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answerText(answer)).toContain("dada");
    });

    test("says which kind it does not have", async () => {
      const stranger = { apiVersion: "v1", kind: "Stranger", metadata: { name: "x" } };
      await expect(server.get(stranger)).rejects.toMatchObject({
        code: "not-understood",
        message: "the server has no Stranger in v1",
      });
    });
  },
);
