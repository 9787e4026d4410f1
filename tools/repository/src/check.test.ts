import { renderText } from "@grampus/diagnostics";
import { describe, expect, test } from "vitest";
import { checkRepository } from "./check.ts";
import { MAY_IMPORT } from "./layout.ts";

type Texts = Readonly<Record<string, string>>;

const NAMES: Readonly<Record<string, string>> = {
  cli: "grampus",
  "go-yaml": "go-yaml-ts",
  "kustomize-ts": "kustomize-ts",
};

// A repository with every package of the table, a tool, and the files that a case adds.
function repository(files: Texts): ReadonlyMap<string, string> {
  const packages = Object.keys(MAY_IMPORT).flatMap((folder) => [
    [
      `packages/${folder}/package.json`,
      JSON.stringify({ name: NAMES[folder] ?? `@grampus/${folder}` }),
    ] as const,
    [`packages/${folder}/tsconfig.json`, '{ "compilerOptions": { "types": [] } }'] as const,
  ]);
  const tool = ["tools/apiserver/package.json", '{ "name": "@grampus/apiserver" }'] as const;
  return new Map([...packages, tool, ...Object.entries(files)]);
}

function codesFor(files: Texts): readonly string[] {
  return checkRepository(repository(files)).map(
    ({ code, source }) =>
      `${source?.file}:${source?.line}:${source?.column} ${code.replace("repository/", "")}`,
  );
}

test("an empty repository keeps the rules", () => {
  expect(codesFor({})).toEqual([]);
});

describe("the table of packages", () => {
  const folders = Object.keys(MAY_IMPORT);
  const pairs = folders.flatMap((from) =>
    folders.filter((to) => to !== from).map((to) => [from, to] as const),
  );

  test.each(pairs)("%s importing %s is judged by the table", (from, to) => {
    const found = codesFor({ [`packages/${from}/src/a.ts`]: `import "${NAMES[to] ?? `@grampus/${to}`}";\n` });
    const allowed = MAY_IMPORT[from]?.includes(to) === true;
    expect(found).toEqual(allowed ? [] : [`packages/${from}/src/a.ts:1:8 forbidden-import`]);
  });

  test("says what was found, what is allowed and what to do", () => {
    const texts = repository({ "packages/cli/src/a.ts": 'import { x } from "@grampus/api";\n' });
    const text = renderText(checkRepository(texts), { readSource: (file) => texts.get(file), color: false });
    expect(`\n${text}`).toMatchInlineSnapshot(`
      "
      packages/cli/src/a.ts:1:19 error repository/forbidden-import: packages/cli may not import @grampus/api
          1 │ import { x } from "@grampus/api";
            │                   ^^^^^^^^^^^^^^
        allowed compiler, diagnostics
        hint    move the code to a package both may import, or change the table in tools/repository/src/layout.ts with its reason in docs/architecture.md

      1 error
      "
    `);
  });
});

describe("a rule is broken by", () => {
  test.each<[string, Texts, readonly string[]]>([
    [
      "a re-export, a dynamic import, an import type, a require and a sub-path",
      {
        "packages/api/src/a.ts": [
          'export * from "@grampus/dsl";',
          'const b = await import("@grampus/compiler");',
          'type C = import("grampus").C;',
          'const d = require("kustomize-ts");',
          'import type { E } from "@grampus/planner/simulator";',
        ].join("\n"),
      },
      [1, 2, 3, 4, 5].map(
        (line) => `packages/api/src/a.ts:${line}:${[0, 15, 24, 17, 19, 24][line]} forbidden-import`,
      ),
    ],
    [
      "a package the table does not name",
      { "packages/extra/package.json": '{ "name": "@grampus/extra" }' },
      ["undefined:undefined:undefined unknown-package"],
    ],
    [
      "a definition that imports more than the DSL",
      { "clusters/a/cluster.ts": 'import "../b/cluster.ts";\nimport "@grampus/dsl";\nimport "node:fs";\n' },
      ["clusters/a/cluster.ts:3:8 forbidden-import"],
    ],
    [
      "a source that imports a tool, a testing/ folder of another package, its own, or a test",
      {
        "packages/compiler/src/a.ts": [
          'import "@grampus/apiserver";',
          'import "@grampus/api/testing";',
          'import "./testing/b.ts";',
          'import "./a.test.ts";',
        ].join("\n"),
        "packages/compiler/src/testing/b.ts": "",
        "packages/compiler/src/a.test.ts": "",
      },
      [1, 2, 3, 4].map((line) => `packages/compiler/src/a.ts:${line}:8 test-only-import`),
    ],
    [
      "a relative import that leaves its package, even for its own name",
      { "packages/cli/src/a.ts": 'import "../../api/src/b.ts";\nimport "../../cli-two/src/c.ts";\n' },
      ["packages/cli/src/a.ts:1:8 escaping-import", "packages/cli/src/a.ts:2:8 escaping-import"],
    ],
    [
      "a relative import of no file",
      { "packages/cli/src/a.ts": 'import "./b.ts";\n' },
      ["packages/cli/src/a.ts:1:8 missing-file"],
    ],
    [
      "a Node module in a pure package, by either name, and another package's edge",
      {
        "packages/kustomize-ts/src/a.ts": 'import "node:fs";\nimport "fs/promises";\n',
        "packages/api/src/a.ts": 'import "kustomize-ts/node";\n',
      },
      [
        "packages/api/src/a.ts:1:8 forbidden-import",
        "packages/api/src/a.ts:1:8 impure-import",
        "packages/kustomize-ts/src/a.ts:1:8 impure-import",
        "packages/kustomize-ts/src/a.ts:2:8 impure-import",
      ],
    ],
    [
      "a clock, chance, a locale or a timer in a pure package",
      {
        "packages/api/src/a.ts": [
          "const a = Date.now();",
          "const b = new Date();",
          "const c = Math.random();",
          'const d = "a".localeCompare("b");',
          "const e = (1).toLocaleString();",
          "setTimeout(() => {}, 1);",
          "const f = Date();",
        ].join("\n"),
      },
      [11, 11, 11, 11, 11, 1, 11].map(
        (column, index) => `packages/api/src/a.ts:${index + 1}:${column} impure-global`,
      ),
    ],
    [
      "ambient types in a pure package",
      {
        "packages/api/tsconfig.json": '{ "compilerOptions": { "types": ["node"] } }',
        "packages/dsl/tsconfig.json": '{ "compilerOptions": {} }',
      },
      ["packages/api/tsconfig.json:1:1 impure-types", "packages/dsl/tsconfig.json:1:1 impure-types"],
    ],
    [
      "a reserved library outside of its package",
      { "packages/cli/src/a.ts": 'import "mysql2/promise";\nimport "@kubernetes/client-node";\n' },
      ["packages/cli/src/a.ts:1:8 reserved-library", "packages/cli/src/a.ts:2:8 reserved-library"],
    ],
    [
      "default exports of every form",
      {
        "packages/cli/src/a.ts": "export default 1;\n",
        "packages/cli/src/b.ts": "export default function b() {}\n",
        "packages/cli/src/c.ts": "const c = 1;\nexport { c as default };\n",
        "packages/cli/src/d.ts": "export default class D {}\n",
      },
      [
        "packages/cli/src/a.ts:1:1 default-export",
        "packages/cli/src/b.ts:1:1 default-export",
        "packages/cli/src/c.ts:2:1 default-export",
        "packages/cli/src/d.ts:1:1 default-export",
      ],
    ],
    [
      "a circle of files, said once, and a file that imports itself",
      {
        "packages/cli/src/a.ts": 'import "./b.ts";\n',
        "packages/cli/src/b.ts": 'import "./c.ts";\n',
        "packages/cli/src/c.ts": 'import type { A } from "./a.ts";\n',
        "packages/cli/src/d.ts": 'import "./a.ts";\nimport "./d.ts";\n',
      },
      ["packages/cli/src/a.ts:1:8 import-cycle", "packages/cli/src/d.ts:2:8 import-cycle"],
    ],
    [
      "folders that import each other, be it a type, said once at the thinner way",
      {
        "packages/cli/src/a/a.ts": 'import "../b/b.ts";\nimport "../b/c.ts";\n',
        "packages/cli/src/b/b.ts": "",
        "packages/cli/src/b/c.ts": 'import type { D } from "../a/d.ts";\n',
        "packages/cli/src/a/d.ts": "",
      },
      ["packages/cli/src/b/c.ts:1:24 folder-cycle"],
    ],
    [
      "three folders in a circle, two of them reached in a folder of theirs",
      {
        "packages/cli/src/a/a.ts": 'import "../b/b.ts";\n',
        "packages/cli/src/b/b.ts": 'import "../c/deep/er/c.ts";\n',
        "packages/cli/src/c/deep/er/c.ts": "",
        "packages/cli/src/c/d.ts": 'import "../a/in/a.ts";\n',
        "packages/cli/src/a/in/a.ts": "",
      },
      ["packages/cli/src/a/a.ts:1:8 folder-cycle"],
    ],
    [
      "folders below a folder that import each other",
      {
        "packages/cli/src/a/b/b.ts": 'import "../c/c.ts";\n',
        "packages/cli/src/a/c/c.ts": "",
        "packages/cli/src/a/c/d.ts": 'export * from "../b/d.ts";\n',
        "packages/cli/src/a/b/d.ts": "",
      },
      ["packages/cli/src/a/b/b.ts:1:8 folder-cycle"],
    ],
    [
      "a file of more than 300 and one of more than 500 lines",
      { "packages/cli/src/a.ts": "//\n".repeat(301), "packages/cli/src/b.ts": "//\n".repeat(501) },
      ["packages/cli/src/a.ts:301:1 long-file", "packages/cli/src/b.ts:301:1 too-long-file"],
    ],
  ])("%s", (_name, files, expected) => {
    expect(codesFor(files)).toEqual(expected);
  });
});

test("a circle of folders names the imports that would have to go", () => {
  const texts = repository({
    "packages/cli/src/a/a.ts": 'import "../b/b.ts";\nimport "../b/c.ts";\nimport "../b/d.ts";\n',
    "packages/cli/src/b/b.ts": 'import "../a/e.ts";\n',
    "packages/cli/src/b/c.ts": 'import "../a/e.ts";\n',
    "packages/cli/src/b/d.ts": "",
    "packages/cli/src/a/e.ts": "",
  });
  const text = renderText(checkRepository(texts), { readSource: (file) => texts.get(file), color: false });
  expect(`\n${text}`).toMatchInlineSnapshot(`
    "
    packages/cli/src/b/b.ts:1:8 error repository/folder-cycle: 2 folders import each other in a circle
        1 │ import "../a/e.ts";
          │        ^^^^^^^^^^^
      found   packages/cli/src/a > packages/cli/src/b > packages/cli/src/a
      hint    move what both need, often a type, to a folder or a file above that imports neither
      packages/cli/src/b/c.ts:1:8 imports packages/cli/src/a
        1 │ import "../a/e.ts";
          │        ^^^^^^^^^^^
      packages/cli/src/a/a.ts:1:8 imports packages/cli/src/b, the first of 3
        1 │ import "../b/b.ts";
          │        ^^^^^^^^^^^

    1 error
    "
  `);
});

describe("a second table of server variables", () => {
  const table = "variable-table";
  test.each<[string, string, string]>([
    ["an array", 'const a = ["max_connections", "sql_mode", "back_log"];', "1:11"],
    ["a Set", 'const a = new Set(["max_connections", "sql_mode", "back_log"]);', "1:19"],
    ["pairs", 'const a = [["max_connections", 1], ["sql_mode", 2], ["back_log", 3]];', "1:11"],
    ["an object", "const a = { max_connections: 1, sql_mode: 2, back_log: 3 };", "1:11"],
    ["words in a text", "const a = `max_connections sql_mode\n  back_log`;", "1:11"],
    [
      "a rule in a comment",
      "/** @cel a \"self in ['datadir', 'server_id', 'read_only', 'log_bin']\" \"b\" */\nexport type A = string;",
      "1:1",
    ],
  ])("%s", (_, text, place) => {
    expect(codesFor({ "packages/planner/src/a.ts": `${text}\n` })).toEqual([
      `packages/planner/src/a.ts:${place} ${table}`,
    ]);
  });

  test("the catalogue, the option file's values, tests, statements and fewer names are none", () => {
    const list = 'const a = ["max_connections", "sql_mode", "back_log"];\n';
    const files = {
      "packages/api/src/server-variables/a.ts": list,
      "packages/resources/src/configuration/a.ts": list,
      "packages/planner/src/a.test.ts": list,
      "packages/operator/src/a.ts": 'const a = "SELECT @@read_only, @@super_read_only, @@server_uuid";\n',
      "packages/planner/src/a.ts": 'const a = ["max_connections", "sql_mode"];\n',
    };
    expect(codesFor(files)).toEqual([]);
  });
});

describe("no rule is broken by", () => {
  test.each<[string, Texts]>([
    ["a file of 300 lines", { "packages/cli/src/a.ts": "//\n".repeat(300) }],
    [
      "long tests and generated files",
      {
        "packages/cli/src/a.test.ts": "//\n".repeat(900),
        "packages/api/src/generated/a.ts": "//\n".repeat(900),
      },
    ],
    [
      "the edge and the launcher of a pure package",
      {
        "packages/kustomize-ts/src/node/a.ts": 'import "node:fs";\nexport const now = Date.now();\n',
        "packages/kustomize-ts/bin/a.mjs": 'import "node:fs";\n',
      },
    ],
    [
      "a test of a pure package",
      {
        "packages/api/src/a.test.ts":
          'import "node:fs";\nimport "@grampus/apiserver";\nconst a = Date.now();\n',
      },
    ],
    [
      "the compiler and the edge of kustomize-ts",
      { "packages/compiler/src/a.ts": 'import "kustomize-ts/node";\nimport "node:fs";\n' },
    ],
    [
      "a test and the testing/ folder of a package it may import",
      { "packages/compiler/src/a.test.ts": 'import "@grampus/api/testing";\n' },
    ],
    [
      "a tool that imports everything",
      { "tools/apiserver/src/a.ts": 'import "@grampus/operator";\nimport "grampus";\nimport "mysql2";\n' },
    ],
    ["a date made from data", { "packages/api/src/a.ts": "export const a = new Date(0);\n" }],
    [
      "the operator and its libraries",
      { "packages/operator/src/a.ts": 'import "mysql2/promise";\nimport "@kubernetes/client-node";\n' },
    ],
    [
      "a configuration file's and a definition's default export",
      {
        "packages/cli/vitest.config.ts": "export default {};\n",
        "clusters/a/cluster.ts": "export default {};\n",
      },
    ],
    [
      "a diamond of imports",
      {
        "packages/cli/src/a.ts": 'import "./b.ts";\nimport "./c.ts";\n',
        "packages/cli/src/b.ts": 'import "./d.ts";\n',
        "packages/cli/src/c.ts": 'import "./d.ts";\n',
        "packages/cli/src/d.ts": "",
      },
    ],
    [
      "a file above its folders, a folder above its own, and a test that looks at both",
      {
        "packages/cli/src/index.ts": 'import "./a/a.ts";\n',
        "packages/cli/src/ground.ts": "",
        "packages/cli/src/a/a.ts": 'import "../ground.ts";\nimport "./in/a.ts";\n',
        "packages/cli/src/a/b.ts": "",
        "packages/cli/src/a/in/a.ts": 'import "../b.ts";\n',
        "packages/cli/src/b/b.ts": 'import "../a/a.ts";\n',
        "packages/cli/src/a/a.test.ts": 'import "../b/b.ts";\n',
      },
    ],
    ["a package's own name", { "packages/cli/src/a.ts": 'import "grampus";\n' }],
    [
      "a word that only looks like an import",
      { "packages/api/src/a.ts": 'export const a = "import \\"node:fs\\"";\n// import "node:fs"\n' },
    ],
  ])("%s", (_name, files) => {
    expect(codesFor(files)).toEqual([]);
  });
});
