import { expect, test } from "vitest";
import { identityText, readIdentity, shortIdentity } from "./identity.ts";

const own = { target: "k1", namespace: "mysql-prod" };

test.each([
  ["orders", "k1/mysql-prod/orders"],
  ["mysql-old/orders", "k1/mysql-old/orders"],
  ["k2/mysql-prod/orders", "k2/mysql-prod/orders"],
  ["arn:aws:eks:eu:1:cluster/k1/mysql-prod/orders", "arn:aws:eks:eu:1:cluster/k1/mysql-prod/orders"],
])("%s means %s, and is the shortest way to say it", (text, whole) => {
  const identity = readIdentity(text, own);
  expect(identity && identityText(identity)).toBe(whole);
  expect(identity && shortIdentity(identity, own)).toBe(text);
});

test.each(["", "/orders", "mysql-prod/", "k1//orders"])("%j names nothing", (text) => {
  expect(readIdentity(text, own)).toBeUndefined();
});
