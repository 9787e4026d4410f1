import type { FluxSettings } from "@grampus/dsl";
import fc from "fast-check";
import { expect, test } from "vitest";
import { valueAt } from "../data/data-path.ts";
import type { PlainObject } from "../data/plain-data.ts";
import { schemaFaults } from "../delivery/schema-faults.ts";
import { gitopsDirectory, overlayDirectory, shardDirectory } from "../layout.ts";
import type { FileTree } from "../output/tree.ts";
import { built, deliveredFleet, ofKind, type Rings, ringsOf, treeOf } from "../testing/delivered-fleet.ts";

const REPOSITORY = "https://git.example.com/acme/fleet.git";
const DIRECTORY = gitopsDirectory("prod");

function tree(rings: Rings, settings: Partial<FluxSettings>, retired: readonly string[] = []): FileTree {
  const delivery = { kind: "flux", settings: { repository: REPOSITORY, ...settings } } as const;
  return treeOf(deliveredFleet(rings, delivery, { retired }));
}

/** The names of the clusters of each shard. */
function shards(files: FileTree): ReadonlyMap<string, readonly string[]> {
  const folders = [...files.keys()].flatMap((file) => {
    const [, shard] = /\/gitops\/shards\/([^/]+)\/kustomization\.yaml$/.exec(file) ?? [];
    return shard === undefined ? [] : [shard];
  });
  return new Map(
    folders.map((shard) => [
      shard,
      ofKind(built(files, shardDirectory("prod", shard)), "Cluster").map((object) =>
        String(valueAt(object, ["metadata", "name"])),
      ),
    ]),
  );
}

function kustomizations(files: FileTree): ReadonlyMap<string, PlainObject> {
  const objects = ofKind(built(files, DIRECTORY), "Kustomization");
  return new Map(objects.map((object) => [String(valueAt(object, ["metadata", "name"])), object]));
}

function dependencies(object: PlainObject | undefined): readonly string[] {
  const listed = object === undefined ? undefined : valueAt(object, ["spec", "dependsOn"]);
  return (Array.isArray(listed) ? listed : []).map((item) => String(valueAt(item, ["name"])));
}

const many = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `c${index}`);
const counts = fc.integer({ min: 1, max: 64 });

test("each cluster is in one shard, of its own ring, which waits for all shards of the ring before", () => {
  fc.assert(
    fc.property(ringsOf, counts, (rings, count) => {
      const files = tree(rings, { shards: count });
      const found = shards(files);
      expect([...found.values()].flat().sort()).toEqual(rings.flat().sort());
      const objects = kustomizations(files);
      const nameOf = (shard: string) => `prod.${shard}.shard.grampus`;
      const ofRing = (index: number) =>
        [...found.keys()].filter((shard) => shard.startsWith(`ring-${index}-`)).map(nameOf);
      for (const [shard, clusters] of found) {
        const index = rings.findIndex((members) => members.includes(clusters[0] ?? ""));
        expect(shard).toMatch(new RegExp(`^ring-${index}-[0-9]{2}$`));
        expect(clusters.filter((cluster) => !rings[index]?.includes(cluster))).toEqual([]);
        const object = objects.get(nameOf(shard));
        expect(object && schemaFaults(object)).toEqual([]);
        expect(dependencies(object)).toEqual([
          "prod.operator.grampus",
          ...(index > 0 ? ofRing(index - 1) : []),
        ]);
        expect(object && valueAt(object, ["spec", "path"])).toBe(`./${shardDirectory("prod", shard)}`);
        expect(object && valueAt(object, ["spec", "wait"])).toBe(true);
      }
      expect(objects.size).toBe(found.size + 2);
    }),
    { numRuns: 40 },
  );
});

test("no cluster moves to another shard when others come and go", () => {
  const pool = ["billing", "cart", "orders", "search", "shop", "stock", "users"];
  const some = fc.subarray(pool, { minLength: 1 });
  fc.assert(
    fc.property(some, some, fc.integer({ min: 2, max: 5 }), (before, after, count) => {
      const place = (clusters: readonly string[]) =>
        new Map(
          [...shards(tree([clusters], { shards: count }))].flatMap(([shard, names]) =>
            names.map((name) => [name, shard] as const),
          ),
        );
      const [old, now] = [place(before), place(after)];
      const stayed = before.filter((cluster) => after.includes(cluster));
      expect(stayed.map((cluster) => now.get(cluster))).toEqual(stayed.map((cluster) => old.get(cluster)));
    }),
    { numRuns: 40 },
  );
});

test("a shard builds to what its overlays build to", () => {
  fc.assert(
    fc.property(ringsOf, counts, (rings, count) => {
      const files = tree(rings, { shards: count });
      for (const [shard, clusters] of shards(files)) {
        const together = built(files, shardDirectory("prod", shard));
        const alone = clusters.flatMap((cluster) => built(files, overlayDirectory("prod", cluster)));
        expect(together).toEqual(alone);
      }
    }),
    { numRuns: 40 },
  );
});

test("three hundred clusters are spread evenly enough", () => {
  const sizes = [...shards(tree([many(300)], {})).values()].map(({ length }) => length);
  expect(sizes.length).toBe(4);
  expect(Math.max(...sizes)).toBeLessThan(100);
  expect(Math.min(...sizes)).toBeGreaterThan(50);
});

test.each<readonly [string, number, Partial<FluxSettings>, number]>([
  ["twenty clusters have a Kustomization each", 20, {}, 0],
  ["more have shards", 21, {}, 4],
  ["more have a Kustomization each where that is said", 21, { shards: false }, 0],
  ["few have shards where that is said", 2, { shards: 1 }, 1],
])("%s", (_, clusters, settings, wanted) => {
  const files = tree([many(clusters)], settings);
  expect(shards(files).size).toBe(wanted);
  expect([...files.keys()].filter((file) => file.startsWith(`${DIRECTORY}/clusters/`)).length).toBe(
    wanted === 0 ? clusters : 0,
  );
});

test("a shard goes with its clusters only where all of them end", () => {
  const policy = (retired: readonly string[]) =>
    valueAt(
      kustomizations(tree([["billing", "orders"]], { shards: 1 }, retired)).get(
        "prod.ring-0-00.shard.grampus",
      ) ?? {},
      ["spec", "deletionPolicy"],
    );
  expect(policy(["orders"])).toBe("Orphan");
  expect(policy(["billing", "orders"])).toBe("Delete");
});
