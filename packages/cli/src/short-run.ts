import { setFlagsFromString } from "node:v8";

const MEASURED = "13.6.";

/** Tells V8 that the command ends soon ([performance](../../../docs/performance.md)). To be called once its code is there. */
export function expectShortRun(): void {
  if (process.versions.v8.startsWith(MEASURED)) setFlagsFromString("--invocation-count-for-turbofan=30000");
}
