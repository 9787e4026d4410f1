import { API_VERSION, CLUSTER_KIND } from "@grampus/api";
import { ENVIRONMENT_LABEL } from "@grampus/dsl/field-map";
import { isMap } from "../load/data-path.ts";
import type { PlainObject } from "../load/plain-data.ts";
import { mergePatch } from "../resolve/merge-patch.ts";
import type { ResolvedBase, ResolvedOverlay } from "../resolve/resolve.ts";
import { baseDirectory } from "./base.ts";
import { kustomizationFile, yamlFile } from "./kustomization.ts";
import { plainCluster } from "./plain-object.ts";

/** Path of the overlay of a cluster in an environment, relative to the fleet's root. */
export function overlayDirectory(environment: string, cluster: string): string {
  return `environments/${environment}/clusters/${cluster}`;
}

/** What the overlay has to change of the base besides namespace and label; undefined when that is nothing. */
function overlayPatch(base: ResolvedBase, { resource, cluster }: ResolvedOverlay): PlainObject | undefined {
  const before = plainCluster(base.resource);
  const after = plainCluster(resource);
  const spec = mergePatch({ spec: before.spec ?? {} }, { spec: after.spec ?? {} });
  return spec === undefined
    ? undefined
    : { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: { name: cluster.name }, ...spec };
}

/** The files of an overlay: its Kustomization and, when something but the namespace differs, a patch. */
export function overlayFiles(
  base: ResolvedBase,
  overlay: ResolvedOverlay,
): readonly (readonly [file: string, text: string])[] {
  const { environment, cluster } = overlay;
  const directory = overlayDirectory(environment.name, cluster.name);
  const patch = overlayPatch(base, overlay);
  const kustomization = kustomizationFile(environment.file, {
    namespace: environment.namespace,
    resources: [`../../../../${baseDirectory(cluster.name)}`],
    labels: [{ pairs: { [ENVIRONMENT_LABEL]: environment.name }, includeSelectors: false }],
    ...(patch === undefined ? {} : { patches: [{ path: "cluster.patch.yaml" }] }),
  });
  const files: [string, string][] = [[`${directory}/kustomization.yaml`, kustomization]];
  if (patch !== undefined)
    files.unshift([`${directory}/cluster.patch.yaml`, yamlFile(environment.file, patch)]);
  return files;
}

/** What the overlay's build has to give: the resolved resource as plain data. */
export function expectedResource(overlay: ResolvedOverlay): PlainObject {
  const resource = plainCluster(overlay.resource);
  return isMap(resource.metadata) ? resource : { ...resource, metadata: {} };
}
