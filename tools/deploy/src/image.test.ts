import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { IMAGE_CONFIG } from "./image.ts";

test("the rig's image starts as the Dockerfile says", () => {
  const dockerfile = readFileSync(join(import.meta.dirname, "../../../packages/operator/Dockerfile"), "utf8");
  expect(JSON.parse(/^ENTRYPOINT (.*)$/m.exec(dockerfile)?.[1] ?? "")).toEqual(IMAGE_CONFIG.Entrypoint);
  expect(/^USER (.*)$/m.exec(dockerfile)?.[1]).toBe(IMAGE_CONFIG.User);
});
