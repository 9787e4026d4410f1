import type { Resource } from "../accumulate/output-resource.ts";

function fileName({ apiVersion, kind, name }: Resource): string {
  return `${apiVersion.replace("/", "_")}_${kind}_${name}.yaml`.toLowerCase();
}

/**
 * The files that `-o DIRECTORY` writes, one per resource. The namespace stands in front of a name when the namespaced
 * resources are not all in one.
 */
export function outputFiles(resources: readonly Resource[]): ReadonlyMap<string, string> {
  const namespaceOf = ({ namespace }: Resource): string => namespace || "default";
  const namespaces = new Set(resources.filter(({ clusterScoped }) => !clusterScoped).map(namespaceOf));
  return new Map(
    resources.map((resource) => {
      const prefixed = namespaces.size > 1 && !resource.clusterScoped;
      const prefix = prefixed ? `${namespaceOf(resource).toLowerCase()}_` : "";
      return [prefix + fileName(resource), resource.yaml];
    }),
  );
}
