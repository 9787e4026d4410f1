import { expect, test } from "vitest";
import {
  baseDirectory,
  type GeneratedFolder,
  generatedFolder,
  operatorDirectory,
  overlayDirectory,
  wayToRoot,
} from "./layout.ts";

test.each<[string, GeneratedFolder]>([
  [baseDirectory("orders"), { kind: "base", cluster: "orders" }],
  [overlayDirectory("prod", "orders"), { kind: "overlay", environment: "prod", cluster: "orders" }],
  [operatorDirectory("prod"), { kind: "operator", environment: "prod" }],
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
  "environments/eu/prod/operator/access.yaml",
  "elsewhere/orders/base/cluster.yaml",
])("%s is in no generated folder", (path) => {
  expect(generatedFolder(path)).toBeUndefined();
});
