import { expect, it } from "vitest";
import { unreadiness } from "./readiness.ts";

const rivals = [
  { namespace: "grampus-system", holder: "grampus-operator-1" },
  { namespace: "shop", holder: "grampus-operator-2" },
];

it("is ready once it knows the clusters, and that no other operator is at work", () => {
  expect(unreadiness({ synced: true, rivals: [] })).toBeUndefined();
});

it.each([
  ["before its caches are filled", { synced: false, rivals: [] }, "the caches are not filled yet"],
  [
    "before it looked for other operators",
    { synced: true, rivals: undefined },
    "not known yet whether another operator is at work",
  ],
  [
    "while others are at work",
    { synced: true, rivals },
    "standing back: another operator is at work, grampus-operator-1 in namespace grampus-system, grampus-operator-2 in namespace shop; remove one of the two",
  ],
])("is not ready %s", (_, readying, why) => {
  expect(unreadiness(readying)).toBe(why);
});
