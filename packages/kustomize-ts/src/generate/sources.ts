import type { Occurrence } from "@grampus/diagnostics";
import type { FileContent } from "../load/file-system.ts";
import { type Loader, requireFile } from "../load/loader.ts";
import { refuse } from "../refusal.ts";
import type { ConfigMapGenerator } from "../types/kustomization.ts";

/** One entry of a ConfigMap or Secret. */
export interface DataEntry {
  readonly key: string;
  readonly content: FileContent;
}

function unquoted(text: string): string {
  const first = text.charAt(0);
  const quoted =
    text.length >= 2 && first === text.charAt(text.length - 1) && (first === '"' || first === "'");
  return quoted ? text.slice(1, -1) : text;
}

function literalEntry(literal: string, occurrence: Occurrence): DataEntry {
  const equals = literal.indexOf("=");
  if (equals > 0) return { key: literal.slice(0, equals), content: unquoted(literal.slice(equals + 1)) };
  return refuse(
    "invalid-generator",
    { reason: "a literal is not key=value" },
    { ...occurrence, found: literal, allowed: "key=value" },
  );
}

function fileEntry(source: string, loader: Loader, occurrence: Occurrence): DataEntry {
  const parts = source.split("=");
  const [first = "", second] = parts;
  if (parts.length > 2 || first === "" || second === "") {
    refuse(
      "invalid-generator",
      { reason: "a file source is neither a path nor key=path" },
      { ...occurrence, found: source, allowed: "path or key=path" },
    );
  }
  const path = second ?? first;
  const key = second === undefined ? (first.replace(/\/+$/, "").split("/").at(-1) ?? first) : first;
  return { key, content: requireFile(loader, path, occurrence).content };
}

const LEADING_SPACE = /^[\t\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

function envEntries(path: string, loader: Loader, occurrence: Occurrence): readonly DataEntry[] {
  const file = requireFile(loader, path, occurrence);
  if (typeof file.content !== "string") {
    return refuse(
      "invalid-generator",
      { reason: `${path} is not UTF-8 text` },
      { ...occurrence, source: { file: file.path, line: 1, column: 1 } },
    );
  }
  const entries: DataEntry[] = [];
  for (const [index, line] of file.content.split("\n").entries()) {
    const clean = (index === 0 ? line.replace(/^\ufeff/, "") : line)
      .replace(/\r$/, "")
      .replace(LEADING_SPACE, "");
    if (clean === "" || clean.startsWith("#")) continue;
    const equals = clean.indexOf("=");
    if (equals === 0) continue;
    entries.push(
      equals === -1
        ? { key: clean, content: "" }
        : { key: clean.slice(0, equals), content: clean.slice(equals + 1) },
    );
  }
  return entries;
}

/** The entries of a generator, by key: from env files, literals and files, in this order. No key may come twice. */
export function dataEntries(
  generator: ConfigMapGenerator,
  loader: Loader,
  occurrence: Occurrence,
): ReadonlyMap<string, FileContent> {
  const envs = [...(generator.envs ?? []), ...(generator.env ? [generator.env] : [])];
  const all = [
    ...envs.flatMap((path) => envEntries(path, loader, occurrence)),
    ...(generator.literals ?? []).map((literal) => literalEntry(literal, occurrence)),
    ...(generator.files ?? []).map((source) => fileEntry(source, loader, occurrence)),
  ];
  const entries = new Map<string, FileContent>();
  for (const { key, content } of all) {
    if (entries.has(key)) {
      refuse(
        "invalid-generator",
        { reason: `the key ${key} comes twice in ${generator.name}` },
        { ...occurrence, found: key, hint: "keep one source of it" },
      );
    }
    entries.set(key, content);
  }
  return entries;
}
