import { withDefaults } from "@grampus/api";
import { expect, test } from "vitest";
import type { PolicedCluster } from "./policed-cluster.ts";

type Required<Value> = {
  [Key in keyof Value]-?: undefined extends Value[Key] ? never : Key;
}[keyof Value];

const ALWAYS_THERE: Readonly<Record<Required<PolicedCluster["spec"]>, true>> = {
  version: true,
  repository: true,
  members: true,
  baseServerId: true,
  multiMaster: true,
  volumeClaimTemplate: true,
  deletionPolicy: true,
  deletionProtection: true,
  updateStrategy: true,
};

test("what the type says is always there is what the API has defaults for", () => {
  const { spec } = withDefaults<{ spec: object }>({ spec: {} });
  expect(Object.keys(spec).sort()).toEqual(Object.keys(ALWAYS_THERE).sort());
  const known: Pick<PolicedCluster["spec"], "updateStrategy" | "volumeClaimTemplate"> = {
    updateStrategy: { type: "RollingUpdate", maxSwitchoverWait: "10m" },
    volumeClaimTemplate: {
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
    },
  };
  expect(spec).toMatchObject(known);
});
