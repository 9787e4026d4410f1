import { expect, test } from "vitest";
import { isUnprotected, protectedFromPruning } from "./protection.ts";

const ARGO_CD = "argocd.argoproj.io/sync-options";
const FLUX = "kustomize.toolkit.fluxcd.io/prune";

test.each([
  [undefined, "Prune=false,Delete=false"],
  ["", "Prune=false,Delete=false"],
  ["ServerSideApply=true", "ServerSideApply=true,Prune=false,Delete=false"],
  ["Prune=false , ServerSideApply=true", "Prune=false,ServerSideApply=true,Delete=false"],
  ["Prune=true", "Prune=true,Prune=false,Delete=false"],
])("sync options %j of a Cluster become %j", (said, options) => {
  const annotations = said === undefined ? {} : { [ARGO_CD]: said };
  const { metadata } = protectedFromPruning({ kind: "Cluster", metadata: { name: "orders", annotations } });
  expect(metadata).toEqual({ name: "orders", annotations: { [ARGO_CD]: options, [FLUX]: "disabled" } });
});

test("what holds no data is as it was", () => {
  const object = { kind: "ConfigMap", metadata: { name: "orders" } };
  expect(protectedFromPruning(object)).toBe(object);
});

test.each([
  ["as compile writes it", { [ARGO_CD]: "Prune=false,Delete=false", [FLUX]: "disabled" }, false],
  ["among other options", { [ARGO_CD]: "Delete=false, X=y, Prune=false", [FLUX]: "disabled" }, false],
  ["not at all", {}, true],
  ["with options that delete", { [ARGO_CD]: "Prune=true,Delete=true", [FLUX]: "disabled" }, true],
  ["from pruning only", { [ARGO_CD]: "Prune=false", [FLUX]: "disabled" }, true],
  ["not from Flux", { [ARGO_CD]: "Prune=false,Delete=false", [FLUX]: "enabled" }, true],
  ["not from Argo CD", { [FLUX]: "disabled" }, true],
])("a committed Cluster that is protected %s", (_, annotations, isIt) => {
  const metadata = { name: "orders", annotations };
  expect(isUnprotected({ kind: "Cluster", metadata })).toBe(isIt);
  expect(isUnprotected({ kind: "ConfigMap", metadata })).toBe(false);
});
