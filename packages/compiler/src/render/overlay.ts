import { API_VERSION, CLUSTER_KIND, GROUP, VERSION } from "@grampus/api";
import { ENVIRONMENT_LABEL, TARGET_ANNOTATION } from "@grampus/dsl/field-map";
import type { YamlValue } from "go-yaml-ts";
import { plainCopy } from "../data/plain-copy.ts";
import { isMap, type PlainObject } from "../data/plain-data.ts";
import { overlayDirectory, wayToRoot } from "../layout.ts";
import { mergedSettings } from "../resolve/merge.ts";
import { mergePatch, retypedFields } from "../resolve/merge-patch.ts";
import type { OverlayBase } from "../resolve/overlay-base.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { kustomizationFile, yamlFile } from "./kustomization.ts";
import { manifestChanges } from "./manifests.ts";

const MERGE_PATCH = "cluster.patch.yaml";
const JSON_PATCH = "types.patch.yaml";

/** What an overlay's patches may change of a Cluster; its namespace and the environment's label are kustomize's. */
function patchable({ metadata, spec = {} }: PlainObject): PlainObject {
  const { labels, annotations = {} } = isMap(metadata) ? metadata : {};
  const { [ENVIRONMENT_LABEL]: _, ...own } = isMap(labels) ? labels : {};
  return { metadata: { labels: own, annotations }, spec };
}

/** The patch files of an overlay, by file name: none when nothing but namespace and labels differ. */
function overlayPatches(
  base: OverlayBase,
  { manifest, cluster }: ResolvedOverlay,
): ReadonlyMap<string, YamlValue> {
  const before = patchable(base.manifest);
  const after = patchable(manifest);
  const patches = new Map<string, YamlValue>();
  const merge = mergePatch(before, after);
  if (merge !== undefined) {
    const head = { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: { name: cluster.name } };
    patches.set(MERGE_PATCH, mergedSettings(head, merge));
  }
  const operations = retypedFields(before, after);
  if (operations.length > 0) patches.set(JSON_PATCH, operations.map(plainCopy));
  return patches;
}

/** The files of an overlay: its Kustomization and the patches for what differs from the base. */
export function overlayFiles(
  base: OverlayBase,
  overlay: ResolvedOverlay,
): readonly (readonly [file: string, text: string])[] {
  const { environment, cluster } = overlay;
  const directory = overlayDirectory(environment.name, cluster.name);
  const target = { group: GROUP, version: VERSION, kind: CLUSTER_KIND, name: cluster.name };
  const patches = overlayPatches(base, overlay);
  const travelling = manifestChanges(environment.file, base.manifests, overlay.manifests);
  const clusterPatches = [...patches.keys()].map((path) =>
    path === JSON_PATCH ? { path, target } : { path },
  );
  const listed = [...travelling.patches, ...clusterPatches];
  const { target: kubernetes } = environment;
  const kustomization = kustomizationFile(environment.file, {
    ...(kubernetes === environment.name
      ? {}
      : { metadata: { annotations: { [TARGET_ANNOTATION]: kubernetes } } }),
    namespace: environment.namespace,
    resources: [...travelling.resources, `${wayToRoot(directory)}/${base.directory}`],
    labels: [{ pairs: { [ENVIRONMENT_LABEL]: environment.name }, includeSelectors: false }],
    ...(listed.length === 0 ? {} : { patches: listed }),
  });
  return [
    ...travelling.files.map(([file, text]) => [`${directory}/${file}`, text] as const),
    ...[...patches].map(
      ([file, patch]) => [`${directory}/${file}`, yamlFile(environment.file, patch)] as const,
    ),
    [`${directory}/kustomization.yaml`, kustomization] as const,
  ];
}
