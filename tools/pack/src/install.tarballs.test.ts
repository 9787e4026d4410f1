import { readFileSync, realpathSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { PUBLISHED } from "./published.ts";
import { type Installation, installTarballs } from "./testing/installation.ts";

const CLUSTER = `import { defineCluster } from "@grampus/dsl";
import policies from "./policies.yaml";

export default defineCluster({ name: "orders", owner: "team-orders", members: 3, manifests: { policies } });
`;

const POLICIES = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: orders
spec:
  podSelector: {}
`;

const ENVIRONMENT = `import { defineEnvironment, kubernetes } from "@grampus/dsl";
import orders from "../../clusters/orders/cluster.ts";

export default defineEnvironment({
  name: "dev",
  namespace: "mysql-dev",
  platform: kubernetes(),
  clusters: { orders },
});
`;

const STATIC_IMPORT = /(?:from|import)"\.\/([^"]+\.mjs)"/g;

const TYPE_CHECK = [
  "--noEmit",
  "--strict",
  "--skipLibCheck",
  "false",
  "--module",
  "nodenext",
  "--target",
  "es2024",
  "--allowImportingTsExtensions",
];

function installedPackages(user: Installation): void {
  afterAll(() => rmSync(user.directory, { recursive: true, force: true }));

  test("every package is the tarball's, none is the workspace's", () => {
    for (const { name } of PUBLISHED) {
      const path = realpathSync(join(user.directory, "node_modules", name));
      expect(path).toBe(join(realpathSync(user.directory), "node_modules", name));
    }
  });

  test("grampus --help says its commands", () => {
    const { status, output } = user.run("node_modules/.bin/grampus", "--help");
    expect(output).toContain("compile");
    expect(status).toBe(0);
  });

  test("grampus --help loads the command line and none of the compiler", () => {
    const folder = join(user.directory, "node_modules/grampus/dist");
    const loaded = new Map<string, string>();
    const pending = ["grampus.mjs"];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (loaded.has(next)) continue;
      const text = readFileSync(join(folder, next), "utf8");
      loaded.set(next, text);
      pending.push(...[...text.matchAll(STATIC_IMPORT)].flatMap(([, chunk]) => chunk ?? []));
    }
    const bytes = [...loaded.values()].reduce((sum, text) => sum + text.length, 0);
    expect(bytes).toBeGreaterThan(30_000);
    expect(bytes).toBeLessThan(150_000);
  });

  test("definitions type-check, and a wrong one does not", () => {
    user.write("clusters/orders/cluster.ts", CLUSTER);
    user.write("clusters/orders/policies.yaml", POLICIES);
    user.write("environments/dev/environment.ts", ENVIRONMENT);
    user.write("wrong.ts", CLUSTER.replace("members: 3", 'members: "three"'));
    expect(user.run("node_modules/.bin/tsc", ...TYPE_CHECK, "environments/dev/environment.ts")).toEqual({
      status: 0,
      output: "",
    });
    expect(user.run("node_modules/.bin/tsc", ...TYPE_CHECK, "wrong.ts").output).toContain("wrong.ts(4,");
  });

  test("a fleet compiles, and a second time nothing changes", () => {
    user.write("clusters/orders/cluster.ts", CLUSTER);
    user.write("clusters/orders/policies.yaml", POLICIES);
    user.write("environments/dev/environment.ts", ENVIRONMENT);
    expect(user.run("node_modules/.bin/grampus", "compile")).toMatchObject({ status: 0 });
    expect(user.run("node_modules/.bin/grampus", "compile").output).toContain(
      "0 created, 0 updated, 0 removed",
    );
    expect(user.run("node_modules/.bin/grampus", "check")).toMatchObject({ status: 0 });
    const rendered = user.run("node_modules/.bin/grampus", "render", "dev/orders");
    expect(rendered.output).toContain("kind: Cluster\n");
    const overlay = "environments/dev/clusters/orders";
    expect(user.run("node_modules/.bin/kustomize-ts", "build", overlay)).toEqual(rendered);
  });

  test("the libraries can be imported", () => {
    const libraries = PUBLISHED.filter(({ library }) => library).map(({ name }) => name);
    const imports = libraries.map((name) => `import * as l from ${JSON.stringify(name)};`);
    for (const line of imports) {
      const script = `${line} console.log(Object.keys(l).length > 0);`;
      expect(user.run("node", "--input-type=module", "--eval", script)).toEqual({
        status: 0,
        output: "true\n",
      });
    }
  });
}

const answer = installTarballs(resolve(import.meta.dirname, "../dist"));

if (!("reason" in answer)) {
  describe("in an empty folder", () => installedPackages(answer));
} else if (process.env.CI === "true") {
  throw new Error(answer.reason);
} else {
  process.stderr.write(
    `SKIPPED: the tarballs were not installed, the registry cannot be reached\n${answer.reason}`,
  );
  test.todo("in an empty folder");
}
