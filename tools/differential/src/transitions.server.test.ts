import {
  CLUSTER_KIND,
  type Cluster,
  normalize,
  seriesOf,
  type Violation,
  validate,
  validateTransition,
} from "@grampus/api";
import { type ApiServer, answerText, apiServerIsMissing } from "@grampus/apiserver-testing";
import { changeRefusals, refusals } from "@grampus/compiler/testing";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startClusterServer } from "./cluster-server.ts";
import { type GeneratedTransition, generatedTransitions } from "./generated-transitions.ts";
import { isJsonObject, type JsonObject } from "./json.ts";
import { type Judgement, judgementOfCompiler, judgementOfWorld } from "./law.ts";
import { isCluster, isStoredCluster, type ProbeObject, probeObject } from "./probe.ts";
import { SETTINGS, say } from "./settings.ts";
import { newTally, violatedRule } from "./tally.ts";
import { transitionProbes } from "./transition-probes.ts";
import { serverVerdict } from "./verdict.ts";

interface Outcome {
  readonly server: "accepted" | "refused";
  readonly ours: "accepted" | "refused";
  readonly violations: readonly Violation[];
  /** What the API server and the operator say, and what the compiler does. */
  readonly world: Judgement;
  readonly compiler: Judgement;
  readonly text: string;
}

/** The object as the compiler writes it: it is what a delivery tool applies. */
function committed(body: JsonObject): ProbeObject & Cluster {
  const object = probeObject(body);
  if (!isCluster(object)) throw new RangeError(`${JSON.stringify(body)} is no cluster`);
  const { spec = {} } = normalize(object);
  return { ...object, spec };
}

function storedCluster(body: unknown, otherwise: ProbeObject): Cluster {
  if (isJsonObject(body) && isStoredCluster(body)) return body;
  if (isCluster(otherwise)) return otherwise;
  throw new RangeError("there is no cluster");
}

/**
 * The same change where members ran what was committed, which is what the compiler knows; a series that the operator
 * does not run never ran.
 */
function asCommitted({ before, after }: GeneratedTransition): GeneratedTransition {
  const version = committed(before).spec?.version ?? "";
  const status = seriesOf(version) === undefined ? {} : { status: { dataVersion: version } };
  return { before: { spec: before.spec, ...status }, after };
}

describe.skipIf(apiServerIsMissing())(
  "one object in place of another, the API server and the validators",
  () => {
    let server: ApiServer;

    beforeAll(async () => {
      server = await startClusterServer();
    });

    afterAll(async () => {
      await server.stop();
    });

    async function outcomeOf({ before, after }: GeneratedTransition): Promise<Outcome> {
      const first = committed(before);
      const second = committed(after);
      const stored = await server.apply(first);
      if (serverVerdict(stored) !== "accepted")
        throw new RangeError(`before is refused: ${answerText(stored)}`);
      const seen = await server.apply(probeObject(before), {
        subresource: "status",
        fieldManager: "operator",
      });
      if (serverVerdict(seen) !== "accepted")
        throw new RangeError(`the status is refused: ${answerText(seen)}`);
      const answer = await server.apply(second, { dryRun: true });
      await server.delete(first);
      const violations = [
        ...validate(CLUSTER_KIND, second),
        ...validateTransition(CLUSTER_KIND, first, second),
      ];
      const ours = violations.length === 0 ? "accepted" : "refused";
      const reasons = violations.map(violatedRule).join("; ");
      return {
        server: serverVerdict(answer),
        ours,
        violations,
        world: judgementOfWorld(serverVerdict(answer), storedCluster(answer.body, second)),
        compiler: judgementOfCompiler([...refusals(second), ...changeRefusals(first, second)]),
        text: `${JSON.stringify([before, after])}: server ${answerText(answer).slice(0, 400)}, ours ${reasons}`,
      };
    }

    test("agree on both sides of every rule", async () => {
      const tally = newTally();
      for (const transition of transitionProbes()) {
        const wanted = transition.side === "within" ? "accepted" : "refused";
        const outcome = await outcomeOf(transition);
        expect([outcome.server, outcome.ours], `${transition.rule} ${outcome.text}`).toEqual([
          wanted,
          wanted,
        ]);
        const rules = outcome.violations.map(violatedRule);
        if (wanted === "refused") expect(rules, outcome.text).toContain(transition.rule);
        if (wanted === "refused") tally.refused(rules);
        else tally.accepted(transition.rule);
      }
      say([
        `${transitionProbes().length} transitions at the bounds of ${tally.rules()} rules: 0 differences`,
        ...tally.lines(),
      ]);
      expect(tally.oneSided()).toEqual([]);
    });

    test("agree on generated pairs", async () => {
      const tally = newTally();
      const counts = { accepted: 0, refused: 0 };
      const property = fc.asyncProperty(generatedTransitions(), async (transition) => {
        const outcome = await outcomeOf(transition);
        expect(outcome.ours, outcome.text).toBe(outcome.server);
        counts[outcome.server] += 1;
        tally.refused(outcome.violations.map(violatedRule));
      });
      await fc.assert(property, SETTINGS);
      const total = counts.accepted + counts.refused;
      say([
        `${total} generated pairs, seed ${SETTINGS.seed}: 0 differences, ${counts.refused} refused`,
        ...tally.lines().map((line) => line.replace(": 0 accepted,", ":")),
      ]);
      expect(total).toBeGreaterThanOrEqual(SETTINGS.numRuns);
      expect(counts.refused / total).toBeGreaterThan(0.25);
      expect(counts.accepted / total).toBeGreaterThan(0.2);
    });

    test("the compiler refuses the changes that the API server does, or that the operator would stall on", async () => {
      const counts = new Map<string, number>();
      const property = fc.asyncProperty(generatedTransitions().map(asCommitted), async (transition) => {
        const { world, compiler, text } = await outcomeOf(transition);
        expect(compiler, text).toEqual(world);
        const reason = world.stall?.replace(/:.*/, "") ?? world.apiServer;
        counts.set(reason, (counts.get(reason) ?? 0) + 1);
      });
      await fc.assert(property, SETTINGS);
      say([
        `${SETTINGS.numRuns} generated changes through all three, seed ${SETTINGS.seed}: ${[...counts].join("; ")}`,
      ]);
      expect([...counts.keys()].sort()).toEqual([
        "UpgradeUnsupported",
        "VersionUnsupported",
        "accepted",
        "refused",
      ]);
      expect(Math.min(...counts.values())).toBeGreaterThan(SETTINGS.numRuns / 60);
    });
  },
);
