import { API_VERSION, CLUSTER_KIND, type Cluster } from "@grampus/api";
import { expect, test } from "vitest";
import { contentDigest } from "./digest.ts";
import {
  certificateDnsNames,
  claimName,
  clusterObjectNames,
  memberHost,
  memberName,
  ordinalOf,
  secretNames,
  serviceNames,
} from "./names.ts";
import { DEFAULT_PLATFORM } from "./platform.ts";

const longest = "a".repeat(40);
const cluster = (name: string): Cluster => ({
  apiVersion: API_VERSION,
  kind: CLUSTER_KIND,
  metadata: { name, namespace: "shop" },
});

test("the longest name still gives names that Kubernetes takes", () => {
  const labels = [
    ...Object.values(serviceNames(longest)),
    memberName(longest, 8),
    claimName(cluster(longest), memberName(longest, 8)),
  ];
  for (const label of labels) expect(label.length).toBeLessThanOrEqual(63);
});

test.each([
  ["orders-0", 0],
  ["orders-12", 12],
  ["orders-01", undefined],
  ["orders-x", undefined],
  ["orders-eu-0", undefined],
  ["other-0", undefined],
  ["orders-", undefined],
])("%s has ordinal %s in cluster orders", (member, ordinal) => {
  expect(ordinalOf("orders", member)).toBe(ordinal);
});

test("the certificate carries every member's host", () => {
  const one = cluster("orders");
  const host = memberHost(one, "orders-3", DEFAULT_PLATFORM);
  const wildcard = host.replace(/^[^.]+/, "*");
  expect(certificateDnsNames(one, DEFAULT_PLATFORM)).toContain(wildcard);
});

test("the spec's own Secrets are used by name", () => {
  const spec = { rootPasswordSecret: { name: "mine" }, sslSecret: { name: "tls" } };
  expect(secretNames({ ...cluster("orders"), spec })).toEqual({
    root: "mine",
    accounts: "orders-accounts",
    authority: "orders-ca",
    certificate: "tls",
  });
});

test("what is made for a cluster: pods of every member it can have, and the Secrets that its spec does not name", () => {
  const names = (kind: string, named: { readonly root: boolean; readonly certificate: boolean }) =>
    clusterObjectNames("orders", named)
      .filter((object) => object.kind === kind)
      .map(({ name }) => name);
  const none = { root: false, certificate: false };
  expect(names("Pod", none)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((ordinal) => `orders-${ordinal}`));
  expect(names("Secret", none)).toEqual(
    expect.arrayContaining(["orders-accounts", "orders-ca", "orders-root-password", "orders-tls"]),
  );
  expect(names("Secret", { root: true, certificate: true })).toEqual(["orders-accounts", "orders-ca"]);
});

test("a digest follows the content, not the order of keys", () => {
  expect(contentDigest({ a: 1, b: [1, 2] })).toBe(contentDigest({ b: [1, 2], a: 1 }));
  expect(contentDigest({ a: 1, b: [2, 1] })).not.toBe(contentDigest({ a: 1, b: [1, 2] }));
});
