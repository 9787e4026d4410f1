import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { yamlMap } from "../../testing/arbitrary-yaml.ts";
import { emitYaml } from "../../write/emit.ts";
import { readWithLibrary } from "../library/library-reader.ts";
import { readBlockYaml } from "./block-reader.ts";

function expectEqualReaders(text: string): boolean {
  const fast = readBlockYaml(text);
  if (fast === undefined) return false;
  expect(readWithLibrary(text)).toEqual({ kind: "read", node: fast });
  return true;
}

/** Lines that are put together at random: most results are no good YAML, many are, and some are doubtful. */
const LINES = [
  ...[
    "a: 1",
    "b:",
    "- x",
    "- y: 2",
    "  z: 3",
    "  - w",
    "- - v",
    "# note",
    "",
    "  ",
    "c: 'it''s'",
    'd: "q\\n"',
    "e: |",
  ],
  ...[
    "    text",
    "   # text",
    "f: {}",
    "g: []",
    "h: a #b",
    "i: a#b",
    "j: a: b",
    "key: - x",
    "-",
    "---",
    "k: >",
    "l: |-",
  ],
  ...[
    "    ",
    "m: |+",
    "n: 'x' # c",
    "o: ~",
    "p : 1",
    '"q": 1',
    "'r': 2",
    "s: *t",
    "t: &t 1",
    "u: !!str 1",
    "<<: 1",
    "?: 1",
  ],
  ...[
    "- |",
    "-  v: 1",
    "   w: 2",
    "x: -",
    "y: -1",
    "...",
    "1: 2",
    "true: x",
    "/a/b: c",
    "--x: 1",
    "z.w/v: http://x:1/#y",
  ],
  ...[
    "A: folded",
    "   over lines",
    "B: 'folded ",
    "  in ''quotes'''",
    '- "folded\\t',
    '  #twice"',
    " - more",
    "     ",
    "  'last'",
    "   : x",
    "   - y",
    "  ? [z",
    "   `w`",
    "C: cut # off",
  ],
];

describe("the fast reader agrees with the library wherever it answers", () => {
  test("on texts the emitter wrote", () => {
    let answered = 0;
    fc.assert(
      fc.property(yamlMap(), (value) => {
        if (expectEqualReaders(emitYaml(value))) answered++;
      }),
      { numRuns: 3000 },
    );
    expect(answered).toBeGreaterThan(100);
  });

  test("on lines put together at random", () => {
    let answered = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 8 }), (lines) => {
        if (expectEqualReaders(`${lines.join("\n")}\n`)) answered++;
      }),
      { numRuns: 20_000 },
    );
    expect(answered).toBeGreaterThan(500);
  });
});
