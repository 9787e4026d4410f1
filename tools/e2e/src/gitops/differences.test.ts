import { expect, it } from "vitest";
import { differingFields, writtenBetween } from "./differences.ts";

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

it("tells what was written, without what syncs", () => {
  const look = (versions: Readonly<Record<string, string>>) => ({
    objects: 0,
    fields: 0,
    differences: [],
    versions: new Map(Object.entries(versions)),
  });
  const before = {
    "mysql.oracle.com/v1alpha1 Cluster mysql-dev orders": "1",
    "v1 Namespace  mysql-dev": "2",
    "source.toolkit.fluxcd.io/v1 GitRepository flux-system dev": "3",
    "argoproj.io/v1alpha1 Application argocd dev": "4",
  };
  const after = Object.fromEntries(Object.keys(before).map((object) => [object, "9"]));
  expect(writtenBetween(look(before), look({ ...after, "v1 Namespace  mysql-dev": "2" }))).toEqual([
    "mysql.oracle.com/v1alpha1 Cluster mysql-dev orders",
  ]);
});
