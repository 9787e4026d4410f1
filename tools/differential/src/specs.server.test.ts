import { withDefaults } from "@grampus/api";
import { type ApiServer, apiServerIsMissing } from "@grampus/apiserver-testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startClusterServer } from "./cluster-server.ts";
import { generatedSpecs } from "./generated-specs.ts";
import { isJsonObject } from "./json.ts";
import { isCluster, type Probe, type ProbeObject, probeObject } from "./probe.ts";
import { ruleProbes } from "./rule-probes.ts";
import { schemaProbes } from "./schema-probes.ts";
import { keep, SETTINGS, say } from "./settings.ts";
import { newTally, violatedRule } from "./tally.ts";
import { verdictsOn, verdictText } from "./verdict.ts";

function refusedSide(probe: Probe): boolean {
  return probe.side === "beyond";
}

const PROBES = [...schemaProbes("spec"), ...ruleProbes()];

function expectSameDefaults(object: ProbeObject, stored: unknown): void {
  if (!isCluster(object) || !isJsonObject(stored)) throw new RangeError("the server stored no object");
  const before = structuredClone(object);
  expect(withDefaults(object).spec).toEqual(stored.spec);
  expect(object).toEqual(before);
}

describe.skipIf(apiServerIsMissing())("one object, the API server and the validators", () => {
  let server: ApiServer;

  beforeAll(async () => {
    server = await startClusterServer();
  });

  afterAll(async () => {
    await server.stop();
  });

  test("agree at the bound of every rule, on both sides", async () => {
    const tally = newTally();
    for (const probe of PROBES) {
      const object = probeObject(probe.body);
      const verdicts = await verdictsOn(server, object);
      const wanted = refusedSide(probe) ? "refused" : "accepted";
      const said = `${probe.rule} ${probe.side} ${JSON.stringify(probe.body)}: ${verdictText(verdicts)}`;
      expect([verdicts.server, verdicts.ours], said).toEqual([wanted, wanted]);
      const rules = verdicts.violations.map(violatedRule);
      if (refusedSide(probe)) expect(rules, said).toContain(probe.rule);
      else expectSameDefaults(object, verdicts.answer.body);
      if (refusedSide(probe)) tally.refused(rules);
      else tally.accepted(probe.rule);
    }
    const refused = PROBES.filter(refusedSide).length;
    const file = keep("specs-by-rule.txt", tally.lines());
    say([
      `${PROBES.length} specs at the bounds of ${tally.rules()} rules: 0 differences, ${refused} refused`,
      ...tally.summary(),
      `every rule: ${file}`,
    ]);
    expect(tally.oneSided()).toEqual([]);
    expect(refused / PROBES.length).toBeGreaterThan(0.3);
  });

  test("agree on generated specs, and on their defaults", async () => {
    const tally = newTally();
    const counts = { accepted: 0, refused: 0 };
    const property = fc.asyncProperty(generatedSpecs(PROBES), async (body) => {
      const object = probeObject(body);
      const verdicts = await verdictsOn(server, object);
      expect(verdicts.ours, verdictText(verdicts)).toBe(verdicts.server);
      counts[verdicts.server] += 1;
      tally.refused(verdicts.violations.map(violatedRule));
      if (verdicts.server === "accepted") expectSameDefaults(object, verdicts.answer.body);
    });
    await fc.assert(property, SETTINGS);
    const total = counts.accepted + counts.refused;
    say([
      `${total} generated specs, seed ${SETTINGS.seed}: 0 differences, ${counts.refused} refused by ${tally.rules()} rules`,
    ]);
    expect(total).toBeGreaterThanOrEqual(SETTINGS.numRuns);
    expect(counts.refused / total).toBeGreaterThan(0.3);
    expect(counts.accepted / total).toBeGreaterThan(0.2);
  });
});
