import { expect, test } from "vitest";
import { differences, parsedObjects } from "./equality.ts";

function cluster(name: string, members: number): string {
  return `apiVersion: v1\nkind: Cluster\nmetadata: { name: ${name}, namespace: dev }\nspec: { members: ${members} }\n`;
}

test("the same objects in another order and style are equal", () => {
  const left = parsedObjects(`${cluster("a", 1)}---\n${cluster("b", 2)}`);
  const right = parsedObjects(`${JSON.stringify(left[1])}\n---\n${JSON.stringify(left[0])}\n`);
  expect(left).toHaveLength(2);
  expect(differences(left, right)).toEqual([]);
});

test("another value, a missing and an extra object are found", () => {
  const left = parsedObjects(`${cluster("a", 1)}---\n${cluster("b", 2)}`);
  const right = parsedObjects(`${cluster("a", 9)}---\n${cluster("c", 3)}`);
  expect(differences(left, right)).toEqual(["Cluster dev/a", "Cluster dev/b", "Cluster dev/c"]);
});
