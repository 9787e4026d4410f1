import { ENVIRONMENT_LABEL } from "@grampus/dsl/field-map";
import { build, memoryFileSystem } from "kustomize-ts";
import { toPlainData } from "../data/plain-copy.ts";
import { isMap, type PlainObject } from "../data/plain-data.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import type { ManifestObject } from "../resolve/manifests.ts";
import { kustomizationFile } from "./kustomization.ts";
import { manifestFiles } from "./manifests.ts";

/** Where manifests go. */
export type ManifestsHome = Pick<EnvironmentEntry, "name" | "file" | "namespace">;

/** What kustomize makes of manifests in an environment, or why it does not. */
export type BuiltManifests =
  | { readonly kind: "built"; readonly objects: readonly PlainObject[] }
  | { readonly kind: "refused"; readonly reason: string };

/** A Kustomization of manifests: in the environment's namespace, with its label. */
export function manifestsKustomization(
  { name, file, namespace }: ManifestsHome,
  resources: readonly string[],
): string {
  const labels = [{ pairs: { [ENVIRONMENT_LABEL]: name }, includeSelectors: false }];
  return kustomizationFile(file, { namespace, resources, labels });
}

/** Builds manifests on their own, as they reach an environment. */
export function builtManifests(
  environment: ManifestsHome,
  objects: readonly ManifestObject[],
): BuiltManifests {
  const files = manifestFiles(environment.file, objects);
  const kustomization = manifestsKustomization(
    environment,
    files.map(([file]) => file),
  );
  const fs = memoryFileSystem(new Map([...files, ["kustomization.yaml", kustomization]]));
  const built = build("", { fs });
  if (built.kind === "refused") {
    return { kind: "refused", reason: built.diagnostics.map(({ message }) => message).join("; ") };
  }
  const values = built.resources.map((resource) => toPlainData(resource.value()).data);
  return { kind: "built", objects: values.filter((object) => isMap(object)) };
}
