import { customResourceDefinition, definitionName } from "./custom-resource-definition.ts";
import type { GeneratedModule } from "./generated-module.ts";
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
  const schema = JSON.stringify(rootOpenApiSchema(kind), null, 2);
  const definition = JSON.stringify(customResourceDefinition(kind), null, 2);
  const indented = schema.replaceAll("\n", "\n            ");
  return [
    `const ${kind.singular}Schema = ${schema};`,
    `const ${kind.singular}Definition = ${definition.replace(indented, () => `${kind.singular}Schema`)};`,
  ].join("\n\n");
}

/** The module with the CustomResourceDefinitions of all kinds as data. */
export function definitionsModule(kinds: readonly Kind[]): GeneratedModule {
  const definitions = kinds.map(
    (kind) => `  ${JSON.stringify(definitionName(kind))}: ${kind.singular}Definition,`,
  );
  const schemas = kinds.map((kind) => `  ${JSON.stringify(kind.kind)}: ${kind.singular}Schema,`);
  const typed = kinds.map((kind) => `  readonly ${JSON.stringify(kind.kind)}: StructuralSchema;`);
  return {
    code: [
      ...kinds.map(definitionSource),
      ["export const customResourceDefinitions = {", ...definitions, "};"].join("\n"),
      ["export const SCHEMAS = {", ...schemas, "};"].join("\n"),
      "",
    ].join("\n\n"),
    types: [
      TYPES,
      "/** The CustomResourceDefinitions by `metadata.name`. */",
      "export declare const customResourceDefinitions: Readonly<Record<string, CustomResourceDefinition>>;",
      "",
      "/** The schema of each kind's objects. */",
      "export declare const SCHEMAS: {",
      ...typed,
      "};",
      "",
    ].join("\n"),
  };
}
