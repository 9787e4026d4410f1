import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TARGET, validatorFiles } from "./validators.ts";

test("the validators in the compiler are those of the committed schemas", async () => {
  for (const [name, text] of await validatorFiles()) {
    expect(readFileSync(join(TARGET, name), "utf8") === text, `${name}: npm run generate`).toBe(true);
  }
});
