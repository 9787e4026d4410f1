import type { Diagnostic } from "@grampus/diagnostics";
import type { DataPath } from "../data/data-path.ts";
import { type NotPlain, toPlainData } from "../data/plain-copy.ts";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";
import { writtenPath } from "../fields/field-name.ts";
import type { Finding } from "../findings/finding.ts";
import { followed } from "../fleet/follows.ts";
import { type DefinitionFile, type FleetSources, linkedFiles } from "../fleet/sources.ts";
import { definitionScript } from "./bundle.ts";
import { loadCodes } from "./diagnostics.ts";
import { callHint } from "./dsl-names.ts";
import { type Evaluation, evaluations } from "./evaluate.ts";
import type { Judge } from "./judge.ts";
import type { PackageResolver } from "./package-resolver.ts";
import type { PinnedClusters } from "./pinned-modules.ts";

/** One definition file, evaluated. */
export interface LoadedDefinition extends DefinitionFile {
  /** The default export as the file made it, for comparison by identity only. */
  readonly exported: unknown;
  /** The default export as plain data, without the functions of its own policies. */
  readonly data: PlainValue;
  /** The functions of an environment's own policies, by their place among `policies`. */
  readonly policyFunctions: ReadonlyMap<number, unknown>;
  /** Asks functions of the definition. */
  readonly judge: Judge;
  /** What it knew of the definitions of clusters, when it is an environment that follows releases. */
  readonly pinned?: PinnedClusters;
}

/** Every definition that could be evaluated, and what is wrong with the others. */
export interface LoadedFleet {
  readonly sources: FleetSources;
  readonly clusters: readonly LoadedDefinition[];
  readonly environments: readonly LoadedDefinition[];
  readonly findings: readonly Finding[];
  /** What the definitions wrote with `console`. */
  readonly logs: readonly Diagnostic[];
}

/** How definitions are loaded. */
export interface LoadOptions {
  readonly resolvePackage: PackageResolver;
  /** Milliseconds that definitions which are evaluated together may take. */
  readonly timeout: number;
  /** What the pinned releases hold, by the names of environments that pin some, then of clusters. */
  readonly pins?: ReadonlyMap<string, ReadonlyMap<string, PlainObject>>;
}

type Loading =
  | { readonly kind: "loaded"; readonly definition: LoadedDefinition }
  | { readonly kind: "failed"; readonly exported?: unknown };

/** Whether a place in an export lies in one that is told of already: an environment holds the clusters it imports. */
function isTold(exported: unknown, path: DataPath, told: ReadonlySet<unknown>): boolean {
  let value = exported;
  return path.some((segment) => {
    value = typeof value === "object" && value !== null ? Reflect.get(value, segment) : undefined;
    return told.has(value);
  });
}

/** The place of the policy whose function a value is; undefined for every other value. */
function policyIndex({ kind }: DefinitionFile, { path, callable }: NotPlain): number | undefined {
  const [field, index, member, ...deeper] = path;
  const isPolicy = field === "policies" && member === "judge" && deeper.length === 0;
  return kind === "environment" && isPolicy && callable !== undefined && typeof index === "number"
    ? index
    : undefined;
}

function loadedDefinition(
  file: DefinitionFile,
  evaluation: Evaluation,
  judge: Judge,
  told: ReadonlySet<unknown>,
  findings: Finding[],
): Loading {
  const source = { file: file.file, line: 1, column: 1 };
  if (evaluation.kind === "failed") {
    findings.push({ diagnostic: evaluation.diagnostic });
    return { kind: "failed" };
  }
  const exported = evaluation.exports.default;
  if (exported === undefined) {
    const define = file.kind === "cluster" ? "defineCluster" : "defineEnvironment";
    const allowed = `export default ${define}({ ... })`;
    findings.push({
      diagnostic: loadCodes.create("no-default-export", { kind: file.kind }, { source, allowed }),
    });
    return { kind: "failed" };
  }
  const { data, problems } = toPlainData(exported);
  const policyFunctions = new Map<number, unknown>();
  const wrong = problems.filter((problem) => {
    const index = policyIndex(file, problem);
    if (index !== undefined) policyFunctions.set(index, problem.callable);
    return index === undefined;
  });
  for (const { path, what, functionName } of wrong) {
    if (isTold(exported, path, told)) continue;
    const hint = functionName === undefined ? {} : callHint(functionName);
    findings.push({
      diagnostic: loadCodes.create(
        "not-plain-data",
        { what },
        { path: writtenPath(path).join("."), ...hint },
      ),
      place: { file: file.file, path, part: "value" },
    });
  }
  return data === undefined || wrong.length > 0
    ? { kind: "failed", exported }
    : { kind: "loaded", definition: { ...file, exported, data, policyFunctions, judge } };
}

function linkFinding({ file }: DefinitionFile): Finding {
  return {
    diagnostic: loadCodes.create("symbolic-link", { file }, { source: { file, line: 1, column: 1 } }),
  };
}

interface Loaded {
  readonly definitions: readonly LoadedDefinition[];
  readonly findings: readonly Finding[];
  readonly logs: readonly Diagnostic[];
}

/** Evaluates some definitions in a realm of their own. */
async function loadedScript(
  root: string,
  files: readonly DefinitionFile[],
  { resolvePackage, timeout }: LoadOptions,
  pinned?: PinnedClusters,
): Promise<Loaded> {
  const scriptFiles = files.map(({ file }) => file);
  const known = pinned === undefined ? {} : { pinned };
  const script = await definitionScript({ root, files: scriptFiles, ...known }, resolvePackage);
  if (script.kind === "refused") return { definitions: [], findings: script.findings, logs: [] };
  const { byFile, logs, judge } = evaluations(script, timeout);
  const findings: Finding[] = [];
  const told = new Set<unknown>();
  const definitions = files.flatMap((file): readonly LoadedDefinition[] => {
    const evaluation = byFile.get(file.file);
    if (evaluation === undefined) return [];
    const loading = loadedDefinition(file, evaluation, judge, told, findings);
    if (loading.kind === "loaded") return [{ ...loading.definition, ...known }];
    if (typeof loading.exported === "object") told.add(loading.exported);
    return [];
  });
  return { definitions, findings, logs };
}

/** Each once: modules that several scripts share are wrong in the same way in each. */
function withoutRepetition<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/**
 * Evaluates all definitions of a fleet. User errors become diagnostics; nothing outside the realms is touched. An
 * environment that follows releases is evaluated apart, where what is pinned stands in the place of clusters'
 * definitions: one that has pins at once, another when its definition says so.
 */
export async function loadedFleet(sources: FleetSources, options: LoadOptions): Promise<LoadedFleet> {
  const { root, clusters, environments } = sources;
  const linked = linkedFiles(sources);
  if (linked.length > 0)
    return { sources, clusters: [], environments: [], findings: linked.map(linkFinding), logs: [] };
  const { pins = new Map() } = options;
  const pinnedScript = (file: DefinitionFile) => {
    const settings = pins.get(file.folder) ?? new Map();
    return loadedScript(root, [file], options, { environment: file.folder, settings });
  };
  const unpinned = environments.filter(({ folder }) => !pins.has(folder));
  const [heads, ...pinned] = await Promise.all([
    loadedScript(root, [...clusters, ...unpinned], options),
    ...environments.filter(({ folder }) => pins.has(folder)).map(pinnedScript),
  ]);
  const turned = pinned.flatMap(({ definitions }) =>
    definitions.filter(({ data }) => followed(data) === "head"),
  );
  if (turned.length > 0) {
    const left = [...pins].filter(([name]) => turned.every(({ folder }) => folder !== name));
    return loadedFleet(sources, { ...options, pins: new Map(left) });
  }
  const isUnpinned = ({ kind, data }: LoadedDefinition) =>
    kind === "environment" && followed(data) === "releases";
  const late = await Promise.all(heads.definitions.filter(isUnpinned).map(pinnedScript));
  const scripts = [...pinned, ...late];
  const kept = heads.definitions.filter((definition) => !isUnpinned(definition));
  return {
    sources,
    clusters: kept.filter(({ kind }) => kind === "cluster"),
    environments: [
      ...kept.filter(({ kind }) => kind === "environment"),
      ...scripts.flatMap(({ definitions }) => definitions),
    ],
    findings: withoutRepetition([heads, ...scripts].flatMap(({ findings }) => findings)),
    logs: withoutRepetition([heads, ...scripts].flatMap(({ logs }) => logs)),
  };
}
