import { type Diagnostic, sortDiagnostics } from "@grampus/diagnostics";
import { dayText } from "../data/calendar-day.ts";
import type { Finding } from "../findings/finding.ts";
import { directoryEntries, fleetSources } from "../fleet/sources.ts";
import { indexState } from "../git/index-state.ts";
import { FLEET_FOLDERS, generatedFolder, releaseDirectory } from "../layout.ts";
import { type FileChange, treeDifference } from "../output/changes.ts";
import { firstDifference } from "../output/first-difference.ts";
import type { FileTree } from "../output/tree.ts";
import { type RecordReaders, recordReaders } from "../records/readers.ts";
import { readRelease } from "../releases/read-release.ts";
import { releaseNumbers } from "../releases/release-numbers.ts";
import { checkCodes } from "../typecheck/diagnostics.ts";
import { changeRuleFindings } from "./change-rules.ts";
import { foreignFileDiagnostics } from "./compile.ts";
import { type CompiledFleet, type RefusedFleet, told } from "./compiled-fleet.ts";
import { type TypedCompileRequest, typedFleet } from "./typed-fleet.ts";

/** What `check` found. */
export interface CheckResult {
  readonly kind: "checked";
  /** Errors make the check fail. */
  readonly diagnostics: readonly Diagnostic[];
  /** Number of generated files that are as they should be. */
  readonly upToDate: number;
  /** Number of definition files that were type-checked. */
  readonly definitions: number;
}

function changeDiagnostic({ kind, file, text, before }: FileChange): Diagnostic {
  const source = { file, line: 1, column: 1 };
  if (kind === "create") return checkCodes.create("missing", { file });
  if (kind === "remove") return checkCodes.create("stale", { file }, { source });
  const { line, found, wanted } = firstDifference(before, text);
  return checkCodes.create(
    "out-of-date",
    { file },
    { source: { file, line, column: 1 }, found, allowed: wanted },
  );
}

function hasOtherLineEndings({ kind, text, before }: FileChange): boolean {
  return kind === "update" && before !== text && before.replaceAll("\r\n", "\n") === text;
}

/** What is wrong with the files on disk. Line endings are one cause, whatever the number of files. */
function changeDiagnostics(changes: readonly FileChange[]): readonly Diagnostic[] {
  const converted = changes.filter(hasOtherLineEndings);
  const [first] = converted;
  const others = changes.filter((change) => !hasOtherLineEndings(change)).map(changeDiagnostic);
  if (first === undefined) return others;
  return [...others, checkCodes.create("line-endings", { count: converted.length, file: first.file })];
}

/** Generated files that a commit which is being prepared would leave out. */
async function stagingDiagnostics(root: string, tree: FileTree): Promise<readonly Diagnostic[]> {
  const state = await indexState(root);
  if (state === undefined || !state.isStaging) return [];
  const left = state.unstaged.filter((file) => tree.has(file) || generatedFolder(file) !== undefined).sort();
  const [file] = left;
  return file === undefined ? [] : [checkCodes.create("not-staged", { count: left.length, file })];
}

/** What is wrong with releases that no environment runs: those that one runs are read by every compile. */
function unpinnedDiagnostics(root: string, { overlays, scope }: CompiledFleet): readonly Diagnostic[] {
  if (scope.bases !== undefined) return [];
  const pinned = new Set(
    overlays.flatMap(({ source }) => (source.kind === "release" ? [source.release.directory] : [])),
  );
  return directoryEntries(root, FLEET_FOLDERS.cluster).flatMap((cluster) =>
    releaseNumbers(root, cluster)
      .filter((number) => !pinned.has(releaseDirectory(cluster, number)))
      .map((number) => readRelease(root, cluster, number))
      .flatMap((read) => (read.kind === "wrong" ? [read.finding.diagnostic] : [])),
  );
}

/** What is wrong with any file of records, whoever is going to ask for it. */
function recordFindings(
  { fleet }: CompiledFleet,
  records: RecordReaders,
  { environment: only }: CheckRequest["selection"],
): readonly Finding[] {
  for (const { name, listed } of fleet.environments.values()) {
    if ((only ?? name) !== name) continue;
    records.attestations(name);
    records.approvals(name);
    for (const cluster of listed) records.overrides(name, cluster);
  }
  return records.diagnostics.map((diagnostic) => ({ diagnostic }));
}

/** What is checked, and when. */
export interface CheckRequest extends TypedCompileRequest {
  /** The moment for which exceptions and gates are judged; now unless said. */
  readonly now?: Date;
  /** Whether gates are judged; they are not unless said. */
  readonly gates?: boolean;
}

/**
 * Compares the files of a fleet with what compile would write, and checks the types of the definitions. Writes
 * nothing. What compile would refuse has no files to compare with.
 *
 * @throws CompilerFault as `typedFleet`
 */
export async function check(request: CheckRequest): Promise<CheckResult | RefusedFleet> {
  const { root, against, now = new Date(), gates: hasGates = false, selection } = request;
  const compiled = await typedFleet({ ...request, today: dayText(now) });
  if (compiled.kind === "refused") return compiled;
  const { changes, unchanged, foreign } = treeDifference(request.root, compiled.tree, compiled.scope);
  const staging = changes.length === 0 ? await stagingDiagnostics(request.root, compiled.wholeTree) : [];
  const records = recordReaders(root);
  const rules = await changeRuleFindings(compiled, {
    root,
    records,
    ...(against === undefined ? {} : { against }),
    isRequired: request.isRequired ?? against !== undefined,
    hasGates,
    now,
    isAsked: (environment, cluster) =>
      (selection.environment ?? environment) === environment && (selection.cluster ?? cluster) === cluster,
  });
  const diagnostics = [
    ...compiled.diagnostics,
    ...(await told(root, [...rules, ...recordFindings(compiled, records, selection)])),
    ...changeDiagnostics(changes),
    ...foreignFileDiagnostics(foreign),
    ...staging,
    ...unpinnedDiagnostics(request.root, compiled),
  ];
  const { clusters, environments } = fleetSources(request.root);
  return {
    kind: "checked",
    diagnostics: sortDiagnostics(diagnostics),
    upToDate: unchanged,
    definitions: clusters.length + environments.length,
  };
}
