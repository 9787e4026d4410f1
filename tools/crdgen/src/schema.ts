import type { Json } from "./json.ts";

/** A rule in CEL. A transition rule reads `oldSelf` and is evaluated at updates only. */
export interface Rule {
  readonly id: string;
  readonly rule: string;
  readonly message: string;
  readonly transition: boolean;
  /** Path of the field the message is about, below the place of the rule. */
  readonly at?: string;
}

/** What a map's keys must match. */
export interface KeyPattern {
  readonly pattern: string;
  readonly message: string;
}

/** How lists merge: as a whole, as a set of scalars, or by keys of their items. */
export type ListType = "atomic" | "set" | "map";

/** Bounds a tag puts on a value; the names are those of OpenAPI. */
export interface Constraints {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly keyPattern?: KeyPattern;
  readonly listType?: ListType;
  readonly listMapKeys?: readonly string[];
  readonly order?: string;
  /** What the pattern asks for, in words. */
  readonly form?: string;
}

/** The class of a change, by condition: `any`, `up`, `down`, `add`, `remove`, `to:<value>`. */
export type ClassTable = Readonly<Record<string, string>>;

/** A field that the schema does not have, and why. */
export interface RefusedField {
  readonly name: string;
  readonly reason: string;
}

/** What a declared interface becomes. */
export interface ObjectShape {
  readonly kind: "object";
  readonly name: string;
  readonly description: string;
  readonly fields: readonly Field[];
  readonly rules: readonly Rule[];
  readonly refused: readonly RefusedField[];
}

/** The type of a value. */
export type Shape =
  | ObjectShape
  | { readonly kind: "map"; readonly values: Node }
  | { readonly kind: "list"; readonly items: Node }
  | { readonly kind: "enum"; readonly values: readonly string[] }
  | { readonly kind: "string" | "integer" | "int-or-string" | "boolean" | "any" };

/** A place in the schema: the type of its value and what the tags say of it. */
export interface Node {
  readonly shape: Shape;
  readonly description: string;
  readonly constraints: Constraints;
  readonly rules: readonly Rule[];
  readonly default?: Json;
  readonly changeClass?: ClassTable;
  /** Why the value cannot change; empty when no reason is given. */
  readonly immutable?: string;
}

/** A property of an object. */
export interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly node: Node;
}

/** A column of `kubectl get`. */
export interface PrinterColumn {
  readonly name: string;
  readonly type: string;
  readonly jsonPath: string;
}

/** Paths of the scale subresource. */
export interface ScalePaths {
  readonly specReplicasPath: string;
  readonly statusReplicasPath: string;
  readonly labelSelectorPath?: string;
}

/** One kind: the root interface and what its tags say. */
export interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly scale?: ScalePaths;
  readonly printColumns: readonly PrinterColumn[];
  readonly root: ObjectShape;
}
