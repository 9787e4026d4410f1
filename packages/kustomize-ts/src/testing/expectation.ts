import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../corpus/", import.meta.url));

/** What the reference does with a case: its text, the digest of a long one, or a refusal. */
export type Expectation =
  | { readonly yaml: string }
  | { readonly sha256: string }
  | { readonly refused: true };

/** Expectations of one area, by the name of the case in it. */
type Area = Record<string, Expectation>;

/** Areas whose outputs are long and many: only their digests are kept. */
const DIGESTED: readonly string[] = ["combinations", "overlays"];

function areaFile(area: string): string {
  return `${FOLDER}${area}.json`;
}

function split(name: string): readonly [area: string, rest: string] {
  const slash = name.indexOf("/");
  return [name.slice(0, slash), name.slice(slash + 1)];
}

/** The expectation that an outcome of a case meets; `undefined` stands for a refusal. */
export function expectationOf(name: string, yaml: string | undefined): Expectation {
  if (yaml === undefined) return { refused: true };
  if (!DIGESTED.includes(split(name)[0])) return { yaml };
  return { sha256: createHash("sha256").update(yaml).digest("hex") };
}

const areas = new Map<string, Area>();

function readArea(area: string): Area {
  const known = areas.get(area);
  if (known !== undefined) return known;
  const read: Area = existsSync(areaFile(area)) ? JSON.parse(readFileSync(areaFile(area), "utf8")) : {};
  areas.set(area, read);
  return read;
}

/** The committed expectation of a case. */
export function committedExpectation(name: string): Expectation | undefined {
  const [area, rest] = split(name);
  return readArea(area)[rest];
}

/** Writes the expectations of all cases, area by area. */
export function writeExpectations(all: ReadonlyMap<string, Expectation>): void {
  mkdirSync(FOLDER, { recursive: true });
  const written = new Map<string, Area>();
  for (const [name, expectation] of all) {
    const [area, rest] = split(name);
    written.set(area, { ...written.get(area), [rest]: expectation });
  }
  for (const [area, expectations] of written) {
    writeFileSync(areaFile(area), `${JSON.stringify(expectations, undefined, 1)}\n`);
  }
}
