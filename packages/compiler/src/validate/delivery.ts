import type { DataPath } from "../data/data-path.ts";
import { valueText } from "../data/value-text.ts";
import { definitionCodes } from "../definition/diagnostics.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import {
  clusterDeliveryName,
  clustersDeliveryName,
  environmentProjectName,
  fleetDeliveryName,
  operatorDeliveryName,
} from "../delivery/names.ts";
import type { Finding } from "../findings/finding.ts";

/** Flux writes the name of a Kustomization into a label of everything it delivers. */
const LONGEST = 63;

/** Finds names of delivering objects that are longer than a label's value may be. */
export function deliveryFindings(environment: EnvironmentEntry): readonly Finding[] {
  const { name, file, delivery, clusters } = environment;
  if (delivery === undefined) return [];
  const own = [
    operatorDeliveryName(name),
    fleetDeliveryName(name),
    ...(delivery.kind === "argocd" ? [environmentProjectName(name)] : []),
    ...(delivery.kind === "argocd" && delivery.settings.applicationSet === true
      ? [clustersDeliveryName(name)]
      : []),
  ].sort((left, right) => right.length - left.length);
  const names: readonly {
    readonly object: string;
    readonly path: DataPath;
    readonly part: "name" | "value";
  }[] = [
    ...own.slice(0, 1).map((object) => ({ object, path: ["name"], part: "value" as const })),
    ...clusters.map(({ cluster }) => ({
      object: clusterDeliveryName(name, cluster.name),
      path: ["clusters", cluster.name],
      part: "name" as const,
    })),
  ];
  return names
    .filter(({ object }) => object.length > LONGEST)
    .map(({ object, path, part }) => ({
      diagnostic: definitionCodes.create(
        "long-delivery-name",
        { environment: name },
        {
          path: path.join("."),
          found: `${valueText(object)}, ${object.length} characters`,
          allowed: `at most ${LONGEST} characters`,
        },
      ),
      place: { file, path, part },
    }));
}
