import { describe, expect, test } from "vitest";
import { withDefaults } from "./defaults.ts";
import { cluster } from "./testing/cluster.ts";

const CLAIM = { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } } };

describe("withDefaults", () => {
  test("writes every default of the spec out", () => {
    expect(withDefaults(cluster())).toEqual(
      cluster({
        version: "9.7",
        repository: "docker.io/library/mysql",
        members: 3,
        baseServerId: 1000,
        multiMaster: false,
        volumeClaimTemplate: {
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
        },
        deletionPolicy: "Retain",
        deletionProtection: false,
        updateStrategy: { type: "RollingUpdate", maxSwitchoverWait: "10m" },
      }),
    );
  });

  test("gives a cluster without a spec one", () => {
    const { spec, ...bare } = cluster();
    expect(withDefaults(bare)).toEqual(withDefaults(cluster()));
    expect(spec).toEqual({});
  });

  test("completes a claim that is given in part", () => {
    const { spec } = withDefaults(cluster({ volumeClaimTemplate: { spec: { storageClassName: "fast" } } }));
    expect(spec?.volumeClaimTemplate).toEqual({ spec: { storageClassName: "fast", ...CLAIM.spec } });
  });

  test("claims a scratch volume only when one is asked for, and then completely", () => {
    expect(withDefaults(cluster()).spec).not.toHaveProperty("backupVolumeClaimTemplate");
    expect(withDefaults(cluster({ backupVolumeClaimTemplate: {} })).spec?.backupVolumeClaimTemplate).toEqual(
      CLAIM,
    );
  });

  test("leaves status and metadata alone, and the cluster it was given", () => {
    const given = { ...cluster({ members: 1 }), status: { primary: "orders-0" } };
    const before = structuredClone(given);
    expect(withDefaults(given)).toMatchObject({
      metadata: { name: "orders" },
      status: { primary: "orders-0" },
    });
    expect(given).toEqual(before);
  });

  test("applied twice is applied once", () => {
    const once = withDefaults(cluster({ members: 5 }));
    expect(withDefaults(once)).toEqual(once);
  });
});
