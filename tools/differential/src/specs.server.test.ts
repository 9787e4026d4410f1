import { withDefaults } from "@grampus/api";
import { type ApiServer, apiServerIsMissing } from "@grampus/apiserver-testing";
import { refusals } from "@grampus/compiler/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startClusterServer } from "./cluster-server.ts";
import { generatedSpecs } from "./generated-specs.ts";
import { isJsonObject } from "./json.ts";
import { judgementOfCompiler, judgementOfWorld } from "./law.ts";
import { isCluster, isStoredCluster, type Probe, type ProbeObject, probeObject } from "./probe.ts";
import { ruleProbes } from "./rule-probes.ts";
import { schemaProbes } from "./schema-probes.ts";
import { keep, SETTINGS, say } from "./settings.ts";
import { stallProbes } from "./stall-probes.ts";
import { newTally, violatedRule } from "./tally.ts";
import { type Verdicts, verdictsOn, verdictText } from "./verdict.ts";

function refusedSide(probe: Probe): boolean {
  return probe.side === "beyond";
}

const PROBES = [...schemaProbes("spec"), ...ruleProbes()];
const STALLS = stallProbes();

/** For generated specs: the API takes what the operator stalls on, and every seventh spec or so should have some. */
const ACCEPTED_STALLS = Array.from({ length: 8 }, () =>
  STALLS.map((probe) => ({ ...probe, side: "within" }) as const),
);

/** What the three say of one object: the API server and the operator on one side, the compiler on the other. */
function judgements(object: ProbeObject, { server, answer, violations }: Verdicts) {
  const stored = server === "accepted" ? answer.body : object;
  if (!isJsonObject(stored) || !isStoredCluster(stored)) throw new RangeError("the server stored no cluster");
  return {
    world: judgementOfWorld(server, stored),
    compiler: judgementOfCompiler(refusals(object), violations),
  };
}

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

  test("the operator stalls where the compiler says so, on both sides of every reason", async () => {
    for (const { rule: reason, side, body } of STALLS) {
      const object = probeObject(body);
      const { world, compiler } = judgements(object, await verdictsOn(server, object));
      expect(compiler, JSON.stringify(body)).toEqual(world);
      expect([world.apiServer, world.stall?.split(":")[0]], JSON.stringify(body)).toEqual([
        "accepted",
        side === "beyond" ? reason : undefined,
      ]);
    }
    say([`${STALLS.length} specs on both sides of what the operator stalls on: 0 differences`]);
  });

  test("of a value that both refuse, the compiler has the words of the operator", async () => {
    const object = probeObject({ spec: { version: "8.0.0" } });
    const { world, compiler } = judgements(object, await verdictsOn(server, object));
    expect(world).toEqual({ apiServer: "refused" });
    expect(compiler).toEqual(world);
    expect(refusals(object).map(({ origin }) => origin)).not.toContain("api-server");
  });

  test("agree on generated specs, and on their defaults; the compiler refuses what either does", async () => {
    const tally = newTally();
    const counts = { accepted: 0, refused: 0 };
    let stalled = 0;
    const property = fc.asyncProperty(
      generatedSpecs([...PROBES, ...ACCEPTED_STALLS.flat()]),
      async (body) => {
        const object = probeObject(body);
        const verdicts = await verdictsOn(server, object);
        expect(verdicts.ours, verdictText(verdicts)).toBe(verdicts.server);
        const { world, compiler } = judgements(object, verdicts);
        expect(compiler, verdictText(verdicts)).toEqual(world);
        counts[verdicts.server] += 1;
        if (world.stall !== undefined) stalled += 1;
        tally.refused(verdicts.violations.map(violatedRule));
        if (verdicts.server === "accepted") expectSameDefaults(object, verdicts.answer.body);
      },
    );
    await fc.assert(property, SETTINGS);
    const total = counts.accepted + counts.refused;
    say([
      `${total} generated specs, seed ${SETTINGS.seed}: 0 differences, ${counts.refused} refused by ${tally.rules()} rules, ${stalled} would stall`,
    ]);
    expect(total).toBeGreaterThanOrEqual(SETTINGS.numRuns);
    expect(counts.refused / total).toBeGreaterThan(0.3);
    expect(counts.accepted / total).toBeGreaterThan(0.2);
    expect(stalled / total).toBeGreaterThan(0.05);
    expect((counts.accepted - stalled) / total).toBeGreaterThan(0.05);
  });
});
