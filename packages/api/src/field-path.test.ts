import { expect, test } from "vitest";
import { fieldAt, fieldPath } from "./field-path.ts";
import { pathText } from "./violation.ts";

test.each([
  [["spec", "members"], "spec.members"],
  [["spec", "tolerations", 2, "key"], "spec.tolerations[].key"],
  [["spec", "variables", "max_connections"], "spec.variables.*"],
  [["metadata", "labels", "a/b"], "metadata.labels.*"],
  [["spec", "nothing", "below"], "spec.nothing.below"],
  [[], ""],
])("%j is %s in the tables", (path, expected) => {
  expect(fieldPath("Cluster", path)).toBe(expected);
});

test("a field says its type, its bounds, its default and its class", () => {
  expect(fieldAt("Cluster", ["spec", "members"])).toMatchObject({
    type: "integer",
    allowed: "1 to 9",
    default: 3,
    changeClass: { up: "online", down: "data-movement" },
  });
  expect(fieldAt("Cluster", ["spec", "membres"])).toBeUndefined();
});

test.each([
  [["spec", "tolerations", 0, "key"], "spec.tolerations[0].key"],
  [["metadata", "labels", "example.com/team"], 'metadata.labels["example.com/team"]'],
  [[], ""],
])("%j is written %s", (path, expected) => {
  expect(pathText(path)).toBe(expected);
});
