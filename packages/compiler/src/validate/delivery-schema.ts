import { type DataPath, valueAt } from "../data/data-path.ts";
import { plainCopy } from "../data/plain-copy.ts";
import { isMap, type PlainObject } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import { definitionCodes } from "../definition/diagnostics.ts";
import type { EnvironmentEntry, Fleet } from "../definition/entries.ts";
import { argoCdFiles } from "../delivery/argocd.ts";
import { deliveredEnvironment } from "../delivery/delivered-environment.ts";
import { fluxFiles } from "../delivery/flux.ts";
import { schemaFaults } from "../delivery/schema-faults.ts";
import type { Finding } from "../findings/finding.ts";
import type { ResolvedFleet } from "../resolve/resolve.ts";

/** Which setting a field of an object is made of, by the beginning of its path, the first that fits. */
const ORIGINS: readonly (readonly [start: string, setting: string])[] = [
  ["metadata.namespace", "namespace"],
  ["metadata.annotations", "path"],
  ["spec.url", "repository"],
  ["spec.ref.branch", "branch"],
  ["spec.ref.tag", "tag"],
  ["spec.secretRef", "secret"],
  ["spec.kubeConfig", "kubeConfig"],
  ["spec.path", "path"],
  ["spec.sourceRepos", "repository"],
  ["spec.destinations", "destination"],
  ["spec.destination", "destination"],
  ["spec.source.repoURL", "repository"],
  ["spec.source.targetRevision", "branch"],
  ["spec.source.path", "path"],
  ["spec.generators", "path"],
  ["spec.template.spec.source.repoURL", "repository"],
  ["spec.template.spec.source.targetRevision", "branch"],
  ["spec.template.spec.destination", "destination"],
];

/** The setting that a field is made of, if the definition says it. */
function originOf(path: DataPath, settings: object): string | undefined {
  const text = path.join(".");
  const [, setting] = ORIGINS.find(([start]) => text === start || text.startsWith(`${start}.`)) ?? [];
  return setting !== undefined && Object.hasOwn(settings, setting) ? setting : undefined;
}

function objectsOf(
  environment: EnvironmentEntry,
  fleet: Fleet,
  resolved: ResolvedFleet,
): readonly PlainObject[] {
  const { delivery } = environment;
  if (delivery === undefined) return [];
  const delivered = deliveredEnvironment(environment, fleet, resolved, new Map());
  const files =
    delivery.kind === "flux"
      ? fluxFiles(delivered, delivery.settings)
      : argoCdFiles(delivered, delivery.settings);
  const byKind = new Map(files.map(([, object]) => [String(Reflect.get(object, "kind")), object]));
  return [...byKind.values()].map((object) => plainCopy(object)).filter(isMap);
}

/**
 * Finds settings of a delivery that are right in their form, and that the controllers' definitions of their objects refuse all
 * the same. One object of each kind says it: settings are the same in all.
 */
export function deliverySchemaFindings(fleet: Fleet, resolved: ResolvedFleet): readonly Finding[] {
  return [...fleet.environments.values()].flatMap((environment) => {
    const settings = environment.delivery?.settings ?? {};
    const refused = new Map<string, Finding>();
    for (const object of objectsOf(environment, fleet, resolved)) {
      for (const { path, message } of schemaFaults(object)) {
        const setting = originOf(path, settings);
        if (setting === undefined || refused.has(setting)) continue;
        const found = valueAt(object, path);
        const occurrence = {
          path: `delivery.${setting}`,
          ...(found === undefined ? {} : { found: valueText(found) }),
          allowed: message,
        };
        refused.set(setting, {
          diagnostic: definitionCodes.create(
            "refused-by-controller",
            { field: `delivery.${setting}`, kind: String(object.kind) },
            occurrence,
          ),
          place: { file: environment.file, path: ["delivery", "settings", setting], part: "value" },
        });
      }
    }
    return [...refused.values()];
  });
}
