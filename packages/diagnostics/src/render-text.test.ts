import { describe, expect, test } from "vitest";
import type { Diagnostic } from "./diagnostic.ts";
import { renderText } from "./render-text.ts";

const ORDERS = [
  'import { defineCluster } from "@grampus/dsl";',
  "",
  "export default defineCluster({",
  '  name: "orders",',
  "  membres: 3,",
  "  storage: {",
  '    size: "10Gb",',
  "  },",
  "});",
].join("\n");

const FILE = "clusters/orders/cluster.ts";

const unknownField: Diagnostic = {
  code: "dsl/unknown-field",
  severity: "error",
  message: "membres is not a field of a cluster definition",
  path: "membres",
  source: { file: FILE, line: 5, column: 3, endLine: 5, endColumn: 10 },
  found: "membres",
  hint: "did you mean members?",
};

function rendered(source: string, ...diagnostics: readonly Diagnostic[]): string {
  return `\n${renderText(diagnostics, { readSource: (file) => (file === FILE ? source : undefined), color: false, width: 60 })}`;
}

function at(column: number, endColumn?: number): Diagnostic {
  const end = endColumn === undefined ? {} : { endLine: 1, endColumn };
  return { code: "a/b", severity: "error", message: "m", source: { file: FILE, line: 1, column, ...end } };
}

describe("credentials in the source", () => {
  test.each([
    ["https://a:s3cret@git.example.com/f", "https://********@git.example.com/f"],
    ["https://ghp_token@git.example.com/f", "https://*********@git.example.com/f"],
    ["ssh://git:s3cret@git.example.com/f", "ssh://**********@git.example.com/f"],
    ["ssh://git@git.example.com/f", "ssh://git@git.example.com/f"],
    ["https://git.example.com/@acme/f", "https://git.example.com/@acme/f"],
  ])("%s is shown as %s, whatever is said about its line", (url, shown) => {
    const text = rendered(`u: "${url}", pat: 1`, at(url.length + 7, url.length + 10));
    expect(text).toContain(`    1 │ u: "${shown}", pat: 1\n      │ ${" ".repeat(url.length + 6)}^^^\n`);
  });

  test("what is a secret itself has no frame", () => {
    const text = rendered('u: "a" + "s3cret",', { ...at(4, 18), isSecret: true });
    expect(text).not.toContain("s3cret");
    expect(text).toContain(`${FILE}:1:4 error a/b: m\n`);
  });
});

describe("renderText", () => {
  test("shows place, code, frame, details, related places and a summary, sorted", () => {
    expect(
      rendered(
        ORDERS,
        {
          code: "fleet/no-environments",
          severity: "warning",
          message: "the fleet has no environment",
          hint: "add environments/dev/environment.ts",
        },
        {
          code: "dsl/wrong-quantity",
          severity: "error",
          message: "storage.size is not a quantity",
          path: "storage.size",
          source: { file: FILE, line: 7, column: 11, endLine: 7, endColumn: 17 },
          found: '"10Gb"',
          allowed: "a Kubernetes quantity: 10Gi, 500Mi, 2Ti",
          hint: "did you mean 10Gi?",
          related: [
            {
              message: "the cluster is named here",
              source: { file: FILE, line: 4, column: 9, endColumn: 17 },
            },
            {
              message: "its environment",
              source: { file: "environments/dev/environment.ts", line: 2, column: 1 },
            },
          ],
        },
        unknownField,
      ),
    ).toMatchInlineSnapshot(`
      "
      clusters/orders/cluster.ts:5:3 error dsl/unknown-field: membres is not a field of a cluster definition
          5 │   membres: 3,
            │   ^^^^^^^
        field   membres
        found   membres
        hint    did you mean members?

      clusters/orders/cluster.ts:7:11 error dsl/wrong-quantity: storage.size is not a quantity
          7 │     size: "10Gb",
            │           ^^^^^^
        field   storage.size
        found   "10Gb"
        allowed a Kubernetes quantity: 10Gi, 500Mi, 2Ti
        hint    did you mean 10Gi?
        clusters/orders/cluster.ts:4:9 the cluster is named here
          4 │   name: "orders",
            │         ^^^^^^^^
        environments/dev/environment.ts:2:1 its environment

      warning fleet/no-environments: the fleet has no environment
        hint    add environments/dev/environment.ts

      2 errors, 1 warning
      "
    `);
  });

  test("says nothing about nothing", () => {
    expect(renderText([], { readSource: () => ORDERS, color: true })).toBe("");
  });

  test("marks the first line of a range over several and names its last", () => {
    const source = { file: FILE, line: 6, column: 3, endLine: 8, endColumn: 4 };
    expect(rendered(ORDERS, { code: "a/b", severity: "info", message: "m", source })).toMatchInlineSnapshot(`
      "
      clusters/orders/cluster.ts:6:3 note a/b: m
          6 │   storage: {
            │   ^^^^^^^^^^ to line 8

      1 note
      "
    `);
  });

  test("indents the further lines of a message and of a detail", () => {
    expect(
      rendered("", {
        code: "a/b",
        severity: "error",
        message: "one\ntwo",
        found: "x\r\ny",
        hint: "run this\n\nthen that",
      }),
    ).toMatchInlineSnapshot(`
      "
      error a/b: one
        two
        found   x
                y
        hint    run this

                then that

      1 error
      "
    `);
  });

  test("colours only when asked, by severity", () => {
    const text = renderText([unknownField], { readSource: () => ORDERS, color: true });
    expect(text.replaceAll("\u001b", "<ESC>")).toMatchInlineSnapshot(`
      "<ESC>[36mclusters/orders/cluster.ts:5:3<ESC>[0m <ESC>[1;31merror<ESC>[0m <ESC>[2mdsl/unknown-field<ESC>[0m: <ESC>[1mmembres is not a field of a cluster definition<ESC>[0m
          <ESC>[2m5 │<ESC>[0m   membres: 3,
          <ESC>[2m  │<ESC>[0m <ESC>[31m  ^^^^^^^<ESC>[0m
        <ESC>[2mfield   <ESC>[0mmembres
        <ESC>[2mfound   <ESC>[0mmembres
        <ESC>[2mhint    <ESC>[0mdid you mean members?

      1 error
      "
    `);
  });

  test("leaves the frame out when the source or the line cannot be read", () => {
    const elsewhere = { file: "gone.ts", line: 1, column: 1 };
    const behind = { file: FILE, line: 99, column: 1 };
    expect(
      rendered(
        ORDERS,
        { code: "a/b", severity: "error", message: "m", source: elsewhere },
        { code: "a/b", severity: "error", message: "m", source: behind },
      ),
    ).toMatchInlineSnapshot(`
      "
      clusters/orders/cluster.ts:99:1 error a/b: m

      gone.ts:1:1 error a/b: m

      2 errors
      "
    `);
  });

  test("reads each source once", () => {
    const asked: string[] = [];
    renderText([at(1), at(2), at(3)], {
      readSource(file) {
        asked.push(file);
        return "abc";
      },
      color: false,
    });
    expect(asked).toEqual([FILE]);
  });
});

function frame(source: string, diagnostic: Diagnostic): readonly string[] {
  return rendered(source, diagnostic).split("\n").slice(2, 4);
}

describe("the code frame", () => {
  test.each<[string, string, Diagnostic, string, string]>([
    ["shows tabs as two spaces", "\t\tname: 1", at(3, 7), "    1 │     name: 1", "      │     ^^^^"],
    [
      "counts wide characters twice",
      '"数据库", size',
      at(8, 12),
      '    1 │ "数据库", size',
      "      │           ^^^^",
    ],
    ["marks wide characters whole", 'n: "数据库"', at(5, 8), '    1 │ n: "数据库"', "      │     ^^^^^^"],
    [
      "counts a combined character once",
      "e\u0301👩‍👩‍👧‍👦x",
      at(14, 15),
      "    1 │ e\u0301👩‍👩‍👧‍👦x",
      "      │    ^",
    ],
    ["marks the place behind the end", "abc", at(4), "    1 │ abc", "      │    ^"],
    ["marks no column far behind the end", "abc", at(400, 410), "    1 │ abc", "      │    ^"],
    ["marks one column of a backward range", "abcdef", at(3, 1), "    1 │ abcdef", "      │   ^"],
    ["ends a line at CRLF", "ab\r\ncd\r\n", at(2, 3), "    1 │ ab", "      │  ^"],
    ["marks an empty line", "", at(1), "    1 │", "      │ ^"],
    [
      "shows escapes instead of sending them",
      "a\u001b[31mred\u0007\u009b2J\u202ebc",
      at(2, 3),
      "    1 │ a␛[31mred␇\\u{9b}2J\\u{202e}bc",
      "      │  ^",
    ],
    ["replaces a lone surrogate", "a\ud800b", at(3, 4), "    1 │ a\ufffdb", "      │   ^"],
    [
      "replaces endless combining marks",
      `a${"\u0301".repeat(5_000)}b`,
      at(5_002),
      "    1 │ …\ufffdb",
      "      │   ^",
    ],
  ])("%s", (_name, source, diagnostic, line, marks) => {
    expect(frame(source, diagnostic)).toEqual([line, marks]);
  });

  const LONG = `const start = 1; ${"x".repeat(200)}NEEDLE${"y".repeat(200)}; const end = 2;`;
  const needle = LONG.indexOf("NEEDLE") + 1;

  test.each<[string, number, number, string, string]>([
    [
      "in its middle",
      needle,
      needle + 6,
      "    1 │ …xxxxxxxxxxxxxxxxxxxxxxxxxNEEDLEyyyyyyyyyyyyyyyyyyy…",
      "      │                           ^^^^^^",
    ],
    [
      "at its start",
      7,
      12,
      "    1 │ const start = 1; xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
      "      │       ^^^^^",
    ],
    [
      "at its end",
      LONG.length - 6,
      LONG.length - 1,
      "    1 │ …yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; const end = 2;",
      "      │                                             ^^^^^",
    ],
    [
      "wider than the frame",
      18,
      420,
      "    1 │ … start = 1; xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
      "      │              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
    ],
  ])("crops a long line around a range %s", (_name, column, endColumn, line, marks) => {
    expect(frame(LONG, at(column, endColumn))).toEqual([line, marks]);
    expect(line.length).toBeLessThanOrEqual(60);
  });

  test("looks at no more of a line than it shows", () => {
    const [shown = ""] = frame("👩‍👩‍👧‍👦".repeat(500_000), at(2_000_000));
    expect(shown.length).toBeLessThan(400);
  });
});

describe("renderText of the same thing said of several subjects", () => {
  const about = (subject: string): Diagnostic => ({
    code: "policy/min-members",
    severity: "error",
    message: `${subject} has fewer than 3 members`,
    path: "spec.members",
    writtenAs: "members",
    subject,
    source: { file: FILE, line: 5, column: 3, endLine: 5, endColumn: 10 },
    found: "1",
  });

  test("says it once, and of whom", () => {
    expect(
      rendered(ORDERS, about("prod/orders"), about("dev/orders"), about("qa/orders")),
    ).toMatchInlineSnapshot(`
      "
      clusters/orders/cluster.ts:5:3 error policy/min-members: dev/orders has fewer than 3 members
        also in prod/orders, qa/orders
          5 │   membres: 3,
            │   ^^^^^^^
        field   members (spec.members)
        found   1

      3 errors
      "
    `);
  });

  test("names eight others at most", () => {
    const many = Array.from({ length: 12 }, (_, index) => about(`e${index}/orders`));
    expect(rendered(ORDERS, ...many)).toContain(
      "also in e1/orders, e10/orders, e11/orders, e2/orders, e3/orders, e4/orders, e5/orders, e6/orders and 3 more\n",
    );
  });

  test("what differs in more is told apart", () => {
    const other = { ...about("qa/orders"), found: "2" };
    expect(rendered(ORDERS, about("prod/orders"), other)).not.toContain("also in");
  });

  test("with a limit shows errors first and counts the rest by code", () => {
    const note: Diagnostic = {
      code: "fleet/note",
      severity: "info",
      message: "n",
      source: { file: FILE, line: 1, column: 1 },
    };
    const errors = Array.from({ length: 4 }, (_, index) => ({ ...at(1), message: `m${index}` }));
    const text = renderText([note, ...errors], {
      readSource: () => undefined,
      color: false,
      limit: { shown: 3, hint: "ask for all" },
    });
    expect(text).toMatchInlineSnapshot(`
      "clusters/orders/cluster.ts:1:1 error a/b: m0

      clusters/orders/cluster.ts:1:1 error a/b: m1

      clusters/orders/cluster.ts:1:1 error a/b: m2

      and 2 more that are not shown: 1 a/b, 1 fleet/note
        hint    ask for all

      4 errors, 1 note
      "
    `);
  });
});
