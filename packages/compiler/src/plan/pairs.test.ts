import fc from "fast-check";
import { expect, test } from "vitest";
import { committedEnvironments } from "../committed/committed-environments.ts";
import { blobId } from "../git/blob-id.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import type { FileTree } from "../output/tree.ts";
import { renderedTree } from "../render/tree.ts";
import { resolvedFleet } from "../resolve/resolve.ts";
import { fleetOf } from "../testing/random-fleet.ts";
import { randomSettings } from "../testing/random-settings.ts";
import { committedStates } from "./built-states.ts";
import { fieldChanges } from "./field-changes.ts";
import { changedPairs } from "./pairs.ts";

/** A commit that holds a tree. */
function commitOf(tree: FileTree): CommittedFiles {
  return {
    kind: "committed",
    ref: "HEAD",
    name: async () => "HEAD",
    hash: "sha1",
    ids: new Map([...tree].map(([file, text]) => [file, blobId(text, "sha1")])),
    isChanged: () => false,
    texts: async (files) =>
      new Map(files.flatMap((file) => (tree.has(file) ? [[file, tree.get(file) ?? ""]] : []))),
  };
}

async function pairsBetween(before: ReturnType<typeof fleetOf>, after: ReturnType<typeof fleetOf>) {
  const committed = commitOf(renderedTree(before, resolvedFleet(before)));
  const resolved = resolvedFleet(after);
  const tree = renderedTree(after, resolved);
  const { environments } = await committedEnvironments(committed, tree);
  const pairs = changedPairs(committed, environments, resolved.overlays, tree);
  return { committed, pairs, resolved };
}

test("whatever a fleet says, the same trees have no pair to plan", async () => {
  await fc.assert(
    fc.asyncProperty(randomSettings, randomSettings, randomSettings, async (base, defaults, override) => {
      const fleet = fleetOf(base, defaults, override);
      expect(await pairsBetween(fleet, fleet)).toMatchObject({ pairs: [] });
    }),
    { numRuns: 50 },
  );
});

test("a pair has the fields that differ between what its overlays build to, and no other", async () => {
  await fc.assert(
    fc.asyncProperty(randomSettings, randomSettings, async (one, other) => {
      const { committed, pairs, resolved } = await pairsBetween(fleetOf(one, {}, {}), fleetOf(other, {}, {}));
      const [overlay] = resolved.overlays;
      if (pairs.length === 0 || overlay === undefined) return;
      const states = await committedStates(
        committed,
        pairs.flatMap(({ before }) => before ?? []),
      );
      for (const { cluster } of states.values()) {
        const fields = fieldChanges(cluster, overlay.manifest);
        expect(fields.every(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))).toBe(
          true,
        );
        expect(fieldChanges(overlay.manifest, cluster).map(({ path }) => path)).toEqual(
          fields.map(({ path }) => path),
        );
      }
    }),
    { numRuns: 50 },
  );
});

test("a Kustomization that takes its resources from another folder is followed there", async () => {
  const fleet = fleetOf({ members: 3 }, {}, {});
  const moved = new Map(
    [...renderedTree(fleet, resolvedFleet(fleet))].map(([file, text]): readonly [string, string] => [
      file.replace("clusters/orders/base/", "clusters/orders/releases/7/"),
      text.replace("clusters/orders/base", "clusters/orders/releases/7"),
    ]),
  );
  const states = await committedStates(commitOf(moved), [{ environment: "prod", cluster: "orders" }]);
  expect([...states.values()].map(({ cluster }) => cluster.spec?.members)).toEqual([3]);
});
