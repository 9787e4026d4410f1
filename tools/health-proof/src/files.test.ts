import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { HEALTH_RULES, healthOf, READY_REASONS } from "@grampus/api";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { PAGE, UPSTREAM, upstreamFiles, withTables } from "./files.ts";
import { SAMPLES } from "./samples.ts";

const root = resolve(import.meta.dirname, "../../..");
const committed = (file: string) => readFileSync(join(root, file), "utf8");

test("the page has the tables as they are now", () => {
  expect(committed(PAGE)).toBe(withTables(committed(PAGE)));
  expect(() => withTables("# Reading the status\n")).toThrow(RangeError);
});

test("the files for upstream are as they are now, and no others are there", () => {
  const there = globSync("**/*.*", { cwd: join(root, UPSTREAM) }).map((file) => `${UPSTREAM}/${file}`);
  expect(new Map(there.sort().map((file) => [file, committed(file)]))).toEqual(
    new Map([...upstreamFiles()].sort(([left], [right]) => (left < right ? -1 : 1))),
  );
});

test("every sample can be read again, and every health has one", () => {
  const healths = SAMPLES.map(({ name, cluster }) => {
    const again = parse(committed(`${UPSTREAM}/testdata/${name}.yaml`));
    expect(again).toEqual(cluster);
    return healthOf(again).health;
  });
  expect(new Set(healths)).toEqual(new Set(HEALTH_RULES.map(({ health }) => health)));
  expect(new Set(SAMPLES.map(({ name }) => name)).size).toBe(SAMPLES.length);
});

test.each(Object.entries(READY_REASONS))(
  "a Cluster of reason %s is seen as the table says",
  (reason, { health }) => {
    const name = reason.replace(/(?!^)[A-Z]/g, "_$&").toLowerCase();
    const found = SAMPLES.find((one) => one.name === name);
    expect(healthOf(found?.cluster).health).toBe(health);
  },
);
