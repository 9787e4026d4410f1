import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    exclude: ["src/**/*.server.test.ts", "src/**/*.reference.test.ts"],
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
});
