import { MANIFESTS_FIELD } from "@grampus/dsl/field-map";
import type { DataPath } from "../data/data-path.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";

/** An object that travels with a cluster or an environment. */
export interface ManifestObject {
  /** Name of its file, without ending. */
  readonly file: string;
  /** Its place among the objects of the file, from 0. */
  readonly index: number;
  /** Its path in the merged settings. */
  readonly path: DataPath;
  /** What is said, whole or wrong. */
  readonly value: PlainValue;
}

/** What makes two objects one in a namespace: their kind, without its version, and name. */
export interface ManifestIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** The objects in the `manifests` of settings, in the order of file names. */
export function manifestObjects(settings: PlainObject): readonly ManifestObject[] {
  const files = settings[MANIFESTS_FIELD];
  if (!isMap(files)) return [];
  return Object.keys(files)
    .sort()
    .flatMap((file): readonly ManifestObject[] => {
      const value = files[file] ?? null;
      const path = [MANIFESTS_FIELD, file];
      return Array.isArray(value)
        ? value.map((item: PlainValue, index) => ({ file, index, path: [...path, index], value: item }))
        : [{ file, index: 0, path, value }];
    });
}

/** The identity of an object; undefined when it lacks one. */
export function manifestIdentity(value: PlainValue): ManifestIdentity | undefined {
  if (!isMap(value) || !isMap(value.metadata)) return undefined;
  const { apiVersion, kind, metadata } = value;
  const { name } = metadata;
  return typeof apiVersion === "string" && typeof kind === "string" && typeof name === "string"
    ? { apiVersion, kind, name }
    : undefined;
}

/** The group in an `apiVersion`; empty for Kubernetes' core. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
}

/** One text for every object that is the same to a Kubernetes cluster, within a namespace. */
export function identityKey({ apiVersion, kind, name }: ManifestIdentity): string {
  return `${groupOf(apiVersion)}/${kind}/${name}`;
}
