import { append, unset } from "@grampus/dsl";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isEqual } from "../data/plain-data.ts";
import { mergePatched, plainObjects, replaced } from "../testing/plain-objects.ts";
import { mergedSettings } from "./merge.ts";
import { mergePatch, retypedFields } from "./merge-patch.ts";

test("maps merge, scalars and lists replace", () => {
  const lower = { members: 3, storage: { size: "10Gi", class: "fast" }, tolerations: [{ key: "a" }] };
  const upper = { storage: { size: "20Gi" }, tolerations: [{ key: "b" }] };
  expect(mergedSettings(lower, upper)).toEqual({
    members: 3,
    storage: { size: "20Gi", class: "fast" },
    tolerations: [{ key: "b" }],
  });
});

test("unset() takes back what lower layers set, and leaves no trace where they set nothing", () => {
  const lower = { storage: { size: "10Gi", class: "fast" }, nodeSelector: { disk: "ssd" } };
  const upper = {
    storage: { class: { ...unset() } },
    nodeSelector: { ...unset() },
    affinity: { ...unset() },
  };
  expect(mergedSettings(lower, upper)).toEqual({ storage: { size: "10Gi" } });
});

test("unset() inside a new map leaves no trace", () => {
  expect(mergedSettings({}, { storage: { size: "1Gi", class: { ...unset() } } })).toEqual({
    storage: { size: "1Gi" },
  });
});

test("append() adds to the list below, and is the list where there is none", () => {
  const lower = { tolerations: [{ key: "a" }], storage: { accessModes: ["x"] } };
  const upper = {
    tolerations: { ...append({ key: "b" }, { key: "c" }) },
    storage: { accessModes: { ...append("y") } },
    imagePullSecret: { ...append("z") },
  };
  expect(mergedSettings(lower, upper)).toEqual({
    tolerations: [{ key: "a" }, { key: "b" }, { key: "c" }],
    storage: { accessModes: ["x", "y"] },
    imagePullSecret: ["z"],
  });
});

test("append() of nothing says nothing", () => {
  const upper = { tolerations: { ...append<string>() }, imagePullSecret: { ...append<string>() } };
  expect(mergedSettings({ tolerations: [{ key: "a" }] }, upper)).toEqual({ tolerations: [{ key: "a" }] });
});

test("merging changes neither argument", () => {
  fc.assert(
    fc.property(plainObjects, plainObjects, (lower, upper) => {
      const before = JSON.stringify([lower, upper]);
      mergedSettings(lower, upper);
      expect(JSON.stringify([lower, upper])).toBe(before);
    }),
  );
});

test("laying a layer over twice is the same as once", () => {
  fc.assert(
    fc.property(plainObjects, plainObjects, (lower, upper) => {
      const once = mergedSettings(lower, upper);
      expect(isEqual(mergedSettings(once, upper), once)).toBe(true);
    }),
  );
});

test("a patch and a JSON patch together turn what was into what is", () => {
  fc.assert(
    fc.property(plainObjects, plainObjects, (before, after) => {
      const merge = mergePatch(before, after);
      const operations = retypedFields(before, after);
      const merged = replaced(mergePatched(before, merge ?? {}), operations);
      expect(isEqual(merged, after)).toBe(true);
      expect(merge === undefined && operations.length === 0).toBe(isEqual(before, after));
    }),
  );
});

test("a text that becomes a number is left to the JSON patch", () => {
  const before = { "a/b": { "c~d": "0.5", e: "ON", f: 1 } };
  const after = { "a/b": { "c~d": 1, e: false, f: "1" } };
  expect(mergePatch(before, after)).toEqual({ "a/b": { f: "1" } });
  expect(retypedFields(before, after)).toEqual([
    { op: "replace", path: "/a~1b/c~0d", value: 1 },
    { op: "replace", path: "/a~1b/e", value: false },
  ]);
});

test("a patch replaces lists whole and removes with null", () => {
  const before = { a: [1, 2], b: { c: 1, d: 2 }, e: 1 };
  expect(mergePatch(before, { a: [1, 3], b: { c: 1 } })).toEqual({ a: [1, 3], b: { d: null }, e: null });
});
