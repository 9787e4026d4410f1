import { append, unset } from "@grampus/dsl";
import { expect, test } from "vitest";
import type { PlainObject } from "../data/plain-data.ts";
import type { Layer, LayerKind } from "./layers.ts";
import { writtenItem } from "./list-item.ts";

function layer(kind: LayerKind, settings: PlainObject): Layer {
  return { kind, settings, file: kind, at: [] };
}

const LAYERS = [
  layer("environment", { tolerations: [{ key: "a" }, { key: "b" }] }),
  layer("override", { tolerations: { ...append({ key: "c" }) } }),
  layer("override", { tolerations: { ...append({ key: "d" }) } }),
];

test.each([
  [0, "environment", ["tolerations", 0, "key"]],
  [1, "environment", ["tolerations", 1, "key"]],
  [2, "override", ["tolerations", "items", 0, "key"]],
  [3, "override", ["tolerations", "items", 0, "key"]],
])("item %i is written in the layer %s", (index, kind, path) => {
  expect(writtenItem(LAYERS, ["tolerations", index, "key"])).toMatchObject({ layer: { kind }, path });
});

test("a list that replaces or takes back hides the items below", () => {
  const replaced = [...LAYERS, layer("cluster", { tolerations: [{ key: "e" }] })];
  expect(writtenItem(replaced, ["tolerations", 0])?.layer.kind).toBe("cluster");
  expect(writtenItem(replaced, ["tolerations", 1])).toBeUndefined();
  const taken = [...LAYERS, layer("cluster", { tolerations: { ...unset() } })];
  expect(writtenItem(taken, ["tolerations", 0])).toBeUndefined();
  expect(writtenItem(LAYERS, ["tolerations"])).toBeUndefined();
});
