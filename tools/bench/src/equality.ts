import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parseAllDocuments } from "yaml";
import type { KubernetesObject } from "./contestants/objects.ts";

/** All objects of YAML text. */
export function parsedObjects(text: string): readonly KubernetesObject[] {
  return parseAllDocuments(text).map((document): KubernetesObject => document.toJS());
}

/** All objects in the YAML files of a folder. */
export function objectsIn(directory: string): readonly KubernetesObject[] {
  return globSync("**/*.yaml", { cwd: directory }).flatMap((path) =>
    parsedObjects(readFileSync(join(directory, path), "utf8")),
  );
}

function byKey(objects: readonly KubernetesObject[]): ReadonlyMap<string, KubernetesObject> {
  return new Map(
    objects.map((object) => [`${object.kind} ${object.metadata.namespace}/${object.metadata.name}`, object]),
  );
}

/** The keys of the objects in which two lists differ, missing ones included; empty when both say the same. */
export function differences(
  left: readonly KubernetesObject[],
  right: readonly KubernetesObject[],
): readonly string[] {
  const [lefts, rights] = [byKey(left), byKey(right)];
  const keys = new Set([...lefts.keys(), ...rights.keys()]);
  return [...keys].filter((key) => !isDeepStrictEqual(lefts.get(key), rights.get(key)));
}
