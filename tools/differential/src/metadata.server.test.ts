import { type ApiServer, apiServerIsMissing } from "@grampus/apiserver-testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startClusterServer } from "./cluster-server.ts";
import type { JsonObject } from "./json.ts";
import { probeObject } from "./probe.ts";
import { schemaProbes } from "./schema-probes.ts";
import { say } from "./settings.ts";
import { newTally, violatedRule } from "./tally.ts";
import { verdictsOn, verdictText } from "./verdict.ts";

const PREFIX = "a".repeat(253);

const METADATA: readonly (readonly ["accepted" | "refused", JsonObject])[] = [
  ["accepted", { name: "a" }],
  ["accepted", { name: "n".repeat(40) }],
  ["accepted", { name: "a-1-b" }],
  ["refused", { name: "n".repeat(41) }],
  ["refused", { name: "1a" }],
  ["refused", { name: "a.b" }],
  ["refused", { name: "a-" }],
  ["refused", { name: "A" }],
  ["refused", { name: "a_b" }],
  ["accepted", { name: "a", labels: { "example.com/team": "Blue_1", b: "" } }],
  ["accepted", { name: "a", labels: { [`${PREFIX}/${"B".repeat(63)}`]: "v".repeat(63) } }],
  ["refused", { name: "a", labels: { [`a/${"B".repeat(64)}`]: "v" } }],
  ["refused", { name: "a", labels: { a: "v".repeat(64) } }],
  ["refused", { name: "a", labels: { a: "-v" } }],
  ["refused", { name: "a", labels: { "Example.com/a": "v" } }],
  ["refused", { name: "a", labels: { "": "v" } }],
  ["refused", { name: "a", labels: { "a/": "v" } }],
  ["refused", { name: "a", labels: { a: 1 } }],
  ["accepted", { name: "a", annotations: { "Example.com/a": "any text\nof any form" } }],
  ["refused", { name: "a", annotations: { "a b": "v" } }],
  ["refused", { name: "a", annotations: { "a/b/c": "v" } }],
  ["refused", { name: "a", annotations: { a: true } }],
  ["refused", { name: "a", stranger: "x" }],
];

describe.skipIf(apiServerIsMissing())("metadata and status, the API server and the validators", () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await startClusterServer();
    await server.apply(probeObject({ spec: {} }));
  });

  afterAll(async () => {
    await server.stop();
  });

  test.each(METADATA)("agree: metadata is %s: %j", async (wanted, metadata) => {
    const verdicts = await verdictsOn(server, {
      ...probeObject({}),
      metadata: { ...probeObject({}).metadata, ...metadata },
    });
    expect([verdicts.server, verdicts.ours], verdictText(verdicts)).toEqual([wanted, wanted]);
  });

  test("agree at the bound of every rule of the status", async () => {
    const tally = newTally();
    for (const { rule, side, body } of schemaProbes("status")) {
      const verdicts = await verdictsOn(server, probeObject(body), { subresource: "status" });
      const wanted = side === "within" ? "accepted" : "refused";
      const said = `${rule} ${side} ${JSON.stringify(body)}: ${verdictText(verdicts)}`;
      expect([verdicts.server, verdicts.ours], said).toEqual([wanted, wanted]);
      const rules = verdicts.violations.map(violatedRule);
      if (side === "beyond") expect(rules, said).toContain(rule);
      if (side === "beyond") tally.refused(rules);
      else tally.accepted(rule);
    }
    say([`${schemaProbes("status").length} statuses at the bounds of ${tally.rules()} rules: 0 differences`]);
    expect(tally.oneSided()).toEqual([]);
  });
});
