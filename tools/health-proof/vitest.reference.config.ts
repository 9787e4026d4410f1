import { defineConfig } from "vitest/config";

/** The tests that run the interpreters of Argo CD and Flux: `npm run test:reference`. */
export default defineConfig({
  test: { include: ["src/**/*.reference.test.ts"], testTimeout: 600_000, hookTimeout: 600_000 },
});
