import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import {
  type Answer,
  type ApiServer,
  answerText,
  apiServerIsMissing,
  type DefinitionReference,
  startApiServer,
} from "@grampus/apiserver-testing";
import { render } from "@grampus/compiler";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { REPOSITORY } from "./repository.ts";

const FOLDER = "environments/prod/operator";
const CLUSTERS = "/apis/mysql.oracle.com/v1alpha1/namespaces/mysql-prod/clusters";
const HEAD = { apiVersion: "mysql.oracle.com/v1alpha1", kind: "Cluster" } as const;
const PROTECTED = { deletionProtection: true };
const UNPROTECTED = { deletionProtection: false };
const PATCH = { contentType: "application/merge-patch+json" } as const;

const ARGO_CD = "system:serviceaccount:argocd:argocd-application-controller";
const FLUX = "system:serviceaccount:flux-system:kustomize-controller";
const NAMESPACE_CONTROLLER = "system:serviceaccount:kube-system:namespace-controller";
const GARBAGE_COLLECTOR = "system:serviceaccount:kube-system:generic-garbage-collector";
const USERS = [undefined, "jane", ARGO_CD, FLUX, NAMESPACE_CONTROLLER, GARBAGE_COLLECTOR] as const;

function committed(file: string): readonly DefinitionReference[] {
  const text = readFileSync(path.join(REPOSITORY, FOLDER, file), "utf8");
  return parseAllDocuments(text).map((document): DefinitionReference => document.toJS());
}

const POLICIES = committed("deletion-protection.yaml");
const NAMESPACES = committed("namespaces/mysql-prod.yaml");
const DEFINITIONS = committed("crds/clusters.mysql.oracle.com.yaml");

/** The overlay prod/billing of the repository's fleet, with its environment changed. */
async function overlay(change: (environment: string) => string): Promise<DefinitionReference> {
  const root = mkdtempSync(path.join(tmpdir(), "grampus-retire-"));
  for (const top of ["clusters", "environments"])
    cpSync(path.join(REPOSITORY, top), path.join(root, top), { recursive: true });
  const file = path.join(root, "environments/prod/environment.ts");
  writeFileSync(file, change(readFileSync(file, "utf8")));
  const rendered = await render({ root, selection: { environment: "prod", cluster: "billing" } });
  rmSync(root, { recursive: true });
  if (rendered.kind === "refused") throw new RangeError(JSON.stringify(rendered.diagnostics));
  return JSON.parse(JSON.stringify(rendered.overlays[0]?.objects[0]));
}

/** Every user may do everything: what is refused below is refused by the policy. */
const ADMINISTRATORS = {
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "ClusterRoleBinding",
  metadata: { name: "all-are-administrators" },
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
  subjects: [{ apiGroup: "rbac.authorization.k8s.io", kind: "Group", name: "system:authenticated" }],
} as const;

describe.skipIf(apiServerIsMissing())("deletion of what is protected, on an API server", () => {
  let server: ApiServer;

  async function applied(object: Parameters<ApiServer["apply"]>[0]): Promise<Answer> {
    const answer = await server.apply(object);
    expect([200, 201], answerText(answer)).toContain(answer.status);
    return answer;
  }

  async function cluster(name: string, rest: Readonly<Record<string, unknown>>): Promise<string> {
    await applied({ ...HEAD, ...rest, metadata: { name, namespace: "mysql-prod" } });
    return `${CLUSTERS}/${name}`;
  }

  async function remove(place: string, as?: string, query = {}): Promise<Answer> {
    return await server.request("DELETE", place, { query, ...(as === undefined ? {} : { as }) });
  }

  async function isThere(place: string): Promise<boolean> {
    return (await server.request("GET", place)).status === 200;
  }

  /** The server compiles a policy some time after it has taken it. */
  async function untilRefused(place: string): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt++) {
      if ((await remove(place, undefined, { dryRun: "All" })).status === 403) return;
      await delay(100);
    }
    throw new RangeError(`the deletion of ${place} is not refused after 10 s`);
  }

  beforeAll(async () => {
    server = await startApiServer();
    await server.applyDefinitions(DEFINITIONS);
    for (const object of [...NAMESPACES, ADMINISTRATORS, ...POLICIES]) await applied(object);
    await untilRefused(await cluster("probe", { spec: PROTECTED }));
    await untilRefused("/api/v1/namespaces/mysql-prod");
  });

  afterAll(async () => {
    await server.stop();
  });

  test.each(USERS)("a protected Cluster is not deleted for %s", async (user) => {
    const place = await cluster("orders", { spec: PROTECTED });
    const answer = await remove(place, user);
    expect(answer.status, answerText(answer)).toBe(403);
    expect(answer.body).toMatchObject({ reason: "Forbidden" });
    expect(await isThere(place)).toBe(true);
  });

  test("the refusal says how to take the protection off, and that works", async () => {
    const place = await cluster("orders", { spec: PROTECTED });
    const refusal = answerText(await remove(place));
    expect(refusal).toMatchInlineSnapshot(
      `"clusters.mysql.oracle.com "orders" is forbidden: ValidatingAdmissionPolicy 'grampus-operator-cluster-deletion' with binding 'grampus-operator-cluster-deletion' denied request: the Cluster mysql-prod/orders is protected from deletion, after which its volumes, accounts and certificates would stay (spec.deletionPolicy is Retain). When it shall go, list it with retire(...) in environment.ts, or set deletionProtection: false for it, and have that applied; in an emergency: kubectl patch clusters.mysql.oracle.com orders --namespace mysql-prod --type merge --patch '{"spec":{"deletionProtection":false}}'"`,
    );
    const [, patch = ""] = /--patch '(.*?)'/.exec(refusal) ?? [];
    const switched = await server.request("PATCH", place, { ...PATCH, body: JSON.parse(patch) });
    expect(switched.status, answerText(switched)).toBe(200);
    expect((await remove(place, FLUX)).status).toBe(200);
    expect(await isThere(place)).toBe(false);
  });

  test("the refusal says when the data goes with the Cluster", async () => {
    const place = await cluster("orders", { spec: { ...PROTECTED, deletionPolicy: "Delete" } });
    expect(answerText(await remove(place))).toContain(
      "certificates would go too (spec.deletionPolicy is Delete)",
    );
  });

  test.each([
    ["says false", { spec: UNPROTECTED }],
    ["says nothing about it", { spec: { members: 1 } }],
    ["has no spec", {}],
  ])("a Cluster that %s is deleted for whoever asks", async (_, rest) => {
    for (const user of USERS) {
      const place = await cluster("free", rest);
      const answer = await remove(place, user);
      expect(answer.status, answerText(answer)).toBe(200);
      expect(await isThere(place)).toBe(false);
    }
  });

  test.each(USERS)("a collection loses what is free, and nothing that is protected, for %s", async (user) => {
    const kept = await cluster("orders", { spec: PROTECTED });
    const free = [await cluster("free-1", { spec: UNPROTECTED }), await cluster("free-2", {})];
    const others = await remove(CLUSTERS, user, {
      fieldSelector: "metadata.name!=orders,metadata.name!=probe",
    });
    expect(others.status, answerText(others)).toBe(200);
    for (const place of free) expect(await isThere(place)).toBe(false);
    const all = await remove(CLUSTERS, user);
    expect(all.status, answerText(all)).toBe(403);
    expect(await isThere(kept)).toBe(true);
  });

  test("a cluster that is retired in Git is deleted once that is applied, and not before", async () => {
    const place = `${CLUSTERS}/billing`;
    await applied(await overlay((text) => text));
    expect((await remove(place, FLUX)).status).toBe(403);
    const ending = 'billing: retire(billing, { because: "replaced by shop", data: "retain" })';
    const retired = await overlay((text) =>
      text.replace("minMembers,", "minMembers, retire,").replace(/^ {4}billing,$/m, `    ${ending},`),
    );
    const { body } = await applied(retired);
    expect(body).toHaveProperty("metadata.annotations", { "mysql.oracle.com/retired": "replaced by shop" });
    expect(body).toMatchObject({ spec: { deletionProtection: false, deletionPolicy: "Retain" } });
    expect((await remove(place, FLUX)).status).toBe(200);
    expect(await isThere(place)).toBe(false);
  });

  test("the operator takes its finalizer off, even when protection comes back meanwhile", async () => {
    const finalizers = ["mysql.oracle.com/cluster"];
    const place = await cluster("leaving", { spec: UNPROTECTED });
    await server.request("PATCH", place, { ...PATCH, body: { metadata: { finalizers } } });
    expect((await remove(place)).status).toBe(200);
    expect((await server.request("PATCH", place, { ...PATCH, body: { spec: PROTECTED } })).status).toBe(200);
    expect((await remove(place)).status).toBe(403);
    const last = { metadata: { finalizers: null } };
    expect((await server.request("PATCH", place, { ...PATCH, body: last })).status).toBe(200);
    expect(await isThere(place)).toBe(false);
  });

  test.each([
    ["/api/v1/namespaces/mysql-prod", "kubectl label namespaces mysql-prod"],
    [
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/clusters.mysql.oracle.com",
      "kubectl label customresourcedefinitions clusters.mysql.oracle.com",
    ],
  ])("%s is not deleted for anybody", async (place, advice) => {
    for (const user of USERS) {
      const answer = await remove(place, user);
      expect(answer.status, answerText(answer)).toBe(403);
      expect(answerText(answer)).toContain(`${advice} mysql.oracle.com/deletion-protection-`);
    }
    expect((await server.request("GET", place)).body).not.toHaveProperty("metadata.deletionTimestamp");
  });

  test("what is not protected goes as before: other kinds, and a Namespace without the label", async () => {
    const other = { apiVersion: "v1", kind: "Namespace", metadata: { name: "other" } };
    const settings = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "a", namespace: "mysql-prod" },
    };
    for (const object of [other, settings]) {
      await applied(object);
      expect((await server.delete(object)).status).toBe(200);
    }
    const { body } = await server.get(other);
    expect(body).toHaveProperty("metadata.deletionTimestamp");
  });
});
