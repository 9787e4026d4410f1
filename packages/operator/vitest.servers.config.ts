import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.server.test.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
