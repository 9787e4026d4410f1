import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { type BuildResult, build } from "./accumulate/build.ts";
import { type FileContent, memoryFileSystem } from "./load/file-system.ts";
import { CORPUS } from "./testing/cases/all.ts";
import type { CorpusCase } from "./testing/corpus-case.ts";

/** Fuzzed trees in a run; `KUSTOMIZE_FUZZ=10000` for a long one. */
const RUNS = Number(process.env.KUSTOMIZE_FUZZ ?? 1500);
/** Milliseconds after which an answer counts as a hang, on a machine that is busy with other work too. */
const PATIENCE = 20_000;

vi.setConfig({ testTimeout: 3 * PATIENCE });

function expectAnswer(files: Readonly<Record<string, FileContent>>, directory = ""): BuildResult {
  const start = performance.now();
  const result = build(directory, { fs: memoryFileSystem(files) });
  expect(performance.now() - start).toBeLessThan(PATIENCE);
  if (result.kind === "refused") {
    const errors = result.diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.length).toBeGreaterThan(0);
    for (const { message, source } of errors) {
      expect(message).not.toBe("");
      expect(source?.file, message).toBeTruthy();
    }
  }
  return result;
}

/** Cuts, doubles or replaces a part of one file. */
function damaged({ files, directory = "" }: CorpusCase, choice: number, position: number, text: string) {
  const names = Object.keys(files);
  const name = names[choice % names.length] ?? "";
  const content = files[name];
  if (typeof content !== "string") return { files, directory };
  const at = Math.floor(position * content.length);
  const end = Math.min(content.length, at + 1 + (choice % 40));
  const changes = [
    content.slice(0, at),
    content.slice(0, at) + text + content.slice(at),
    content.slice(0, at) + text + content.slice(end),
    content.slice(0, end) + content.slice(at),
    content.slice(0, at) + content.slice(end),
  ];
  return { files: { ...files, [name]: changes[choice % changes.length] ?? "" }, directory };
}

const CASES = CORPUS.filter(({ name }) => !name.startsWith("combinations/"));

test("damaged trees are built or refused, in time and without a crash", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CASES),
      fc.nat(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom(
          "\n",
          "\t",
          ": ",
          "- ",
          "&a ",
          "*a",
          "{",
          "[",
          "}",
          "]",
          "'",
          '"',
          "|",
          ">",
          "---\n",
          "!!int ",
          "null",
          "$(",
          "\u0000",
        ),
      ),
      (corpusCase, choice, position, text) => {
        const { files, directory } = damaged(corpusCase, choice, position, text);
        expectAnswer(files, directory);
      },
    ),
    { numRuns: RUNS },
  );
}, 600_000);

function resource(spec: string): Readonly<Record<string, string>> {
  return {
    "kustomization.yaml": "resources: [r.yaml]\nnamePrefix: p-\n",
    "r.yaml": `apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\nspec:\n${spec}`,
  };
}

function refusal(result: BuildResult): string {
  return result.kind === "built" ? "built" : (result.diagnostics.at(-1)?.message ?? "");
}

describe("attacks", () => {
  test("aliases that grow without end", () => {
    const levels = Array.from({ length: 12 }, (_, index) => {
      const inner =
        index === 0
          ? "lol"
          : Array(10)
              .fill(`*l${index - 1}`)
              .join(", ");
      return `  l${index}: &l${index} [${inner}]\n`;
    });
    expect(refusal(expectAnswer(resource(levels.join(""))))).toMatchInlineSnapshot(
      `"not valid YAML: its aliases expand to too many nodes"`,
    );
  });

  test("nesting without end", () => {
    expect(
      refusal(expectAnswer(resource(`  a: ${"[".repeat(20_000)}${"]".repeat(20_000)}\n`))),
    ).toMatchInlineSnapshot(`"not valid YAML: nested too deeply"`);
    expect(
      refusal(expectAnswer(resource(`  a: ${"{a: ".repeat(5_000)}${"}".repeat(5_000)}\n`))),
    ).toMatchInlineSnapshot(`"not valid YAML: nested too deeply"`);
  });

  test("a long block of indentation", () => {
    const lines = Array.from({ length: 3_000 }, (_, depth) => `${" ".repeat(depth + 2)}a:\n`);
    expectAnswer(resource(lines.join("")));
  });

  test("a long JSON text with an error in every line", () => {
    const lines = Array.from({ length: 1_500 }, (_, index) => `  "k${index}": {"a": [1}],`);
    expectAnswer({ ...resource(""), "r.yaml": `{\n${lines.join("\n")}\n}\n` });
    expectAnswer({ ...resource(""), "r.yaml": `{}\n${lines.join("\n")}\n` });
    expectAnswer(resource(lines.map((line) => `  'x\n${line}`).join("\n")));
  });

  test("a pattern that would never end elsewhere", () => {
    const result = expectAnswer({
      ...resource("  a: 1\n"),
      "kustomization.yaml": `resources: [r.yaml]\npatches:\n- patch: '[]'\n  target: {name: '(a+)+$'}\n`,
      "r.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${"a".repeat(200)}b}\n`,
    });
    expect(result.kind).toBe("built");
  });

  test.each([
    ["items with comments", `l:\n${"- # c\n  a: 1\n  # x\n\n".repeat(3_000)}`],
    ["dashes with comments", `l:\n${"- # c\n".repeat(15_000)}`],
    ["keys without a value", Array.from({ length: 3_000 }, (_, index) => `m${index}:\n# c\n`).join("")],
    [
      "maps that end in comments",
      Array.from({ length: 2_000 }, (_, i) => `m${i}:\n  b: 1\n  # c\n# d\n`).join(""),
    ],
    ["brackets with comments", `l: ${"[ # c\n".repeat(400)}${"]".repeat(400)}\n`],
    ["items in brackets", `l: [\n${"  a, # c\n".repeat(15_000)}]\n`],
    ["empty lines", `l: 1\n${"\n".repeat(30_000)}# x\n${"\n".repeat(30_000)}m: 2\n`],
    ["comments and empty lines", `l: 1\n${"# x\n\n\n".repeat(30_000)}`],
    ["spaces", `l: |\n  x\n${" ".repeat(60_000)}\nm: "y${" ".repeat(60_000)}z"\n`],
  ])("a replaced text with thousands of %s", (_, text) => {
    const result = expectAnswer({
      "kustomization.yaml":
        "resources: [r.yaml]\nreplacements:\n- sourceValue: new\n  targets:\n  - select: {kind: ConfigMap}\n    fieldPaths: [data.text.target]\n",
      "r.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  text: ${JSON.stringify(`target: old\n${text}`)}\n`,
    });
    expect(result.kind === "built" && result.yaml()).toContain("target: new");
  });

  test("keys that mean something to JavaScript", () => {
    const result = expectAnswer(resource("  __proto__: {a: 1}\n  constructor: x\n  toString: y\n"));
    expect(result.kind === "built" && result.yaml()).toContain(
      '__proto__:\n    a: 1\n  constructor: x\n  toString: "y"',
    );
    expect(Object.hasOwn(Object.prototype, "a")).toBe(false);
    const wrong = expectAnswer({ "kustomization.yaml": "__proto__: {resources: []}\nconstructor: 1\n" });
    expect(wrong.kind).toBe("refused");
  });

  test("thousands of keys behind one that is spelt otherwise", () => {
    const unknown = Array.from({ length: 10_000 }, (_, index) => `x${index}: 1\n`).join("");
    const twice = "nameprefix: a\nNAMEPREFIX: b\n".repeat(5_000);
    for (const text of [`Resources: [r.yaml]\n${unknown}`, twice])
      expectAnswer({ "kustomization.yaml": text });
  });

  test("thousands of keys, compared in another order", () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `k${String(index).padStart(5, "0")}`);
    const result = expectAnswer(resource(keys.map((key) => `  ${key}: "1"\n`).join("")));
    const [built] = result.kind === "built" ? result.resources : [];
    const reversed = Object.fromEntries(keys.reverse().map((key) => [key, "1"]));
    const value: unknown = built?.value();
    const start = performance.now();
    expect(built?.equals({ ...Object(value), spec: reversed })).toBe(true);
    expect(performance.now() - start).toBeLessThan(PATIENCE);
  });

  test("a file that is not text", () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0x00]);
    expect(refusal(expectAnswer({ "kustomization.yaml": bytes }))).toMatchInlineSnapshot(
      `"not valid YAML: the file is not UTF-8 text"`,
    );
    expect(refusal(expectAnswer({ ...resource(""), "r.yaml": bytes }))).toMatchInlineSnapshot(
      `"not valid YAML: the file is not UTF-8 text"`,
    );
  });
});
