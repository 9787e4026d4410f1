import type { JsonObject } from "./json.ts";
import { rootOpenApiSchema } from "./openapi-schema.ts";
import type { Kind } from "./schema.ts";

/** `metadata.name` of the definition of a kind. */
export function definitionName(kind: Kind): string {
  return `${kind.plural}.${kind.group}`;
}

/** The CustomResourceDefinition of a kind, with one version that is served and stored. */
export function customResourceDefinition(kind: Kind): JsonObject {
  const { group, version, plural, singular, shortNames, categories, scale, printColumns, root } = kind;
  const hasStatus = root.fields.some((field) => field.name === "status");
  const subresources = {
    ...(hasStatus ? { status: {} } : {}),
    ...(scale === undefined ? {} : { scale: { ...scale } }),
  };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: definitionName(kind) },
    spec: {
      group,
      names: {
        kind: kind.kind,
        listKind: `${kind.kind}List`,
        plural,
        singular,
        ...(shortNames.length === 0 ? {} : { shortNames }),
        ...(categories.length === 0 ? {} : { categories }),
      },
      scope: "Namespaced",
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          ...(Object.keys(subresources).length === 0 ? {} : { subresources }),
          ...(printColumns.length === 0
            ? {}
            : { additionalPrinterColumns: printColumns.map((column) => ({ ...column })) }),
          schema: { openAPIV3Schema: rootOpenApiSchema(kind) },
        },
      ],
    },
  };
}
