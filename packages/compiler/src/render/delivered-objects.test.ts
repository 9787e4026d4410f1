import { describe, expect, test } from "vitest";
import { valueAt } from "../data/data-path.ts";
import { isMap, type PlainObject } from "../data/plain-data.ts";
import { gitopsDirectory } from "../layout.ts";
import { built, type DeliveredParts, deliveredFleet, ofKind, treeOf } from "../testing/delivered-fleet.ts";

const REPOSITORY = "https://git.example.com/acme/fleet.git";
const ONE_OF_TWO: DeliveredParts = { retired: ["orders"] };
const CASCADE = "resources-finalizer.argocd.argoproj.io/background";

function delivering(tool: "flux" | "argocd", parts: DeliveredParts, more: object = {}) {
  const delivery = { kind: tool, settings: { repository: REPOSITORY, ...more } };
  return built(treeOf(deliveredFleet([["billing", "orders"]], delivery, parts)), gitopsDirectory("prod"));
}

function named(objects: readonly PlainObject[], kind: string, name: string): PlainObject {
  const found = ofKind(objects, kind).find((object) => valueAt(object, ["metadata", "name"]) === name);
  if (found === undefined) throw new RangeError(`no ${kind} ${name}`);
  return found;
}

describe("a cluster that ends", () => {
  test("goes with the Kustomization that leaves Git, and no other does", () => {
    const objects = delivering("flux", ONE_OF_TWO);
    const policies = ofKind(objects, "Kustomization").map((object) => [
      valueAt(object, ["metadata", "name"]),
      valueAt(object, ["spec", "deletionPolicy"]),
    ]);
    expect(Object.fromEntries(policies)).toEqual({
      "prod.billing": "Orphan",
      "prod.fleet.grampus": "Orphan",
      "prod.operator.grampus": "Orphan",
      "prod.orders": "Delete",
    });
  });

  test("goes with the Application that leaves Git, and no other does", () => {
    const objects = delivering("argocd", ONE_OF_TWO);
    const finalizers = ofKind(objects, "Application").map((object) => [
      valueAt(object, ["metadata", "name"]),
      valueAt(object, ["metadata", "finalizers"]),
    ]);
    expect(Object.fromEntries(finalizers)).toEqual({
      "prod.billing": undefined,
      "prod.fleet.grampus": undefined,
      "prod.operator.grampus": undefined,
      "prod.orders": [CASCADE],
    });
  });

  test("is told apart by its element in an ApplicationSet, whose template is one for all", () => {
    const set = named(
      delivering("argocd", ONE_OF_TWO, { applicationSet: true }),
      "ApplicationSet",
      "prod.clusters.grampus",
    );
    const elements = valueAt(set, ["spec", "generators", 0, "list", "elements"]);
    expect(
      Array.isArray(elements) ? elements.map((one) => isMap(one) && [one.name, one.retired]) : [],
    ).toEqual([
      ["prod.billing", undefined],
      ["prod.orders", "true"],
    ]);
    expect(valueAt(set, ["spec", "templatePatch"])).toBe(
      `{{- if hasKey . "retired" }}\nmetadata:\n  finalizers:\n  - ${CASCADE}\n{{- end }}\n`,
    );
    expect(valueAt(set, ["spec", "template", "metadata", "finalizers"])).toBeUndefined();
  });

  test("is a Cluster that the project allows when it was the last one", () => {
    const delivery = { kind: "argocd", settings: { repository: REPOSITORY } } as const;
    const objects = built(treeOf(deliveredFleet([], delivery)), gitopsDirectory("prod"));
    const { spec } = named(objects, "AppProject", "prod.environment.grampus");
    expect(spec).toMatchObject({
      destinations: expect.arrayContaining([
        { server: "https://kubernetes.default.svc", namespace: "mysql-prod" },
      ]),
      namespaceResourceWhitelist: expect.arrayContaining([{ group: "mysql.oracle.com", kind: "Cluster" }]),
    });
  });
});

describe("an Application", () => {
  test.each([
    ["main", "main"],
    ["release-1.x", "release-1.x"],
    ["1.x", "refs/heads/1.x"],
    ["v2", "refs/heads/v2"],
    ["x", "refs/heads/x"],
    [">=1", "refs/heads/>=1"],
    ["0123456789abcdef0123456789abcdef01234567", "refs/heads/0123456789abcdef0123456789abcdef01234567"],
    ["deadbeef0123456789abcdef0123456789abcdef", "refs/heads/deadbeef0123456789abcdef0123456789abcdef"],
  ])("of the branch %s is of %s", (branch, revision) => {
    for (const { spec } of ofKind(delivering("argocd", {}, { branch }), "Application"))
      expect(spec).toMatchObject({ source: { targetRevision: revision } });
  });
});

describe("a project of Argo CD", () => {
  const manifest = (apiVersion: string, kind: string) => ({ apiVersion, kind, metadata: { name: "any" } });
  const kinds = {
    issuer: manifest("cert-manager.io/v1", "ClusterIssuer"),
    storage: manifest("storage.k8s.io/v1", "StorageClass"),
    policy: manifest("networking.k8s.io/v1", "NetworkPolicy"),
  };
  const monitor = { monitor: manifest("monitoring.coreos.com/v1", "PodMonitor") };

  test("allows a kind of another project with and without a namespace, as only the Kubernetes cluster knows which", () => {
    const objects = delivering("argocd", {
      environment: { manifests: kinds },
      settings: { manifests: monitor },
    });
    const project = named(objects, "AppProject", "prod.environment.grampus");
    const allowed = (list: string) => JSON.stringify(valueAt(project, ["spec", list]));
    const text = (group: string, kind: string) => JSON.stringify({ group, kind });
    const [inCluster, inNamespace] = [
      allowed("clusterResourceWhitelist"),
      allowed("namespaceResourceWhitelist"),
    ];
    for (const foreign of [
      text("cert-manager.io", "ClusterIssuer"),
      text("monitoring.coreos.com", "PodMonitor"),
    ]) {
      expect(inCluster).toContain(foreign);
      expect(inNamespace).toContain(foreign);
    }
    expect(inCluster).toContain(text("storage.k8s.io", "StorageClass"));
    expect(inNamespace).not.toContain(text("storage.k8s.io", "StorageClass"));
    expect(inNamespace).toContain(text("networking.k8s.io", "NetworkPolicy"));
    expect(inCluster).not.toContain(text("networking.k8s.io", "NetworkPolicy"));
    expect(inCluster).not.toContain(text("mysql.oracle.com", "Cluster"));
  });
});
