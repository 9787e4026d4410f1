import {
  API_VERSION,
  CLUSTER_KIND,
  type Cluster,
  customResourceDefinitions,
  type StructuralSchema,
} from "@grampus/api";
import { isJsonObject, type JsonObject } from "./json.ts";
import { PROBE_NAME } from "./probe-name.ts";
import { embedded, stepsOf } from "./sample.ts";

/** An object near the bound of one rule: accepted because of it, or refused. */
export interface Probe {
  readonly rule: string;
  readonly side: "within" | "beyond";
  /** The object without header and metadata: `spec`, `status`. */
  readonly body: JsonObject;
}

/** An object as it is sent. */
export interface ProbeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string } & JsonObject;
  readonly [key: string]: unknown;
}

/** An object that is sent, as the API's functions take it. */
export function isCluster(object: ProbeObject): object is ProbeObject & Cluster {
  return object.kind === CLUSTER_KIND && object.apiVersion === API_VERSION;
}

/** An object of a server's answer, as the API's functions take it. */
export function isStoredCluster(object: JsonObject): object is JsonObject & Cluster {
  return object.kind === CLUSTER_KIND && object.apiVersion === API_VERSION && isJsonObject(object.metadata);
}

/** The schema of clusters. */
export const CLUSTER_SCHEMA: StructuralSchema =
  Object.values(customResourceDefinitions).find((definition) => definition.spec.names.kind === CLUSTER_KIND)
    ?.spec.versions[0]?.schema.openAPIV3Schema ?? {};

/** The object of a probe. */
export function probeObject(body: JsonObject, name = PROBE_NAME): ProbeObject {
  return { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata: { name }, ...body };
}

/** A probe with a value at a place of the tables. */
export function probeAt(rule: string, side: Probe["side"], path: string, value: unknown): Probe {
  const body = embedded(CLUSTER_SCHEMA, "", stepsOf(path), value);
  return { rule, side, body: isJsonObject(body) ? body : {} };
}
