import { unset } from "@grampus/dsl";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mergePatched, plainObjects } from "../testing/plain-objects.ts";
import { mergedSettings } from "./merge.ts";
import { isEqual, mergePatch } from "./merge-patch.ts";

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

test("a patch turns what was into what is", () => {
  fc.assert(
    fc.property(plainObjects, plainObjects, (before, after) => {
      const patch = mergePatch(before, after);
      expect(isEqual(mergePatched(before, patch ?? {}), after)).toBe(true);
      expect(patch === undefined).toBe(isEqual(before, after));
    }),
  );
});

test("a patch replaces lists whole and removes with null", () => {
  const before = { a: [1, 2], b: { c: 1, d: 2 }, e: 1 };
  expect(mergePatch(before, { a: [1, 3], b: { c: 1 } })).toEqual({ a: [1, 3], b: { d: null }, e: null });
});
