import { describe, expect, test } from "vitest";
import { completedLockfile, type Lockfile, missingPackages, packagesBeyondRoot } from "./lockfile.ts";
import { platformOf } from "./platform.ts";

const lockfile: Lockfile = {
  lockfileVersion: 3,
  packages: {
    "": { version: "0.0.0" },
    "node_modules/a": {
      version: "1.0.0",
      dev: true,
      optionalDependencies: { "@a/darwin-arm64": "1.0.0", "@a/linux-x64": "1.0.0" },
    },
    "node_modules/@a/linux-x64": { version: "1.0.0" },
    "node_modules/b": { version: "2.0.0" },
    "node_modules/b/node_modules/c": { version: "3.0.0", optionalDependencies: { d: "4.0.0", e: "5.0.0" } },
    "node_modules/b/node_modules/d": { version: "4.0.0" },
    "node_modules/e": { version: "5.0.0" },
  },
};

describe("missingPackages", () => {
  test("finds what no folder above has", () => {
    expect(missingPackages(lockfile)).toEqual(
      new Map([
        [
          "node_modules/@a/darwin-arm64",
          { version: "1.0.0", cpu: ["arm64"], dev: true, optional: true, os: ["darwin"] },
        ],
      ]),
    );
  });

  test("a package beside its asker's asker is no lookup's target", () => {
    const packages = {
      "node_modules/a": { optionalDependencies: { x: "1.0.0" } },
      "node_modules/b/node_modules/x": { version: "1.0.0" },
    };
    expect([...missingPackages({ packages }).keys()]).toEqual(["node_modules/x"]);
  });
});

test("a completed lockfile lacks nothing, keeps all it had and is in order", () => {
  const completed = completedLockfile(lockfile);
  expect(missingPackages(completed).size).toBe(0);
  expect(completed).toMatchObject(lockfile);
  expect(Object.keys(completed.packages).slice(0, 3)).toEqual([
    "",
    "node_modules/@a/darwin-arm64",
    "node_modules/@a/linux-x64",
  ]);
});

test("a completed lockfile wants no newer Node.js than the root's, so that npm ci has nothing to warn about", () => {
  const packages = {
    "": { engines: { node: ">=20" } },
    "node_modules/a": { version: "1.0.0", engines: { node: ">=22.19" } },
    "node_modules/b": { version: "1.0.0", engines: { node: "^20.19.0 || >=22.12.0" } },
    "node_modules/c": { version: "1.0.0", engines: { node: "^22 || >=24" } },
    "packages/d": { version: "0.1.0" },
  };
  expect(packagesBeyondRoot({ packages })).toEqual(["node_modules/a", "node_modules/c"]);
  expect(completedLockfile({ packages }).packages).toEqual({
    ...packages,
    "node_modules/a": { version: "1.0.0" },
    "node_modules/c": { version: "1.0.0" },
  });
});

test.each([
  ["@biomejs/cli-linux-x64-musl", ["linux"], ["x64"]],
  ["@turbo/windows-64", ["win32"], ["x64"]],
  ["@oxc-parser/binding-linux-arm-gnueabihf", ["linux"], ["arm"]],
  ["fsevents", [], []],
])("%s is for %j and %j", (name, os, cpu) => {
  expect(platformOf(name)).toEqual({ os, cpu });
});
