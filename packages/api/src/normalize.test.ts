import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ClusterSpec } from "./cluster-spec.ts";
import { withDefaults } from "./defaults.ts";
import { normalize } from "./normalize.ts";
import { cluster } from "./testing/cluster.ts";
import { validate } from "./validate.ts";

const specs: fc.Arbitrary<ClusterSpec> = fc.record(
  {
    members: fc.integer({ min: 1, max: 9 }),
    nodeSelector: fc.constantFrom({}, { disk: "ssd" }),
    tolerations: fc.constantFrom([], [{ key: "a" }]),
    imagePullSecret: fc.constantFrom([], [{ name: "pull" }]),
    podTemplate: fc.constantFrom(
      {},
      { metadata: {} },
      { metadata: { labels: {} } },
      { priorityClassName: "high" },
    ),
    affinity: fc.constantFrom({}, { podAntiAffinity: {} }),
  },
  { requiredKeys: [] },
);

describe("normalize", () => {
  test("leaves out what is empty, at any depth, and keeps what has a default", () => {
    const given = cluster({
      nodeSelector: {},
      variables: {},
      imagePullSecret: [],
      podTemplate: { metadata: { labels: {}, annotations: {} } },
      updateStrategy: {},
    });
    expect(normalize(given)).toEqual(withDefaults(cluster()));
  });

  test("keeps an empty list that is stored as it is, and empty objects inside of one", () => {
    const term = { topologyKey: "kubernetes.io/hostname", labelSelector: {} };
    const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [term] };
    const { spec } = normalize(cluster({ tolerations: [], affinity: { podAntiAffinity } }));
    expect(spec).toMatchObject({ tolerations: [], affinity: { podAntiAffinity } });
  });

  test("keeps spellings", () => {
    const storage = "10240Mi";
    const given = {
      volumeClaimTemplate: { spec: { resources: { requests: { storage } } } },
      version: "9.7.0",
    };
    expect(normalize(cluster(given)).spec).toMatchObject(given);
  });

  test("drops the status", () => {
    expect(normalize({ ...cluster(), status: { observedGeneration: 3 } })).not.toHaveProperty("status");
  });

  test("is idempotent, and what it gives is accepted", () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const once = normalize(cluster(spec));
        expect(normalize(once)).toEqual(once);
        expect(validate("Cluster", once)).toEqual([]);
      }),
    );
  });
});
