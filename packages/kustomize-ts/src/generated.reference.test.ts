import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { referencePath } from "./testing/reference.ts";

const GENERATOR = fileURLToPath(new URL("../../../tools/kustomize-facts/src/main.ts", import.meta.url));
const COMMITTED = fileURLToPath(new URL("./generated/", import.meta.url));
const canGenerate = referencePath() !== undefined;

describe.skipIf(!canGenerate)("the generated facts", () => {
  test("are what the generator makes of kustomize's Go modules", () => {
    const folder = mkdtempSync(join(tmpdir(), "kustomize-facts-"));
    try {
      execFileSync(process.execPath, [GENERATOR, folder]);
      expect(readdirSync(folder).sort()).toEqual(readdirSync(COMMITTED).sort());
      for (const name of readdirSync(folder)) {
        expect(readFileSync(join(folder, name), "utf8"), name).toBe(
          readFileSync(join(COMMITTED, name), "utf8"),
        );
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
