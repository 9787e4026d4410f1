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
