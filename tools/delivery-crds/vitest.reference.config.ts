import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["src/**/*.reference.test.ts"] } });
