import { expect, test } from "vitest";
import { protectedFromPruning } from "./protection.ts";

const ARGO_CD = "argocd.argoproj.io/sync-options";
const FLUX = "kustomize.toolkit.fluxcd.io/prune";

test.each([
  [undefined, "Prune=false,Delete=false"],
  ["", "Prune=false,Delete=false"],
  ["ServerSideApply=true", "ServerSideApply=true,Prune=false,Delete=false"],
  ["Prune=true", "Prune=true,Delete=false"],
  ["Delete=confirm, Prune=confirm", "Delete=confirm,Prune=confirm"],
])("sync options %j of a Cluster become %j", (said, options) => {
  const annotations = said === undefined ? {} : { [ARGO_CD]: said };
  const { metadata } = protectedFromPruning({ kind: "Cluster", metadata: { name: "orders", annotations } });
  expect(metadata).toEqual({ name: "orders", annotations: { [ARGO_CD]: options, [FLUX]: "disabled" } });
});

test("what holds no data is as it was", () => {
  const object = { kind: "ConfigMap", metadata: { name: "orders" } };
  expect(protectedFromPruning(object)).toBe(object);
});
