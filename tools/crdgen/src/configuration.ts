import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Generation } from "./generate.ts";

/** The generator could not do its work, through no fault of the API's source. */
export class CrdgenFault extends Error {
  readonly code: "bad-configuration" | "unreadable";

  constructor(code: CrdgenFault["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "CrdgenFault";
    this.code = code;
  }
}

function textField(file: string, object: Readonly<Record<string, unknown>>, name: string): string {
  const value = object[name];
  if (typeof value === "string" && value !== "") return value;
  throw new CrdgenFault("bad-configuration", `${file}: ${name} must be a path`);
}

function readObject(file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof value === "object" && value !== null) return { ...value };
  } catch (cause) {
    throw new CrdgenFault("unreadable", `${file} cannot be read as JSON`, cause);
  }
  throw new CrdgenFault("bad-configuration", `${file} must hold an object`);
}

/**
 * Reads a configuration: `entry`, `tsConfig`, `directory`, `reference` (paths relative to it) and `changeClasses`.
 *
 * @throws CrdgenFault when the file cannot be read or lacks a setting.
 */
export function readConfiguration(file: string): Generation {
  const object = readObject(file);
  const base = dirname(resolve(file));
  const path = (name: string): string => resolve(base, textField(file, object, name));
  const { changeClasses } = object;
  if (!Array.isArray(changeClasses) || !changeClasses.every((name) => typeof name === "string")) {
    throw new CrdgenFault("bad-configuration", `${file}: changeClasses must be a list of names`);
  }
  return {
    source: {
      entry: path("entry"),
      tsConfig: path("tsConfig"),
      fileName: (name) => relative(process.cwd(), name),
    },
    changeClasses,
    outputs: { directory: path("directory"), reference: path("reference") },
  };
}
