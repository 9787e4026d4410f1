import { describe, expect, it } from "vitest";
import { readConfiguration } from "./configuration.ts";

describe("the operator's environment", () => {
  it("may be empty", () => {
    expect(readConfiguration({})).toEqual({
      namespace: undefined,
      identity: expect.stringMatching(/_[0-9a-f-]{36}$/),
      watchedNamespace: undefined,
      platform: { kind: "kubernetes", clusterDomain: "cluster.local" },
      port: 8080,
      workers: 8,
      restartingClusters: 1,
      logLevel: "info",
    });
  });

  it("gives every process an identity of its own", () => {
    const env = { POD_NAME: "grampus-operator-0" };
    expect(readConfiguration(env).identity).toMatch(/^grampus-operator-0_/);
    expect(readConfiguration(env).identity).not.toBe(readConfiguration(env).identity);
  });

  it("says how much is logged", () => {
    expect(readConfiguration({ GRAMPUS_LOG_LEVEL: "debug" }).logLevel).toBe("debug");
  });

  it("says what it cannot use", () => {
    expect(() => readConfiguration({ GRAMPUS_LOG_LEVEL: "trace" })).toThrowErrorMatchingInlineSnapshot(
      `[OperatorFault: GRAMPUS_LOG_LEVEL is "trace"; it can be "debug", "info", "warn", "error"]`,
    );
    expect(() => readConfiguration({ GRAMPUS_PLATFORM: "okd" })).toThrowErrorMatchingInlineSnapshot(
      `[OperatorFault: GRAMPUS_PLATFORM is "okd"; it can be "kubernetes" or "openshift"]`,
    );
    expect(() => readConfiguration({ GRAMPUS_WORKERS: "0" })).toThrowErrorMatchingInlineSnapshot(
      `[OperatorFault: GRAMPUS_WORKERS is "0"; it has to be a whole number above 0]`,
    );
  });
});
