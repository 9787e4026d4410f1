import { validate } from "@grampus/api";
import { expect, test } from "vitest";
import { append, isAppend } from "./append.ts";
import { override } from "./override.ts";
import { policy } from "./own-policy.ts";
import { kubernetes, openshift } from "./platform.ts";
import {
  allowVersions,
  maxStorage,
  minMembers,
  oddMembers,
  requireOwner,
  requireResources,
  retainData,
} from "./policy.ts";
import { isUnset, unset } from "./unset.ts";

test("unset() is data and is told from every other value", () => {
  expect(JSON.parse(JSON.stringify(unset()))).toEqual({ $grampus: "unset" });
  expect(isUnset(unset())).toBe(true);
  for (const other of [undefined, null, "unset", {}, [], { kind: "unset" }, { $grampus: "other" }]) {
    expect(isUnset(other)).toBe(false);
  }
});

test("append() is data and is told from every other value", () => {
  expect(JSON.parse(JSON.stringify(append(1, 2)))).toEqual({ $grampus: "append", items: [1, 2] });
  expect(isAppend(append())).toBe(true);
  for (const other of [
    undefined,
    null,
    [],
    unset(),
    { $grampus: "append" },
    { $grampus: "append", items: 1 },
  ]) {
    expect(isAppend(other)).toBe(false);
  }
});

test("an override keeps the definition itself, so that the compiler knows it again", () => {
  const orders = { name: "orders" };
  expect(override(orders, { members: 5 }).cluster).toBe(orders);
});

test.each([kubernetes(), openshift()])("the settings of $kind are ones the API takes", ({ settings }) => {
  const cluster = {
    apiVersion: "mysql.oracle.com/v1alpha1",
    kind: "Cluster",
    metadata: { name: "orders" },
    spec: { securityContext: settings.securityContext },
  };
  expect(validate("Cluster", cluster)).toEqual([]);
  expect(settings.securityContext).toMatchObject({
    runAsNonRoot: true,
    seccompProfile: { type: "RuntimeDefault" },
  });
});

test("OpenShift gets no fixed user, group or fsGroup", () => {
  expect(Object.keys(openshift().settings.securityContext ?? {})).toEqual(["runAsNonRoot", "seccompProfile"]);
});

test("a policy of one's own is a name and a function", () => {
  const judge = () => undefined;
  expect(policy("own-rule", judge)).toEqual({ kind: "own", name: "own-rule", judge });
});

test("built-in policies are data", () => {
  const policies = [
    minMembers(3),
    oddMembers(),
    maxStorage("2Ti"),
    requireOwner(),
    requireResources(),
    retainData(),
    allowVersions("9.7", "8.4"),
  ];
  expect(JSON.parse(JSON.stringify(policies))).toEqual(policies);
});
