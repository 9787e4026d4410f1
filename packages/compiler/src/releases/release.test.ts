import { spawnSync } from "node:child_process";
import { rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import type { PlainValue } from "../data/plain-data.ts";
import { release } from "../pipeline/release.ts";
import { diagnosticsText } from "../testing/diagnostics-text.ts";
import { type FleetDirectory, fleetDirectory } from "../testing/fleet-directory.ts";
import { plainObjects } from "../testing/plain-objects.ts";
import { cut, RELEASED_FLEET } from "../testing/released-fleet.ts";
import { canonicalJson } from "./canonical-json.ts";
import { checksumDifference, checksumsText, releaseDigest } from "./checksums.ts";
import { readRelease } from "./read-release.ts";

let fleet: FleetDirectory | undefined;

afterEach(() => fleet?.remove());

function reversed(value: PlainValue): PlainValue {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]): [string, PlainValue] => [key, reversed(member)])
      .reverse(),
  );
}

test("canonical JSON says the data, in one way whatever the order of its keys", () => {
  fc.assert(
    fc.property(plainObjects, (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(value);
      expect(canonicalJson(reversed(value))).toBe(text);
    }),
  );
  expect(canonicalJson({ "10": [], "9": {}, b: [1, { c: null }] })).toBe(
    '{\n  "10": [],\n  "9": {},\n  "b": [\n    1,\n    {\n      "c": null\n    }\n  ]\n}\n',
  );
});

const texts = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}\.yaml$/), fc.string({ unit: "grapheme" }), {
  noNullPrototype: true,
  minKeys: 1,
});

test("the digest changes with any byte, name or number of files, and with nothing else", () => {
  fc.assert(
    fc.property(texts, texts, (left, right) => {
      const [one, other] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
      const isSame = JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());
      expect(releaseDigest(checksumsText(one)) === releaseDigest(checksumsText(other))).toBe(isSame);
      expect(checksumDifference(checksumsText(one), other) === undefined).toBe(isSame);
      expect(checksumsText(new Map([...one].reverse()))).toBe(checksumsText(one));
    }),
  );
});

async function released(): Promise<FleetDirectory> {
  fleet = fleetDirectory(RELEASED_FLEET);
  await cut(fleet, "orders");
  return fleet;
}

const DIRECTORY = "clusters/orders/releases/1";

test("sha256sum takes the list of digests, and gives the digest of the release", async () => {
  const { root } = await released();
  const cwd = path.join(root, DIRECTORY);
  const check = spawnSync("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd, encoding: "utf8" });
  expect(check.stdout).toBe("cluster.yaml: OK\ndefinition.json: OK\nkustomization.yaml: OK\n");
  const digest = spawnSync("sha256sum", ["SHA256SUMS"], { cwd, encoding: "utf8" }).stdout.split(" ")[0];
  expect(readRelease(root, "orders", 1)).toMatchObject({
    kind: "release",
    release: { digest: `sha256:${digest}` },
  });
});

test("a release holds what was stated, and its base", async () => {
  const { generated } = await released();
  expect(generated()).toMatchSnapshot();
});

function withSums(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const own = new Map(Object.entries(files).map(([file, text]) => [file.slice(DIRECTORY.length + 1), text]));
  own.delete("SHA256SUMS");
  return { ...files, [`${DIRECTORY}/SHA256SUMS`]: checksumsText(own) };
}

type Files = Readonly<Record<string, string>>;

test.each<[string, (files: Files) => Readonly<Record<string, string | undefined>>]>([
  [
    "a file that was edited",
    (files) => ({ [`${DIRECTORY}/cluster.yaml`]: `${files[`${DIRECTORY}/cluster.yaml`]}# mine\n` }),
  ],
  ["a file that is gone", () => ({ [`${DIRECTORY}/cluster.yaml`]: undefined })],
  ["a file too many", () => ({ [`${DIRECTORY}/more.yaml`]: "a: 1\n" })],
  [
    "a conflict of a merge",
    (files) => ({
      [`${DIRECTORY}/definition.json`]: `{\n<<<<<<< ours\n${files[`${DIRECTORY}/definition.json`]}=======\n{}\n>>>>>>> theirs\n`,
    }),
  ],
  ["half of a release", () => ({ [`${DIRECTORY}/SHA256SUMS`]: undefined })],
  [
    "other line endings",
    (files) =>
      Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replaceAll("\n", "\r\n")])),
  ],
  [
    "JSON that ends early",
    (files) => withSums({ ...files, [`${DIRECTORY}/definition.json`]: '{\n  "format": 1,\n  "name": \n}\n' }),
  ],
  ["a newer form", (files) => withSums({ ...files, [`${DIRECTORY}/definition.json`]: '{ "format": 2 }\n' })],
  [
    "another cluster's definition",
    (files) =>
      withSums({
        ...files,
        [`${DIRECTORY}/definition.json`]: '{ "format": 1, "name": "x", "settings": { "name": "x" } }\n',
      }),
  ],
  ["no Cluster", (files) => withSums({ ...files, [`${DIRECTORY}/cluster.yaml`]: "" })],
])("%s is found, with what mends it", async (_, change) => {
  const { root, write, generated } = await released();
  write(change(generated()));
  const read = readRelease(root, "orders", 1);
  expect(
    read.kind === "wrong" ? diagnosticsText(root, [read.finding.diagnostic]) : read.kind,
  ).toMatchSnapshot();
});

test.each([
  ["a link in the place of a release", `${DIRECTORY.slice(0, -1)}2`, "1"],
  ["a link in the place of all of them", "clusters/orders/releases", "../billing/releases"],
])("%s is no release", async (_, link, target) => {
  const { root, write } = await released();
  write({ "clusters/billing/releases/2/SHA256SUMS": "" });
  rmSync(path.join(root, link), { recursive: true, force: true });
  symlinkSync(target, path.join(root, link));
  const read = readRelease(root, "orders", 2);
  expect(
    read.kind === "wrong" ? diagnosticsText(root, [read.finding.diagnostic]) : read.kind,
  ).toMatchSnapshot();
});

test("a file in the place of the newest release is told, and nothing is cut", async () => {
  const { root, write } = await released();
  write({ "clusters/orders/releases/2": "" });
  const result = await release({ root, selection: {}, clusters: ["orders"] });
  expect(result.diagnostics.map(({ code }) => code)).toEqual(["release/not-a-folder"]);
});

test("half of an older release is not cut anew", async () => {
  const { root, write, generated } = await released();
  const files = Object.entries(generated()).filter(([file]) => file.startsWith(DIRECTORY));
  write(Object.fromEntries(files.map(([file, text]) => [file.replace(/\/1\//, "/2/"), text])));
  write({ [`${DIRECTORY}/SHA256SUMS`]: undefined });
  const read = readRelease(root, "orders", 1);
  expect(
    read.kind === "wrong" ? diagnosticsText(root, [read.finding.diagnostic]) : read.kind,
  ).toMatchSnapshot();
});

test("half of a release is written again under its number, and what else lies there goes", async () => {
  const { root, write, generated } = await released();
  const before = generated();
  write({
    [`${DIRECTORY}/SHA256SUMS`]: undefined,
    [`${DIRECTORY}/cluster.yaml`]: "half",
    [`${DIRECTORY}/old.yaml`]: "",
  });
  if (fleet === undefined) throw new RangeError("no fleet");
  expect(await cut(fleet, "orders")).toEqual([1]);
  expect(generated()).toEqual(before);
  expect(readRelease(root, "orders", 1).kind).toBe("release");
});
