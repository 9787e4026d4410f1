import { FIELD_MAP } from "@grampus/dsl/field-map";
import { type DataPath, startsWith, valueAt } from "../data/data-path.ts";
import { isMap, type PlainValue } from "../data/plain-data.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { type Explanation, explainer } from "./explanation.ts";

/** Where each value of a cluster in an environment comes from. */
export interface ClusterExplanation {
  readonly kind: "explained-cluster";
  readonly environment: string;
  readonly cluster: string;
  /** Every field that has a value and that definitions can say, in the order of the field map; maps by their keys. */
  readonly fields: readonly Explanation[];
}

function setPaths(value: PlainValue | undefined, path: DataPath): readonly DataPath[] {
  if (value === undefined) return [];
  if (!isMap(value)) return [path];
  return Object.entries(value).flatMap(([key, member]) => setPaths(member, [...path, key]));
}

/** Explains every field of a cluster in an environment that is set. */
export async function clusterExplanation(
  root: string,
  overlay: ResolvedOverlay,
): Promise<ClusterExplanation> {
  const explain = await explainer(root, overlay);
  const told: DataPath[] = [];
  const fields = FIELD_MAP.flatMap(({ definition, resource }) => {
    const paths = setPaths(valueAt(overlay.manifest, resource), []);
    return paths.flatMap((path) => {
      const place = [...resource, ...path];
      if (told.some((other) => startsWith(place, other) && other.length === place.length)) return [];
      told.push(place);
      return explain({ resource: place, definition: [...definition, ...path] }) ?? [];
    });
  });
  const { environment, cluster } = overlay;
  return { kind: "explained-cluster", environment: environment.name, cluster: cluster.name, fields };
}
