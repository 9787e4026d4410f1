import type { MemberReport, Observation } from "@grampus/planner";
import { expect, test } from "vitest";
import { createMetrics } from "./metrics.ts";

const GROUP = "11111111-1111-4111-8111-111111111111";

function answer(serverUuid: string, last: number, behindSince?: number): MemberReport {
  const isPrimary = serverUuid === "a";
  return {
    kind: "answered",
    podUid: "pod",
    serverUuid,
    version: "9.7.4",
    superReadOnly: !isPrimary,
    readOnly: !isPrimary,
    state: "ONLINE",
    stateSince: 0,
    viewId: "1:1",
    view: [
      { serverUuid: "a", host: "a", state: "ONLINE", role: "PRIMARY", version: "9.7.4" },
      { serverUuid: "b", host: "b", state: "ONLINE", role: "SECONDARY", version: "9.7.4" },
    ],
    executed: `${GROUP}:1-${last}`,
    ...(behindSince === undefined ? {} : { behindSince }),
    applier: { configured: true, running: true, received: "", stuckWorkers: 0 },
    recoveryConfigured: true,
    login: "operator",
    accountFlaws: [],
    bootstrapArmed: false,
    variables: {},
  };
}

const WRITABLE_FIRST = 'grampus_member_writable{namespace="shop",cluster="orders",member="orders-0"}';

function seen(members: Readonly<Record<string, MemberReport>>): Observation {
  return {
    now: 10_000,
    freshness: "cache",
    cluster: {
      apiVersion: "mysql.oracle.com/v1alpha1",
      kind: "Cluster",
      metadata: { name: "orders", namespace: "shop" },
    },
    platform: { kind: "kubernetes", clusterDomain: "cluster.local" },
    identity: { kind: "absent" },
    userConfig: { kind: "none" },
    secrets: {
      root: { kind: "absent" },
      accounts: { kind: "absent" },
      authority: { kind: "absent" },
      certificate: { kind: "absent" },
    },
    objects: [],
    pods: [],
    claims: [],
    nodes: [],
    members,
    failures: [],
  };
}

test.each([{ superReadOnly: true }, { readOnly: true }])(
  "a member that has %j takes no writes",
  async (one) => {
    const metrics = createMetrics();
    metrics.members.note(seen({ "orders-0": { ...answer("a", 100), ...one } as MemberReport }));
    expect(await series(metrics)).toContain(`${WRITABLE_FIRST} 0`);
  },
);

async function series(metrics: ReturnType<typeof createMetrics>): Promise<readonly string[]> {
  const text = await metrics.registry.metrics();
  return text.split("\n").filter((line) => line.startsWith("grampus_member_"));
}

test("a member's series say how far it is behind and whether it takes writes, and go with it", async () => {
  const metrics = createMetrics();
  metrics.members.note(seen({ "orders-0": answer("a", 100), "orders-1": answer("b", 90, 3_000) }));
  expect(await series(metrics)).toMatchInlineSnapshot(`
    [
      "grampus_member_online{namespace="shop",cluster="orders",member="orders-0"} 1",
      "grampus_member_online{namespace="shop",cluster="orders",member="orders-1"} 1",
      "grampus_member_writable{namespace="shop",cluster="orders",member="orders-0"} 1",
      "grampus_member_writable{namespace="shop",cluster="orders",member="orders-1"} 0",
      "grampus_member_behind_seconds{namespace="shop",cluster="orders",member="orders-0"} 0",
      "grampus_member_behind_seconds{namespace="shop",cluster="orders",member="orders-1"} 7",
      "grampus_member_behind_transactions{namespace="shop",cluster="orders",member="orders-0"} 0",
      "grampus_member_behind_transactions{namespace="shop",cluster="orders",member="orders-1"} 10",
    ]
  `);
  metrics.members.note(seen({ "orders-0": answer("a", 100) }));
  expect((await series(metrics)).filter((line) => line.includes("orders-1"))).toEqual([]);
  metrics.members.forget("shop", "orders");
  expect(await series(metrics)).toEqual([]);
});
