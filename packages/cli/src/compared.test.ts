import { spawnSync } from "node:child_process";
import { type FleetDirectory, fleetDirectory, SOUND_FLEET } from "@grampus/compiler/testing";
import { afterEach, expect, test } from "vitest";
import { grampus } from "./testing/run-grampus.ts";

let fleet: FleetDirectory | undefined;

afterEach(() => fleet?.remove());

async function check(CI: string | undefined, ...args: readonly string[]) {
  fleet = fleetDirectory(SOUND_FLEET);
  await grampus(fleet.root, ["compile"]);
  return grampus(fleet.root, ["check", ...args], { env: { CI } });
}

test("a check in CI that could not compare is not green", async () => {
  const run = await check("true");
  expect(run.exitCode).toBe(1);
  expect(run.stderr).toMatchInlineSnapshot(`
    "error fleet/cannot-compare: rules about changes cannot be applied: the fleet is not in a Git repository
      hint    run this in a clone of the fleet's repository, with its .git folder

    1 error
    "
  `);
});

test("nor is one with --against", async () => {
  const run = await check(undefined, "--against", "HEAD");
  expect(run.exitCode).toBe(1);
  expect(run.stderr).toContain("error fleet/cannot-compare");
});

test.each([undefined, "", "false"])("on a person's machine it says so (CI=%j)", async (CI) => {
  const run = await check(CI);
  expect(run.exitCode).toBe(0);
  expect(run.stderr).toContain("note fleet/no-committed-state");
});

test("a check in CI against a broken commit is not green, and compile on a person's machine repairs it", async () => {
  const directory = fleetDirectory(SOUND_FLEET);
  fleet = directory;
  const { root } = directory;
  const commit = () =>
    expect(
      spawnSync("sh", [
        "-c",
        `cd '${root}' && git init -q && git add -A && git -c user.name=t -c user.email=t@example.com commit -qm x`,
      ]).status,
    ).toBe(0);
  await grampus(root, ["compile"]);
  directory.write({ "environments/dev/clusters/orders/kustomization.yaml": "<<<<<<< HEAD\n" });
  commit();
  const checked = await grampus(root, ["check"], { env: { CI: "true" } });
  expect(checked.exitCode).toBe(1);
  expect(checked.stderr).toMatchInlineSnapshot(`
    "error fleet/cannot-compare: rules about changes cannot be applied: dev as committed in HEAD cannot be built
      hint    compare with a sound commit: --against <commit>

    1 error
    "
  `);
  expect(await grampus(root, ["compile", "--against", "HEAD"])).toMatchObject({ exitCode: 1, stdout: "" });
  const compiled = await grampus(root, ["compile"], { env: { CI: "true" } });
  expect(compiled.exitCode).toBe(0);
  expect(compiled.stderr).toContain("warning fleet/committed-state-unreadable: dev as committed in HEAD");
  commit();
  expect(await grampus(root, ["check"], { env: { CI: "true" } })).toMatchObject({ exitCode: 0 });
});
