import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    exclude: ["src/**/*.server.test.ts", "src/**/*.reference.test.ts", "src/**/*.workflows.test.ts"],
    testTimeout: 60_000,
  },
});
