import { expect, test } from "vitest";
import { overruledDiagnostics } from "./overruled.ts";

const FILES = ["clusters/orders/cluster.ts", "clusters/shop/cluster.ts", "environments/prod/environment.ts"];

test.each([
  ["* @all", 3],
  ["*", 3],
  ["** @all", 3],
  ["/** @all", 3],
  ["**/* @all", 3],
  ["*.ts @frontend", 3],
  ["cluster.ts @dba", 2],
  ["/clusters/ @dba", 2],
  ["clusters/ @dba", 2],
  ["/clusters @dba", 2],
  ["/clusters/** @dba", 2],
  ["/clusters/*/cluster.ts @dba", 2],
  ["/*/prod/ @ops", 1],
  ["**/prod @ops", 1],
  ["/**/prod/ @ops", 1],
  ["/environments/prod/ @ops\r", 1],
  ["/clusters/s?op/ @shop", 1],
  ["/* @root", 0],
  ["/clusters/* @dba", 0],
  ["/cluster/ @dba", 0],
  ["clusters/order @dba", 0],
  ["orders/environment.ts @dba", 0],
  ["*.yaml @dba", 0],
  ["/clusters/orders/releases/ @release", 0],
  ["/apps/clusters/ @dba", 0],
  ["# * @all", 0],
  ["", 0],
  ["  ", 0],
  ["docs/a\\ b/ @docs", 0],
  ["[ ( + ^ $ { @odd", 0],
])("%j overrules %i of three", (line, number) => {
  const found = overruledDiagnostics("f", { text: `\n${line}\n`, line: 10 }, FILES);
  const pattern = line.split(" ")[0] ?? "";
  const what = number === 1 ? "a line" : `${number} lines`;
  expect(found.map(({ message, source }) => [message, source?.line])).toEqual(
    number === 0 ? [] : [[`${pattern} stands behind the part of Grampus and overrules ${what} of it`, 11]],
  );
});

test("a folder with a space is matched as it is escaped", () => {
  const after = { text: "/my\\ fleet/ @all\n", line: 1 };
  expect(overruledDiagnostics("f", after, ["my fleet/clusters/a/cluster.ts"])).toHaveLength(1);
});
