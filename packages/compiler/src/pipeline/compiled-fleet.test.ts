import { afterEach, expect, test, vi } from "vitest";
import type { FileTree } from "../output/tree.ts";
import { type FleetDirectory, fleetDirectory, SOUND_FLEET } from "../testing/fleet-directory.ts";
import { compile } from "./compile.ts";

let fleet: FleetDirectory;
let spoil: (tree: FileTree) => FileTree = (tree) => tree;

vi.mock(import("../render/tree.ts"), async (original) => {
  const module = await original();
  return { ...module, renderedTree: (...given) => spoil(module.renderedTree(...given)) };
});

afterEach(() => fleet.remove());

test.each([
  [
    "an overlay",
    "environments/dev/clusters/orders/kustomization.yaml",
    "namespace: mysql-dev",
    "namespace: other",
  ],
  ["a base", "clusters/orders/base/cluster.yaml", "members: 3", "members: 1"],
  ["an operator folder", "environments/dev/operator/kustomization.yaml", "access.yaml", "missing.yaml"],
])(
  "%s that does not build to what was resolved ends a compile before it writes",
  async (_, file, from, to) => {
    fleet = fleetDirectory(SOUND_FLEET);
    const request = { root: fleet.root, selection: {} };
    spoil = (tree) => new Map(tree).set(file, tree.get(file)?.replace(from, to) ?? "");
    await expect(compile(request)).rejects.toThrow("is wrong");
    expect(fleet.generated()).toEqual({});
    spoil = (tree) => tree;
    expect(await compile(request)).toMatchObject({ kind: "written" });
  },
);
