import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { clusterText, environmentText } from "../testing/fleet-directory.ts";
import { codeowners } from "./codeowners.ts";

let repository: string;

beforeEach(() => {
  repository = mkdtempSync(path.join(tmpdir(), "grampus-owners-"));
  spawnSync("git", ["init", "--quiet", repository]);
});

afterEach(() => rmSync(repository, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string | Buffer>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(repository, file)), { recursive: true });
    writeFileSync(path.join(repository, file), text);
  }
}

function written(file = ".github/CODEOWNERS"): string | undefined {
  try {
    return readFileSync(path.join(repository, file), "utf8");
  } catch {
    return undefined;
  }
}

const environment = (name: string, owners: string) =>
  environmentText(
    ["orders"],
    `  name: "${name}",\n  namespace: "mysql-${name}",\n  platform: kubernetes(),\n${owners}  clusters: { orders },`,
  );

const ORDERS = clusterText('  name: "orders",\n  owner: "team-orders",');

/** Three clusters, one of them a draft and one without an owner, and two environments, one without owners. */
function writeFleet(folder = "", changes: Readonly<Record<string, string>> = {}): string {
  const files = {
    "clusters/orders/cluster.ts": ORDERS,
    "clusters/orders-eu/cluster.ts": clusterText('  name: "orders-eu",\n  owner: "Team_EU",\n  draft: true,'),
    "clusters/billing/cluster.ts": clusterText('  name: "billing",\n  draft: true,'),
    "environments/prod/environment.ts": environment(
      "prod",
      '  owners: ["@acme/team-dba", "dba@example.com"],\n',
    ),
    "environments/dev/environment.ts": environment("dev", ""),
    ...changes,
  };
  write(Object.fromEntries(Object.entries(files).map(([file, text]) => [path.join(folder, file), text])));
  return path.join(repository, folder);
}

async function said(request: Parameters<typeof codeowners>[0]): Promise<string> {
  const { kind, diagnostics } = await codeowners(request);
  return `${kind}\n${diagnosticsText(request.root, diagnostics)}`;
}

test("a file is made of who owns clusters and environments, and made again it is the same", async () => {
  const root = writeFleet();
  expect(await codeowners({ root, organization: "acme" })).toMatchObject({
    kind: "written",
    file: ".github/CODEOWNERS",
    unowned: ["clusters/billing/", "environments/dev/"],
    diagnostics: [],
  });
  expect(written()).toMatchInlineSnapshot(`
    "# Begin of grampus codeowners --organization acme. Change the definitions and run this command, not these lines.
    /clusters/orders/ @acme/team-orders
    /clusters/orders-eu/ @acme/Team_EU
    /environments/prod/ @acme/team-dba dba@example.com
    # End of grampus codeowners
    "
  `);
  expect(await said({ root })).toBe("unchanged\n");
  expect(await said({ root, isCheck: true })).toBe("unchanged\n");
});

test("what stands around the part stays, byte for byte, where it was", async () => {
  const root = writeFleet();
  const above = "\ufeff# ours\r\n*   @all\t\r\n";
  write({ ".github/CODEOWNERS": above.trimEnd() });
  await codeowners({ root, organization: "acme" });
  const first = written() ?? "";
  expect(first.startsWith(`${above.trimEnd()}\r\n# Begin`)).toBe(true);
  expect(first.split("\r\n").join("")).not.toContain("\n");
  const below = "/docs/ @writers\r\n# no end of line";
  write({
    ".github/CODEOWNERS": `${first}${below}`,
    "clusters/orders/cluster.ts": ORDERS.replace("team-orders", "team-shop"),
  });
  await codeowners({ root });
  expect(written()).toBe(`${first.replace("@acme/team-orders", "@acme/team-shop")}${below}`);
});

test("a fleet in a folder of its repository has paths from the repository's root, beside another fleet's", async () => {
  const root = writeFleet("infra/my fleet");
  await codeowners({ root, organization: "acme" });
  const other = writeFleet("other");
  expect(await codeowners({ root: other, organization: "umbrella" })).toMatchObject({
    file: "../.github/CODEOWNERS",
  });
  expect(written()).toMatchInlineSnapshot(`
    "# Begin of grampus codeowners --root "infra/my fleet" --organization acme. Change the definitions and run this command, not these lines.
    /infra/my\\ fleet/clusters/orders/ @acme/team-orders
    /infra/my\\ fleet/clusters/orders-eu/ @acme/Team_EU
    /infra/my\\ fleet/environments/prod/ @acme/team-dba dba@example.com
    # End of grampus codeowners
    # Begin of grampus codeowners --root other --organization umbrella. Change the definitions and run this command, not these lines.
    /other/clusters/orders/ @umbrella/team-orders
    /other/clusters/orders-eu/ @umbrella/Team_EU
    /other/environments/prod/ @acme/team-dba dba@example.com
    # End of grampus codeowners
    "
  `);
  expect([await said({ root }), await said({ root: other })]).toEqual(["unchanged\n", "unchanged\n"]);
});

test("check writes nothing, and says what differs and what to run", async () => {
  const root = writeFleet();
  expect(await said({ root, organization: "acme", isCheck: true })).toMatchInlineSnapshot(`
    "different
    error codeowners/missing: .github/CODEOWNERS does not say who owns this fleet
      hint    run the command without --check and commit the result

    1 error
    "
  `);
  expect(written()).toBeUndefined();
  await codeowners({ root, organization: "acme" });
  const before = written();
  write({ "clusters/orders/cluster.ts": ORDERS.replace("team-orders", "team-shop") });
  expect(await said({ root, isCheck: true })).toMatchInlineSnapshot(`
    "different
    .github/CODEOWNERS:2:1 error codeowners/out-of-date: .github/CODEOWNERS is not what the definitions give
        2 │ /clusters/orders/ @acme/team-orders
          │ ^
      found   /clusters/orders/ @acme/team-orders
      allowed /clusters/orders/ @acme/team-shop
      hint    run \`grampus codeowners\` and commit the result

    1 error
    "
  `);
  expect(written()).toBe(before);
});

test("the order does not depend on the definitions, and a cluster that goes takes its line along", async () => {
  const root = writeFleet();
  await codeowners({ root, organization: "acme" });
  rmSync(path.join(root, "clusters/orders-eu"), { recursive: true });
  expect((await codeowners({ root })).kind).toBe("written");
  expect(written()).not.toContain("orders-eu");
});

test("when nobody owns anything there is no file, and a part that there is becomes empty", async () => {
  const bare = {
    "clusters/orders/cluster.ts": clusterText('  name: "orders",'),
    "clusters/orders-eu/cluster.ts": clusterText('  name: "orders-eu",\n  draft: true,'),
    "environments/prod/environment.ts": environment("prod", ""),
  };
  const root = writeFleet("", bare);
  expect(await said({ root })).toBe("unchanged\n");
  expect(written()).toBeUndefined();
  writeFleet();
  await codeowners({ root, organization: "acme" });
  writeFleet("", bare);
  await codeowners({ root });
  expect(written()?.split("\n")).toHaveLength(3);
});

test("a line behind the part that overrules it is warned about", async () => {
  const root = writeFleet();
  await codeowners({ root, organization: "acme" });
  write({ ".github/CODEOWNERS": `${written()}\n* @all\n` });
  expect(await said({ root })).toMatchInlineSnapshot(`
    "unchanged
    .github/CODEOWNERS:7:1 warning codeowners/overruled: * stands behind the part of Grampus and overrules 3 lines of it
        7 │ * @all
          │ ^
      hint    move it before the part of Grampus

    1 warning
    "
  `);
});

const REFUSED: Readonly<Record<string, readonly [Readonly<Record<string, string | Buffer>>, string?]>> = {
  "a team without an organization": [{}],
  "an organization with an @": [{}, "@acme/team"],
  "an organization that GitHub does not give": [{}, "-acme-"],
  "an owner that is no team": [
    { "clusters/orders/cluster.ts": ORDERS.replace("team-orders", "team.orders") },
    "acme",
  ],
  "broken markers": [{ ".github/CODEOWNERS": "* @all\n# End of grampus codeowners\n" }, "acme"],
  "a file that is no text": [{ ".github/CODEOWNERS": Buffer.from([0x2a, 0x20, 0xff]) }, "acme"],
  "a file in the root": [{ CODEOWNERS: "* @all\n" }, "acme"],
  "a file in docs": [{ "docs/CODEOWNERS": "* @all\n" }, "acme"],
  "a team without an @": [
    { "environments/prod/environment.ts": environment("prod", '  owners: ["acme/team-dba" as "@"],\n') },
    "acme",
  ],
  "owners that are none": [
    {
      "environments/prod/environment.ts": environment(
        "prod",
        '  owners: ["@", "@a b", "@a/b/c", 7 as never],\n',
      ),
    },
    "acme",
  ],
};

test.each(Object.entries(REFUSED))(
  "%s is refused, and nothing is written",
  async (_, [files, organization]) => {
    const root = writeFleet();
    write(files);
    const before = written();
    expect(await said({ root, ...(organization === undefined ? {} : { organization }) })).toMatchSnapshot();
    expect(written()).toBe(before);
  },
);

test("without a repository the file is in the fleet's own folder", async () => {
  rmSync(path.join(repository, ".git"), { recursive: true });
  const root = writeFleet();
  expect(await codeowners({ root, organization: "acme" })).toMatchObject({
    kind: "written",
    file: ".github/CODEOWNERS",
  });
  expect(written()).toContain("/clusters/orders/ @acme/team-orders");
});
