import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { goModuleDirectory } from "./go-module.ts";

const FOLDER = "internal/konfig/builtinpluginconsts";

/** `name = \`text\`` and `name = \`text\` + other`, the two forms in which kustomize writes its tables. */
const CONSTANT = /(\w+)\s*=\s*`([^`]*)`(?:\s*\+\s*(\w+))?/g;

function constantsOf(directory: string): ReadonlyMap<string, string> {
  const parts = new Map<string, { readonly text: string; readonly rest: string | undefined }>();
  for (const file of readdirSync(directory)) {
    if (!file.endsWith(".go")) continue;
    for (const [, name = "", text = "", rest] of readFileSync(join(directory, file), "utf8").matchAll(
      CONSTANT,
    )) {
      parts.set(name, { text, rest });
    }
  }
  const whole = (name: string): string => {
    const part = parts.get(name);
    return part === undefined ? "" : part.text + (part.rest === undefined ? "" : whole(part.rest));
  };
  return new Map([...parts.keys()].map((name) => [name, whole(name)]));
}

/** The default field specs of every transformer, by the key under which a configuration file names them. */
export function defaultFieldSpecs(): Readonly<Record<string, unknown>> {
  const directory = join(goModuleDirectory("sigs.k8s.io/kustomize/api"), FOLDER);
  const specs: Record<string, unknown> = {};
  for (const [name, text] of constantsOf(directory)) {
    if (name === "metadataLabelsFieldSpecs") continue;
    const table: unknown = parse(text);
    if (typeof table === "object" && table !== null) Object.assign(specs, table);
  }
  return specs;
}
