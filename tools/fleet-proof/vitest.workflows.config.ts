import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.workflows.test.ts"],
    setupFiles: ["src/testing/skip-without-commands.ts"],
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
});
