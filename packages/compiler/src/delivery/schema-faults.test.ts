import { describe, expect, test } from "vitest";
import { isMap, type PlainObject } from "../data/plain-data.ts";
import { schemaFaults } from "./schema-faults.ts";

const APPLICATION: PlainObject = {
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Application",
  metadata: {
    name: "prod.orders",
    namespace: "argocd",
    labels: { "mysql.oracle.com/environment": "prod" },
    annotations: { "argocd.argoproj.io/sync-wave": "1" },
  },
  spec: {
    project: "prod.fleet.grampus",
    source: { repoURL: "https://git.example.com/acme/fleet.git", targetRevision: "main", path: "a/b" },
    destination: { name: "prod-eu" },
    syncPolicy: {
      automated: { prune: true, selfHeal: true },
      syncOptions: ["ServerSideApply=true"],
      retry: { limit: 5, backoff: { duration: "10s", factor: 2, maxDuration: "5m" } },
    },
  },
};

const PROJECT: PlainObject = {
  apiVersion: "argoproj.io/v1alpha1",
  kind: "AppProject",
  metadata: { name: "prod.fleet.grampus", namespace: "argocd" },
  spec: {
    sourceRepos: ["https://git.example.com/acme/fleet.git"],
    destinations: [{ name: "prod-eu", namespace: "orders" }],
    namespaceResourceWhitelist: [{ group: "mysql.oracle.com", kind: "Cluster" }],
  },
};

const SET: PlainObject = {
  apiVersion: "argoproj.io/v1alpha1",
  kind: "ApplicationSet",
  metadata: { name: "prod.clusters", namespace: "argocd" },
  spec: {
    goTemplate: true,
    generators: [{ list: { elements: [{ name: "orders", wave: 1 }] } }],
    template: { metadata: { name: "prod.{{ .name }}" }, spec: { ...(APPLICATION.spec as PlainObject) } },
  },
};

const REPOSITORY: PlainObject = {
  apiVersion: "source.toolkit.fluxcd.io/v1",
  kind: "GitRepository",
  metadata: { name: "prod.fleet.grampus", namespace: "flux-system" },
  spec: {
    interval: "1m",
    url: "https://git.example.com/acme/fleet.git",
    ref: { branch: "main" },
    secretRef: { name: "fleet-credentials" },
  },
};

const ARTIFACT: PlainObject = {
  apiVersion: "source.toolkit.fluxcd.io/v1",
  kind: "OCIRepository",
  metadata: { name: "prod.fleet.grampus", namespace: "flux-system" },
  spec: { interval: "1m", url: "oci://oci.example.com/acme/fleet", ref: { tag: "main" } },
};

const KUSTOMIZATION: PlainObject = {
  apiVersion: "kustomize.toolkit.fluxcd.io/v1",
  kind: "Kustomization",
  metadata: { name: "prod.orders", namespace: "flux-system" },
  spec: {
    interval: "10m",
    retryInterval: "1m",
    timeout: "30m",
    path: "./environments/prod/clusters/orders",
    prune: true,
    deletionPolicy: "Orphan",
    sourceRef: { kind: "GitRepository", name: "prod.fleet.grampus" },
    dependsOn: [{ name: "prod.operator.grampus" }],
    kubeConfig: { secretRef: { name: "prod-eu" } },
    healthCheckExprs: [{ apiVersion: "mysql.oracle.com/v1alpha1", kind: "Cluster", current: "true" }],
  },
};

/** The object with another value, or without one, at a path. */
function changed(
  object: PlainObject,
  path: readonly string[],
  value: PlainObject[string] | undefined,
): PlainObject {
  const [key, ...more] = path;
  if (key === undefined) return object;
  const { [key]: old, ...rest } = object;
  if (more.length > 0) return { ...object, [key]: changed(isMap(old) ? old : {}, more, value) };
  return value === undefined ? rest : { ...object, [key]: value };
}

function messages(object: PlainObject): readonly string[] {
  return schemaFaults(object).map(({ message }) => message);
}

describe("objects of Flux and Argo CD against the controllers' own schemas", () => {
  test.each([APPLICATION, PROJECT, SET, REPOSITORY, ARTIFACT, KUSTOMIZATION])("$kind is taken", (object) => {
    expect(messages(object)).toEqual([]);
  });

  test.each<[PlainObject, string, PlainObject[string] | undefined, readonly string[]]>([
    [APPLICATION, "spec.project", undefined, ["spec.project is missing"]],
    [APPLICATION, "spec.destinaton", {}, ["spec.destinaton is not a field that is written"]],
    [APPLICATION, "spec.source.repoURL", undefined, ["spec.source.repoURL is missing"]],
    [APPLICATION, "spec.syncPolicy.retry.limit", "5", ["spec.syncPolicy.retry.limit is not of type integer"]],
    [APPLICATION, "spec.ignoreDifferences", [], ["spec.ignoreDifferences is not a field that is written"]],
    [APPLICATION, "metadata.name", "Prod", ["metadata.name does not have the form it needs"]],
    [
      APPLICATION,
      "metadata.labels.team",
      "x".repeat(64),
      ["metadata.labels.team has more than 63 characters"],
    ],
    [APPLICATION, "metadata.labels.a b", "c", ['metadata.labels["a b"] does not have the form it needs']],
    [APPLICATION, "metadata.annotations.wave", 1, ["metadata.annotations.wave is not of type string"]],
    [APPLICATION, "apiVersion", "argoproj.io/v1", ["apiVersion is not argoproj.io/v1alpha1"]],
    [APPLICATION, "kind", "Rollout", ["kind Rollout of argoproj.io/v1alpha1 is not one that is written"]],
    [PROJECT, "spec.sourceRepos", "*", ["spec.sourceRepos is not of type array"]],
    [PROJECT, "spec.roles", [], ["spec.roles is not a field that is written"]],
    [
      SET,
      "spec.generators",
      [{ clusters: {} }],
      ["spec.generators[0].clusters is not a field that is written"],
    ],
    [SET, "spec.template.spec.project", undefined, ["spec.template.spec.project is missing"]],
    [REPOSITORY, "spec.url", "file:///srv/fleet", ["spec.url does not have the form it needs"]],
    [REPOSITORY, "spec.interval", "1d", ["spec.interval does not have the form it needs"]],
    [REPOSITORY, "spec.secretRef", {}, ["spec.secretRef.name is missing"]],
    [ARTIFACT, "spec.url", "https://oci.example.com", ["spec.url does not have the form it needs"]],
    [
      KUSTOMIZATION,
      "spec.deletionPolicy",
      "Keep",
      ["spec.deletionPolicy is none of MirrorPrune or Delete or WaitForTermination or Orphan"],
    ],
    [KUSTOMIZATION, "spec.dependsOn", [{}], ["spec.dependsOn[0].name is missing"]],
    [
      KUSTOMIZATION,
      "spec.sourceRef.kind",
      "Git",
      [expect.stringContaining("spec.sourceRef.kind is none of")],
    ],
    [KUSTOMIZATION, "spec.postBuild", {}, ["spec.postBuild is not a field that is written"]],
  ])("$kind with another $1 is refused", (object, path, value, expected) => {
    expect(messages(changed(object, path.split("."), value))).toEqual(expected);
  });
});
