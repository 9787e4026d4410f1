import type { Diagnostic } from "@grampus/diagnostics";
import { memoryFileSystem, type ReadOnlyFileSystem } from "kustomize-ts";
import type { EnvironmentEntry } from "../definition/entries.ts";
import { fleetSources } from "../fleet/sources.ts";
import type { GatedPin } from "../gates/findings.ts";
import { committedFiles } from "../git/committed-files.ts";
import { lockFile, overlayDirectory } from "../layout.ts";
import { type FileChange, treeDifference } from "../output/changes.ts";
import { writtenWithRecords } from "../output/write.ts";
import { builtState, committedStates } from "../plan/built-states.ts";
import { planOfCluster } from "../plan/cluster-plan.ts";
import { fieldChanges } from "../plan/field-changes.ts";
import type { ClusterState } from "../plan/played.ts";
import type { PlannedApproval } from "../plan/rules.ts";
import { type Locator, locator } from "../position/locate.ts";
import { ranReleases } from "../promotion/lock-history.ts";
import type { MovedPin, MovedPins } from "../promotion/promoted.ts";
import { reversal } from "../promotion/reversal.ts";
import { shadowedFields } from "../promotion/shadowed.ts";
import type { WantedPin, WantedPins } from "../promotion/wanted.ts";
import { missingRelease } from "../promotion/wanted.ts";
import { releaseCodes } from "../releases/diagnostics.ts";
import { type Lock, lockText, type Pin } from "../releases/lock.ts";
import { lockFileText, pinnedReleases } from "../releases/pinned-releases.ts";
import { readRelease } from "../releases/read-release.ts";
import { renderedTree } from "../render/tree.ts";
import type { ResolvedFleet } from "../resolve/resolve.ts";
import {
  type CompiledFleet,
  type CompileRequest,
  type RefusedFleet,
  type ResolvedDefinitions,
  resolvedDefinitions,
} from "./compiled-fleet.ts";
import { environmentApprovals } from "./planned-approvals.ts";
import { type TypedCompileRequest, typedFleet } from "./typed-fleet.ts";

/** How pins are moved. */
export interface MoveRequest extends TypedCompileRequest {
  readonly isDryRun: boolean;
  /** Asks the gates; they are not asked unless said. */
  readonly judge?: (after: CompiledFleet) => Promise<JudgedMove | RefusedMove>;
}

/** A move that is refused. */
export interface RefusedMove extends RefusedFleet {
  /** The pins that gates hold, where nothing else is wrong: without them the others may move. */
  readonly held?: readonly GatedPin[];
}

/** What gates said of pins that move, and what is written about that. */
export interface JudgedMove {
  readonly kind: "judged";
  readonly pins: readonly GatedPin[];
  readonly changes: readonly FileChange[];
}

/** A fleet as it is before pins move, and the lock they are moved in. */
export interface BeforeMove {
  readonly kind: "before";
  readonly definitions: ResolvedDefinitions;
  readonly lock: Lock;
  /** The text of its file; undefined when there is none. */
  readonly text: string | undefined;
}

/** Areas of errors that another release may be the answer to: of the fleet before, they do not matter. */
const MENDABLE = /^(policy|cluster|manifest)\//;

/** Tells pins that are wrong in other environments: each is mended by a promotion of its own. */
function wrongElsewhere(environment: string): (diagnostic: Diagnostic) => boolean {
  return ({ code, source }) =>
    (code === "release/unknown-release" || code === "release/other-digest") &&
    source?.file !== lockFile(environment);
}

/**
 * A fleet before pins of an environment move. Pins that are wrong there, of releases that are gone or others than were
 * promoted, count as none: to move them mends them.
 */
export async function beforeMove(
  request: CompileRequest,
  environment: string,
): Promise<BeforeMove | RefusedFleet> {
  const pins = pinnedReleases(fleetSources(request.root)).byEnvironment.get(environment);
  const lock = new Map<string, Pin | null>();
  for (const [cluster, pin] of pins?.lock ?? []) {
    lock.set(cluster, pins?.releases.has(cluster) === true ? pin : null);
  }
  const isMended = pins !== undefined && !pins.isRight && pins.lock.size > 0;
  const locks = isMended ? { locks: new Map([[environment, lockText(lock)]]) } : {};
  const isElsewhere = wrongElsewhere(environment);
  const isTolerated = (diagnostic: Diagnostic) => MENDABLE.test(diagnostic.code) || isElsewhere(diagnostic);
  const definitions = await resolvedDefinitions({ ...request, ...locks, isTolerated });
  return definitions.kind === "refused"
    ? definitions
    : { kind: "before", definitions, lock, text: pins?.text };
}

function overlayOf({ overlays }: ResolvedFleet, environment: string, cluster: string) {
  return overlays.find(
    (overlay) => overlay.environment.name === environment && overlay.cluster.name === cluster,
  );
}

/** What clusters run as before, where their environment pins none of them: what the last commit has. */
async function committedBefore(
  root: string,
  environment: string,
  clusters: readonly string[],
): Promise<ReadonlyMap<string, ClusterState>> {
  if (clusters.length === 0) return new Map();
  const committed = await committedFiles(root, "HEAD");
  if (committed.kind === "nothing") return new Map();
  return committedStates(
    committed,
    clusters.map((cluster) => ({ environment, cluster })),
  );
}

interface Compared {
  readonly environment: string;
  readonly before: { readonly resolved: ResolvedFleet; readonly files: ReadOnlyFileSystem };
  readonly after: { readonly resolved: ResolvedFleet; readonly files: ReadOnlyFileSystem };
  readonly committed: ReadonlyMap<string, ClusterState>;
  readonly isFirst: (cluster: string, release: number) => boolean;
  readonly locate: Locator;
  readonly approvals: readonly PlannedApproval[];
}

function movedPin(pin: WantedPin, compared: Compared, gated: readonly GatedPin[]): MovedPin {
  const { environment, before, after, committed, isFirst, locate, approvals } = compared;
  const { cluster, to } = pin;
  const key = { environment, cluster };
  const old =
    pin.from === undefined
      ? committed.get(overlayDirectory(environment, cluster))
      : builtState(before.files, key);
  const current = builtState(after.files, key);
  const overlays = [
    overlayOf(before.resolved, environment, cluster),
    overlayOf(after.resolved, environment, cluster),
  ] as const;
  const [earlier, later] = overlays;
  const isSame =
    old !== undefined &&
    current !== undefined &&
    fieldChanges(old.cluster, current.cluster).length === 0 &&
    JSON.stringify(old.objects) === JSON.stringify(current.objects);
  const plan = isSame ? undefined : planOfCluster(old, current);
  return {
    ...pin,
    isFirst: isFirst(cluster, to),
    gates: gated.find((one) => one.cluster === cluster)?.verdicts ?? [],
    approvals: approvals.filter((one) => one.cluster === cluster),
    plan,
    shadowed: earlier === undefined || later === undefined ? [] : shadowedFields(earlier, later, locate),
    reversal:
      current === undefined
        ? { isPossible: false, reasons: [`nothing of it runs in ${environment}`] }
        : reversal(old, current, plan),
  };
}

/** The new lock of an environment, or what is wrong with a release that is to be pinned. */
function movedLock(root: string, lock: Lock, pins: readonly WantedPin[]): Lock | RefusedFleet {
  const moved = new Map(lock);
  for (const { cluster, to } of pins) {
    const read = readRelease(root, cluster, to);
    if (read.kind === "missing") return { kind: "refused", diagnostics: [missingRelease(cluster, to, [])] };
    if (read.kind === "wrong") return { kind: "refused", diagnostics: [read.finding.diagnostic] };
    moved.set(cluster, { release: to, digest: read.release.digest });
  }
  return moved;
}

/**
 * Moves pins of an environment: compiles it with the new lock, and writes what changes unless it is a dry run. All or
 * nothing: what compile refuses, types included, writes no file.
 *
 * @throws CompilerFault as `typedFleet`, and `cannot-write`
 */
export async function movedPins(
  request: MoveRequest,
  { name: environment }: EnvironmentEntry,
  { definitions, lock, text }: BeforeMove,
  { pins, left }: WantedPins,
): Promise<MovedPins | RefusedMove> {
  const { root, isDryRun } = request;
  const moves = pins.filter(({ from, to }) => from !== to);
  const unchanged = pins
    .filter(({ from, to }) => from === to)
    .map(({ cluster, to }) => ({ cluster, release: to }));
  const none = { kind: "moved", environment, unchanged, left, isDryRun } as const;
  if (moves.length === 0) return { ...none, moved: [], changes: [] };
  const newLock = movedLock(root, lock, moves);
  if ("kind" in newLock) return newLock;
  const after = await typedFleet({
    ...request,
    selection: { environment },
    locks: new Map([[environment, lockText(newLock)]]),
    isTolerated: wrongElsewhere(environment),
  });
  if (after.kind === "refused") return after;
  const judged = await request.judge?.(after);
  if (judged?.kind === "refused") return judged;
  const firsts = moves.filter(({ from }) => from === undefined).map(({ cluster }) => cluster);
  const ran = await ranReleases(root, environment);
  const compared: Compared = {
    environment,
    before: {
      resolved: definitions.resolved,
      files: memoryFileSystem(renderedTree(definitions.fleet, definitions.resolved)),
    },
    after: { resolved: after.resolved, files: memoryFileSystem(after.wholeTree) },
    committed: await committedBefore(root, environment, firsts),
    isFirst: (cluster, release) => !ran.has(cluster, release),
    locate: await locator(root),
    approvals: await environmentApprovals(root, after, environment),
  };
  const records = judged?.changes ?? [];
  const { changes: generated } = treeDifference(root, after.tree, after.scope);
  const moved = moves.map((pin) => movedPin(pin, compared, judged?.pins ?? []));
  if (!isDryRun) {
    const isMoved = () => lockFileText(root, environment) !== text;
    const { left: unwritten } = await writtenWithRecords(root, records, generated, isMoved);
    if (unwritten.length > 0) {
      const source = { file: lockFile(environment), line: 1, column: 1 };
      return {
        kind: "refused",
        diagnostics: [releaseCodes.create("moved-meanwhile", { environment }, { source })],
      };
    }
  }
  return { ...none, moved, changes: [...records, ...generated] };
}
