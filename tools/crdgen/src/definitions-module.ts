import { customResourceDefinition, definitionName } from "./custom-resource-definition.ts";
import { rootOpenApiSchema } from "./openapi-schema.ts";
import type { Kind } from "./schema.ts";

const TYPES = `/** A structural OpenAPI v3 schema as a CustomResourceDefinition holds it. */
export interface StructuralSchema {
  readonly description?: string;
  readonly type?: string;
  readonly format?: string;
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, StructuralSchema>>;
  readonly additionalProperties?: StructuralSchema;
  readonly items?: StructuralSchema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-preserve-unknown-fields"?: boolean;
  readonly "x-kubernetes-list-type"?: string;
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-validations"?: readonly {
    readonly rule: string;
    readonly message: string;
    readonly fieldPath?: string;
  }[];
}

/** A CustomResourceDefinition (apiextensions.k8s.io/v1), as the generator writes it. */
export interface CustomResourceDefinition {
  readonly apiVersion: "apiextensions.k8s.io/v1";
  readonly kind: "CustomResourceDefinition";
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly names: {
      readonly kind: string;
      readonly listKind: string;
      readonly plural: string;
      readonly singular: string;
      readonly shortNames?: readonly string[];
      readonly categories?: readonly string[];
    };
    readonly scope: "Namespaced";
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly storage: boolean;
      readonly subresources?: {
        readonly status?: Readonly<Record<string, never>>;
        readonly scale?: {
          readonly specReplicasPath: string;
          readonly statusReplicasPath: string;
          readonly labelSelectorPath?: string;
        };
      };
      readonly additionalPrinterColumns?: readonly {
        readonly name: string;
        readonly type: string;
        readonly jsonPath: string;
      }[];
      readonly schema: { readonly openAPIV3Schema: StructuralSchema };
    }[];
  };
}
`;

function definitionSource(kind: Kind): string {
  const schema = `${kind.singular}Schema`;
  const definition = JSON.stringify({ ...customResourceDefinition(kind) }, null, 2).replace(
    JSON.stringify(rootOpenApiSchema(kind), null, 2).replaceAll("\n", "\n            "),
    () => schema,
  );
  return [
    `const ${schema}: StructuralSchema = ${JSON.stringify(rootOpenApiSchema(kind), null, 2)};`,
    `const ${kind.singular}Definition: CustomResourceDefinition = ${definition};`,
  ].join("\n\n");
}

/** The TypeScript module with the CustomResourceDefinitions of all kinds as data. */
export function definitionsModule(kinds: readonly Kind[]): string {
  const definitions = kinds.map(
    (kind) => `  ${JSON.stringify(definitionName(kind))}: ${kind.singular}Definition,`,
  );
  const schemas = kinds.map((kind) => `  ${JSON.stringify(kind.kind)}: ${kind.singular}Schema,`);
  return [
    TYPES,
    ...kinds.map(definitionSource),
    "",
    "/** The CustomResourceDefinitions by `metadata.name`. */",
    "export const customResourceDefinitions: Readonly<Record<string, CustomResourceDefinition>> = {",
    ...definitions,
    "};",
    "",
    "/** The schema of each kind's objects. */",
    "export const SCHEMAS = {",
    ...schemas,
    "} as const;",
    "",
  ].join("\n");
}
