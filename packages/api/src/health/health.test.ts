import { expect, test } from "vitest";
import {
  applicationHealthLua,
  clusterHealthExpressions,
  clusterHealthLua,
  healthOf,
  readinessWait,
} from "./index.ts";

const seen = (conditions: readonly object[], metadata: object = {}) => ({
  metadata: { generation: 3, ...metadata },
  status: { observedGeneration: 3, conditions },
});
const stalled = { type: "Stalled", status: "True", reason: "Diverged", message: "sets differ" };
const reconciling = { type: "Reconciling", status: "True", reason: "Changing", message: "restarts orders-1" };
const ready = { type: "Ready", status: "True", reason: "Online", message: "3 of 3 members online" };

test.each<readonly [string, object, object]>([
  ["no status", { metadata: { generation: 1 } }, { health: "Progressing" }],
  [
    "the status a new object has",
    { metadata: { generation: 1 }, status: { observedGeneration: -1 } },
    { health: "Progressing" },
  ],
  [
    "a status of an older generation, though Ready",
    { ...seen([ready]), metadata: { generation: 4 } },
    { health: "Progressing" },
  ],
  ["Ready", seen([ready]), { health: "Healthy", message: "Online: 3 of 3 members online" }],
  [
    "not Ready, and being changed",
    seen([{ ...ready, status: "False" }, reconciling]),
    { health: "Progressing", message: "Changing: restarts orders-1" },
  ],
  [
    "Stalled",
    seen([{ ...ready, status: "False" }, stalled]),
    { health: "Degraded", message: "Diverged: sets differ" },
  ],
  ["Stalled, whatever else holds", seen([ready, reconciling, stalled]), { health: "Degraded" }],
  [
    "deleted, though Ready",
    seen([ready], { deletionTimestamp: "2026-01-01T00:00:00Z" }),
    { health: "Progressing" },
  ],
  ["no condition", seen([]), { health: "Progressing" }],
  ["Ready Unknown", seen([{ ...ready, status: "Unknown" }]), { health: "Progressing" }],
])("%s", (_, object, verdict) => {
  expect(healthOf(object)).toMatchObject(verdict);
});

test.each([null, "text", 3, [], {}, { status: null }, seen([]).status])(
  "%j, which is no Cluster, is not healthy",
  (value) => {
    expect(healthOf(value).health).toBe("Progressing");
  },
);

test("the scripts, the expressions and the command", () => {
  expect(clusterHealthLua()).toMatchSnapshot();
  expect(applicationHealthLua()).toMatchSnapshot();
  expect(clusterHealthExpressions()).toMatchSnapshot();
  expect(readinessWait("mysql-prod", "orders")).toBe(
    "kubectl wait --namespace mysql-prod clusters.mysql.oracle.com/orders --for=condition=Ready --timeout=10m",
  );
});
