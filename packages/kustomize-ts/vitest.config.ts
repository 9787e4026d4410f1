import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  // Some tests go through the whole corpus; how long that takes is no defect.
  test: { exclude: [...configDefaults.exclude, "**/*.reference.test.ts"], testTimeout: 60_000 },
});
