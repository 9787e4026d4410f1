import { spawnSync } from "node:child_process";
import { afterEach, expect, test } from "vitest";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { type FleetDirectory, fleetDirectory, SOUND_FLEET } from "../testing/fleet-directory.ts";
import { check } from "./check.ts";
import { compile } from "./compile.ts";

let fleet: FleetDirectory;

afterEach(() => fleet.remove());

function git(...args: readonly string[]): void {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  const run = spawnSync("git", [...identity, ...args], { cwd: fleet.root, encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
}

async function compiledFleet(): Promise<void> {
  fleet = fleetDirectory(SOUND_FLEET);
  git("init", "--quiet");
  await compile({ root: fleet.root, selection: {} });
}

async function checked(): Promise<string> {
  const { diagnostics } = await check({ root: fleet.root, selection: {} });
  return diagnosticsText(fleet.root, diagnostics);
}

test("a checkout with CRLF is one message, and none of its carriage returns is shown", async () => {
  await compiledFleet();
  git("add", ".");
  git("commit", "--quiet", "--message", "first");
  const files = Object.entries(fleet.generated()).map(([file, text]) => [
    file,
    text.replaceAll("\n", "\r\n"),
  ]);
  fleet.write(Object.fromEntries(files));
  expect(await checked()).toMatchInlineSnapshot(`
    "error check/line-endings: 12 generated files differ in nothing but their line endings, clusters/orders/base/cluster.yaml first: they have CRLF, Grampus writes LF
      hint    write \`* text=auto eol=lf\` into .gitattributes, run \`grampus compile\`, and commit

    1 error
    "
  `);
});

test("an edited file with CRLF is told by what was edited", async () => {
  await compiledFleet();
  git("add", ".");
  git("commit", "--quiet", "--message", "first");
  const file = "clusters/orders/base/cluster.yaml";
  const text = (fleet.generated()[file] ?? "").replace("members: 3", "members: 5").replaceAll("\n", "\r\n");
  fleet.write({ [file]: text });
  expect(await checked()).toMatchInlineSnapshot(`
    "clusters/orders/base/cluster.yaml:13:1 error check/out-of-date: clusters/orders/base/cluster.yaml is not what the definitions give
        13 │   members: 5
           │ ^
      found     members: 5
      allowed   members: 3
      hint    run \`grampus compile\` and commit the result

    1 error
    "
  `);
});

test("generated files that a commit in preparation would leave out are warned about", async () => {
  await compiledFleet();
  git("add", "clusters/orders/cluster.ts", "environments/dev/environment.ts");
  expect(await checked()).toMatchInlineSnapshot(`
    "warning check/not-staged: 12 generated files are as they should be, and a commit now would leave them out, clusters/orders/base/cluster.yaml first
      hint    git add clusters environments

    note fleet/no-committed-state: rules about changes were not applied: the Git repository has no commit yet

    1 warning, 1 note
    "
  `);
  git("add", ".");
  expect(await checked()).not.toContain("not-staged");
  git("commit", "--quiet", "--message", "first");
  fleet.write({
    "clusters/orders/cluster.ts": SOUND_FLEET["clusters/orders/cluster.ts"]?.replace("3", "5"),
  });
  await compile({ root: fleet.root, selection: {} });
  expect(await checked()).toBe("");
  git("add", "clusters/orders/cluster.ts");
  expect(await checked()).toMatchInlineSnapshot(`
    "warning check/not-staged: clusters/orders/base/cluster.yaml is as it should be, and a commit now would leave it out
      hint    git add clusters environments

    1 warning
    "
  `);
});
