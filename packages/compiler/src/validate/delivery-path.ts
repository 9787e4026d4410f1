import { valueText } from "../data/value-text.ts";
import { definitionCodes } from "../definition/diagnostics.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import type { Finding } from "../findings/finding.ts";

/**
 * Finds deliveries whose `path` is not where the fleet is in its repository. Only a person knows whether the delivered
 * repository is this one, so it is a warning.
 *
 * @param folder the fleet's folder in the repository around it, `platform/mysql`; empty at its root
 */
export function deliveryPathFindings(
  environments: Iterable<EnvironmentEntry>,
  folder: string,
): readonly Finding[] {
  return [...environments].flatMap(({ file, delivery }): readonly Finding[] => {
    if (delivery === undefined) return [];
    const { path = "" } = delivery.settings;
    if (path === folder) return [];
    const occurrence = {
      path: "delivery.path",
      ...(path === "" ? {} : { found: valueText(path) }),
      allowed: folder === "" ? "none, for the root of the repository" : valueText(folder),
    };
    return [
      {
        diagnostic: definitionCodes.create("other-delivery-path", { folder }, occurrence),
        place: {
          file,
          path: path === "" ? ["delivery", "settings"] : ["delivery", "settings", "path"],
          part: "value",
        },
      },
    ];
  });
}
