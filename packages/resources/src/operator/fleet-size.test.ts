import { compareQuantities } from "@grampus/api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operatorResources } from "./fleet-size.ts";

describe("what the operator gets for a fleet", () => {
  it.each([
    [0, "50m", "128Mi", "512Mi"],
    [100, "50m", "128Mi", "512Mi"],
    [101, "100m", "256Mi", "512Mi"],
    [1_000, "300m", "512Mi", "1Gi"],
    [1_001, "1", "1536Mi", "3Gi"],
    [3_001, "3", "4Gi", "8Gi"],
  ])("%d clusters: %s and %s, at most %s", (clusters, cpu, memory, limit) => {
    expect(operatorResources(clusters)).toEqual({ requests: { cpu, memory }, limits: { memory: limit } });
  });

  it("is never less for more clusters, and never more than its limit", () => {
    const size = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(size, size, (one, other) => {
        const [few, many] = [Math.min(one, other), Math.max(one, other)].map((n) => operatorResources(n));
        expect(compareQuantities(few?.limits?.memory ?? "", many?.limits?.memory ?? "")).not.toBe(1);
        expect(compareQuantities(many?.requests?.memory ?? "", many?.limits?.memory ?? "")).not.toBe(1);
      }),
    );
  });

  it("is what an environment says, where it says something", () => {
    expect(operatorResources(500, { limits: { memory: "64Mi" } }).requests?.memory).toBe("128Mi");
    expect(operatorResources(500, { limits: { memory: "2Gi" } })).toEqual({
      requests: { cpu: "300m", memory: "512Mi" },
      limits: { memory: "2Gi" },
    });
  });

  it("is requested within the limit that an environment gives", () => {
    expect(operatorResources(500, { limits: { memory: "256Mi", cpu: "200m" } })).toEqual({
      requests: { cpu: "200m", memory: "256Mi" },
      limits: { memory: "256Mi", cpu: "200m" },
    });
  });
});
