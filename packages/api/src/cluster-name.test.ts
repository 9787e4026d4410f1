import { expect, test } from "vitest";
import { DNS_LABEL, LONGEST_CLUSTER_NAME } from "./cluster-name.ts";
import { cluster } from "./testing/cluster.ts";
import { validate } from "./validate.ts";

test.each([
  "a",
  "orders-2",
  "a".repeat(LONGEST_CLUSTER_NAME),
  "a".repeat(LONGEST_CLUSTER_NAME + 1),
  "-a",
  "a-",
  "2a",
  "Orders",
  "a.b",
  "a_b",
  "ä",
])("%j is a name here exactly when the API's rules take it", (name) => {
  const isTaken = validate("Cluster", { ...cluster({}), metadata: { name } }).length === 0;
  expect(DNS_LABEL.test(name) && name.length <= LONGEST_CLUSTER_NAME).toBe(isTaken);
});
