import { expect, it } from "vitest";
import { differingFields } from "./differences.ts";

const git = {
  kind: "Cluster",
  metadata: { name: "orders", annotations: { "a/b": "c" } },
  spec: { members: 1, list: ["x", "y"], none: {} },
};

it("counts the fields that Git says and lets the cluster have more, or leave out what is empty", () => {
  const live = { ...git, spec: { members: 1, list: ["x", "y"], more: 2 }, status: {} };
  expect(differingFields(git, live)).toEqual({ fields: 6, differences: [] });
});

it.each([
  { change: { members: 2 }, path: "/spec/members", git: "1", live: "2" },
  { change: { list: ["x", "z"] }, path: "/spec/list/1", git: '"y"', live: '"z"' },
  { change: { list: ["x"] }, path: "/spec/list/1", git: '"y"', live: "nothing" },
])("tells $path", ({ change, ...difference }) => {
  const live = { ...git, spec: { ...git.spec, ...change } };
  expect(differingFields(git, live).differences).toEqual([{ object: "Cluster/orders", ...difference }]);
});
