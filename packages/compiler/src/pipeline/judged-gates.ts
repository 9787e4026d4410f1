import type { DigestedChange } from "../approvals/verdicts.ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import type { Finding } from "../findings/finding.ts";
import { type Evidence, histories, promotionFacts } from "../gates/evidence.ts";
import { type GatedPin, gateFindings } from "../gates/findings.ts";
import { gateVerdicts } from "../gates/judge.ts";
import { type MovedPin, movedPins } from "../gates/moved-pins.ts";
import type { Sight } from "../gates/verdict.ts";
import type { CommittedFiles } from "../git/committed-files.ts";
import type { FleetInGit } from "../git/file-history.ts";
import { lockFile } from "../layout.ts";
import type { Override } from "../records/overrides.ts";
import type { RecordReaders } from "../records/readers.ts";
import { recordText } from "../records/record-file.ts";
import { lockOf, readLock } from "../releases/lock.ts";
import { definitionData } from "../render/release.ts";
import type { CompiledFleet } from "./compiled-fleet.ts";

/** What gates judge, and by what. */
export interface GateRequest {
  readonly root: string;
  readonly records: RecordReaders;
  readonly compiled: CompiledFleet;
  readonly git: FleetInGit;
  readonly base: { readonly commit: string; readonly name: string };
  readonly committed: CommittedFiles;
  readonly changes: readonly DigestedChange[];
  readonly now: Date;
  /** Whether promotions of a cluster to an environment are judged; all are unless said. */
  readonly isAsked?: (environment: string, cluster: string) => boolean;
  /** Whether the locks on disk are the ones that are judged; they are unless said. */
  readonly isWritten?: boolean;
  /** Overrides that are about to be recorded. */
  readonly overriding?: (pin: MovedPin) => readonly Override[];
  /** What live status says of a cluster; undefined where nobody asked for it. */
  readonly live?: (environment: string, cluster: string) => Sight | undefined;
}

/** What gates said. */
export interface JudgedPins {
  readonly pins: readonly GatedPin[];
  readonly findings: readonly Finding[];
}

/** The line of a cluster in a lock, from 1; undefined where it is not written yet. */
function lineOf({ root, isWritten = true }: GateRequest, environment: string, cluster: string) {
  if (!isWritten) return undefined;
  const text = recordText(root, lockFile(environment)) ?? "";
  const read = readLock(text);
  return (read.kind === "lock" ? read.lines.get(cluster) : undefined) ?? 1;
}

async function allMoved({
  compiled,
  committed,
  isAsked = () => true,
}: GateRequest): Promise<readonly MovedPin[]> {
  const gated = [...compiled.fleet.environments.values()].filter(
    ({ follows, gates }) => follows === "releases" && gates.length > 0,
  );
  const texts = await committed.texts(gated.map(({ name }) => lockFile(name)));
  return gated.flatMap((environment: EnvironmentEntry) => {
    const moved = movedPins(environment, lockOf(texts.get(lockFile(environment.name))));
    return moved.filter(({ cluster }) => isAsked(environment.name, cluster));
  });
}

/**
 * Judges the gates of each environment for each release that it is to run and did not run in the commit before.
 *
 * @throws CompilerFault `git-failed`, `cannot-read`
 */
export async function judgedPins(request: GateRequest): Promise<JudgedPins> {
  const {
    records,
    compiled,
    git,
    base,
    committed,
    changes,
    now,
    overriding = () => [],
    live = () => undefined,
  } = request;
  const moved = await allMoved(request);
  const evidence: Evidence = {
    fleet: compiled.fleet,
    git,
    committed,
    base,
    now,
    changes,
    headData: (cluster) => {
      const head = compiled.resolved.bases.get(cluster);
      return head && definitionData(head);
    },
    records,
    live,
  };
  const facts = await promotionFacts(evidence, histories(git, base.commit), moved);
  const pins = facts.flatMap((one, index): readonly GatedPin[] => {
    const pin = moved[index];
    if (pin === undefined) return [];
    const { environment, cluster, release, digest } = one;
    const overrides = [...one.overrides, ...overriding(pin)];
    const verdicts = gateVerdicts(pin.environment.gates, { ...one, overrides });
    return [{ environment, cluster, release, digest, verdicts, overrides: one.overrides }];
  });
  const findings = pins.flatMap((pin) => {
    const environment = compiled.fleet.environments.get(pin.environment);
    const line = lineOf(request, pin.environment, pin.cluster);
    return environment === undefined ? [] : gateFindings(pin, environment, line);
  });
  return { pins, findings };
}
