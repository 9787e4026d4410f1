import { API_VERSION, CLUSTER_KIND } from "@grampus/api";
import { upgradeStall } from "@grampus/resources";
import { expect, test } from "vitest";
import { changeRefusals } from "./refusals.ts";

function cluster(version: string) {
  const metadata = { name: "orders", namespace: "mysql-dev" };
  return { apiVersion: API_VERSION, kind: CLUSTER_KIND, metadata, spec: { version } } as const;
}

test("a refused series has the operator's hint, without what only the compiler advises", () => {
  const hints = changeRefusals(cluster("8.4"), cluster("9.7")).map(({ diagnostic }) => diagnostic.hint);
  expect(hints).toEqual([upgradeStall(cluster("9.7"), ["8.4"])?.hint]);
});
