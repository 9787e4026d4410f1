import { type Cluster, withDefaults } from "@grampus/api";
import type { Observation } from "@grampus/planner";
import { certificateDnsNames, DEFAULT_PLATFORM } from "@grampus/resources";

const NOW = Date.UTC(2026, 0, 1);
const YEAR = 365 * 86_400_000;

const ABSENT = { kind: "absent" } as const;

function stored(name: string) {
  return { kind: "found", uid: `uid-${name}`, resourceVersion: "1", owned: false } as const;
}

/**
 * What the operator sees of a Cluster that was just applied: nothing is made yet, and what the spec names (Secrets, a
 * ConfigMap) is there and in order, so that only the spec itself can be in the way.
 */
export function freshObservation(cluster: Cluster): Observation {
  const { rootPasswordSecret, sslSecret, config } = cluster.spec ?? {};
  return {
    now: NOW,
    freshness: "live",
    cluster,
    platform: DEFAULT_PLATFORM,
    identity: ABSENT,
    userConfig: config === undefined ? { kind: "none" } : { kind: "text", text: "" },
    secrets: {
      root: rootPasswordSecret === undefined ? ABSENT : stored("root"),
      accounts: ABSENT,
      authority: ABSENT,
      certificate:
        sslSecret === undefined
          ? ABSENT
          : {
              ...stored("certificate"),
              notBefore: NOW - YEAR,
              notAfter: NOW + YEAR,
              dnsNames: certificateDnsNames(withDefaults(cluster), DEFAULT_PLATFORM),
              trusted: true,
            },
    },
    objects: [],
    pods: [],
    claims: [],
    nodes: [],
    members: {},
    failures: [],
  };
}
