import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { schemaOf } from "./extract.ts";
import { goModuleDirectory } from "./go-module.ts";
import type { JsonObject } from "./json.ts";
import { type DeliveredKind, KINDS } from "./kinds.ts";

/** The folder of the schemas that are committed. */
export const SCHEMAS = join(import.meta.dirname, "../schemas");

/** The committed schemas, by kind. */
export function committedSchemas(): Readonly<Record<string, JsonObject>> {
  return Object.fromEntries(
    KINDS.map(({ kind }) => [kind, JSON.parse(readFileSync(join(SCHEMAS, `${kind}.json`), "utf8"))]),
  );
}

/** The text of a kind's schema, from the module of its controller. */
export function fetchedSchema(kind: DeliveredKind): string {
  const definition = parse(readFileSync(join(goModuleDirectory(kind.module), kind.file), "utf8"));
  return `${JSON.stringify(schemaOf(definition, kind), undefined, 1)}\n`;
}
