import type { DataPath } from "../data/data-path.ts";
import { valueText } from "../data/value-text.ts";
import { definitionCodes } from "../definition/diagnostics.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import { isDnsLabel } from "../definition/names.ts";
import { shardCount, shardName } from "../delivery/flux-shards.ts";
import {
  clusterDeliveryName,
  clustersDeliveryName,
  environmentProjectName,
  fleetDeliveryName,
  operatorDeliveryName,
  shardDeliveryName,
} from "../delivery/names.ts";
import type { Finding } from "../findings/finding.ts";

/** Flux writes the name of a Kustomization into a label of everything it delivers. */
const LONGEST = 63;

/** Name of an object, and what in the definition makes it what it is. */
interface NamedObject {
  readonly object: string;
  readonly path: DataPath;
  readonly part: "name" | "value";
}

function ringsInShards({ delivery, rings, clusters }: EnvironmentEntry): readonly string[] {
  return delivery?.kind === "flux" && shardCount(delivery.settings, clusters.length) !== undefined
    ? [...rings.keys()]
    : [];
}

/** The names of the objects that deliver an environment's clusters. */
function clusterObjects(environment: EnvironmentEntry): readonly NamedObject[] {
  const { name, delivery, clusters } = environment;
  if (delivery?.kind === "flux" && shardCount(delivery.settings, clusters.length) !== undefined) {
    return [
      { object: shardDeliveryName(name, shardName(undefined, 0)), path: ["name"], part: "value" },
      ...ringsInShards(environment).map((ring) => ({
        object: shardDeliveryName(name, shardName(ring, 0)),
        path: ["rings", ring],
        part: "name" as const,
      })),
    ];
  }
  return clusters.map(({ cluster }) => ({
    object: clusterDeliveryName(name, cluster.name),
    path: ["clusters", cluster.name],
    part: "name",
  }));
}

/** The longest name of those that the environment's own gives. */
function ownObject(objects: readonly NamedObject[]): readonly NamedObject[] {
  return [...objects].sort((left, right) => right.object.length - left.object.length).slice(0, 1);
}

/** Finds names of rings that no object can have in its own, where shards have them in theirs. */
function ringFindings(environment: EnvironmentEntry): readonly Finding[] {
  return ringsInShards(environment)
    .filter((ring) => !isDnsLabel(ring, LONGEST))
    .map((ring) => ({
      diagnostic: definitionCodes.create(
        "unsupported-value",
        { field: "the name of a ring that is delivered in shards" },
        {
          path: `rings.${ring}`,
          found: valueText(ring),
          allowed: "lower-case letters, digits and -, starting with a letter",
        },
      ),
      place: { file: environment.file, path: ["rings", ring], part: "name" },
    }));
}

/** Finds names of delivering objects that are longer than a label's value may be, or that no object may have. */
export function deliveryFindings(environment: EnvironmentEntry): readonly Finding[] {
  const { name, file, delivery } = environment;
  if (delivery === undefined) return [];
  const own = [
    operatorDeliveryName(name),
    fleetDeliveryName(name),
    ...(delivery.kind === "argocd" ? [environmentProjectName(name)] : []),
    ...(delivery.kind === "argocd" && delivery.settings.applicationSet === true
      ? [clustersDeliveryName(name)]
      : []),
  ].map((object): NamedObject => ({ object, path: ["name"], part: "value" }));
  const others = clusterObjects(environment);
  const names = [
    ...ownObject([...own, ...others.filter(({ path }) => path[0] === "name")]),
    ...others.filter(({ path }) => path[0] !== "name"),
  ];
  const long = names
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
  return [...long, ...ringFindings(environment)];
}
