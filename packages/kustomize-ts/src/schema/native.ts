import { DEFINITIONS, KINDS, NAMESPACED } from "../generated/openapi.ts";
import { byKind, LinkedSchemas } from "./linked.ts";
import type { Schema, SchemaSet } from "./schema.ts";

const LINKED = new LinkedSchemas(DEFINITIONS, byKind(KINDS));
const SCOPES = byKind(NAMESPACED);

/** What a build has asked of the native schemas: nothing, the scope of a kind they do not know, or how to merge. */
export type SchemaUse = "nothing" | "scopes" | "merges";

/** Whether a kind has a namespace; undefined of one that is not native to Kubernetes. */
export function isNativeNamespaced(apiVersion: string, kind: string): boolean | undefined {
  return SCOPES.get(kind)?.get(apiVersion);
}

/** The native kinds, from the reference's built-in OpenAPI data. */
export class NativeSchemas implements SchemaSet {
  #use: SchemaUse = "nothing";

  /** It decides whether the native kinds stay when an `openapi` field names others. */
  get use(): SchemaUse {
    return this.#use;
  }

  /** kustomize looks up the scope of every kind that it reads, also where nothing depends on it. */
  noteKind(apiVersion: string, kind: string): void {
    if (this.#use === "nothing") this.isNamespaced(apiVersion, kind);
  }

  schemaOf(apiVersion: string, kind: string): Schema | undefined {
    this.#use = "merges";
    return LINKED.schemaOf(apiVersion, kind);
  }

  isNamespaced(apiVersion: string, kind: string): boolean | undefined {
    const known = isNativeNamespaced(apiVersion, kind);
    if (known === undefined && this.#use === "nothing") this.#use = "scopes";
    return known;
  }
}
