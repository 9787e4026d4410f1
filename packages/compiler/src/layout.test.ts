import { expect, test } from "vitest";
import {
  baseDirectory,
  environmentOfLock,
  type GeneratedFolder,
  generatedFolder,
  gitopsDirectory,
  lockFile,
  operatorDirectory,
  overlayDirectory,
  releaseDirectory,
  releaseNumber,
  releasesDirectory,
  wayToRoot,
} from "./layout.ts";

test.each<[string, GeneratedFolder]>([
  [baseDirectory("orders"), { kind: "base", cluster: "orders" }],
  [releasesDirectory("orders"), { kind: "releases", cluster: "orders" }],
  [overlayDirectory("prod", "orders"), { kind: "overlay", environment: "prod", cluster: "orders" }],
  [operatorDirectory("prod"), { kind: "operator", environment: "prod" }],
  [gitopsDirectory("prod"), { kind: "gitops", environment: "prod" }],
])("%s is recognised, and every file in it", (directory, folder) => {
  expect(generatedFolder(directory)).toEqual(folder);
  expect(generatedFolder(`${directory}/some/file.yaml`)).toEqual(folder);
  expect(generatedFolder(`${directory}s/file.yaml`)).not.toEqual(folder);
  expect(`${directory}/${wayToRoot(directory)}/`.split("/").filter((part) => part === "..")).toHaveLength(
    directory.split("/").length,
  );
});

test.each([
  "clusters",
  "clusters/orders",
  "clusters/orders/cluster.ts",
  "clusters/eu/orders/base/cluster.yaml",
  "environments/prod/environment.ts",
  "environments/prod/clusters",
  "environments/prod/releases.lock.json",
  "environments/eu/prod/operator/access.yaml",
  "elsewhere/orders/base/cluster.yaml",
])("%s is in no generated folder", (path) => {
  expect(generatedFolder(path)).toBeUndefined();
});

test("a lock is its environment's, and a release has a number without signs or zeros before it", () => {
  expect(environmentOfLock(lockFile("prod"))).toBe("prod");
  expect(environmentOfLock("environments/prod/nested/releases.lock.json")).toBeUndefined();
  expect(generatedFolder(`${releaseDirectory("orders", 3)}/cluster.yaml`)?.kind).toBe("releases");
  expect(["1", "12", "0", "01", "-1", "1.5", "x", ""].map(releaseNumber)).toEqual([
    1,
    12,
    ...Array.from({ length: 6 }, () => undefined),
  ]);
});
