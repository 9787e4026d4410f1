import type { Diagnostic } from "@grampus/diagnostics";
import { didYouMean, hasErrors } from "@grampus/diagnostics";
import type { EnvironmentEntry } from "../definition/entries.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import { gateCodes } from "../gates/diagnostics.ts";
import { attestationsFile } from "../layout.ts";
import type { LiveOptions } from "../live/live-changes.ts";
import { writtenChanges } from "../output/write.ts";
import { type Attestation, attestationsText, readAttestations } from "../records/attestations.ts";
import { recordText } from "../records/record-file.ts";
import { newestRelease } from "../releases/newest.ts";
import { DEFINITION_DATA, type Release } from "../releases/release.ts";
import { definitionData } from "../render/release.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import {
  type CompiledFleet,
  type CompileRequest,
  compiledFleet,
  type RefusedFleet,
} from "./compiled-fleet.ts";
import { liveSights } from "./live-sights.ts";

/** Of which environment is recorded what is seen, and how it is looked at. */
export interface AttestRequest extends CompileRequest {
  readonly environment: string;
  readonly live: LiveOptions;
  /** The moment that is recorded; now unless said. */
  readonly now?: Date;
}

/** What was recorded of one cluster. */
export interface AttestedCluster extends Attestation {
  readonly cluster: string;
}

/** What was recorded of an environment. */
export interface Attested {
  readonly kind: "attested";
  readonly environment: string;
  readonly file: string;
  readonly clusters: readonly AttestedCluster[];
  /** Clusters that run what no release says, so that there is nothing to record of them. */
  readonly unreleased: readonly string[];
}

/** The release that an overlay is made of; where it is made of the definition, the newest one that says the same. */
function releaseOf(
  root: string,
  { resolved }: CompiledFleet,
  { source, cluster }: ResolvedOverlay,
): Release | undefined {
  if (source.kind === "release") return source.release;
  const [head, newest] = [resolved.bases.get(cluster.name), newestRelease(root, cluster.name)];
  if (head === undefined || newest?.read.kind !== "release") return undefined;
  const { release } = newest.read;
  return release.files.get(`${release.directory}/${DEFINITION_DATA}`) === definitionData(head)
    ? release
    : undefined;
}

function refused(...diagnostics: readonly Diagnostic[]): RefusedFleet {
  return { kind: "refused", diagnostics };
}

function lines(
  { listed }: EnvironmentEntry,
  known: ReadonlyMap<string, Attestation | null>,
  seen: readonly AttestedCluster[],
): ReadonlyMap<string, Attestation | null> {
  const byCluster = new Map(seen.map(({ cluster, ...attestation }) => [cluster, attestation]));
  return new Map(listed.map((cluster) => [cluster, byCluster.get(cluster) ?? known.get(cluster) ?? null]));
}

/**
 * Looks at the clusters of an environment as they run, and records what is seen of the release that each of them shall run.
 * Writes nothing where they cannot be looked at.
 *
 * @throws CompilerFault as `compiledFleet`, and `cannot-write`
 */
export async function attest(request: AttestRequest): Promise<Attested | RefusedFleet> {
  const { root, environment, live, selection, now = new Date() } = request;
  const compiled = await compiledFleet({ ...request, selection: {} });
  if (compiled.kind === "refused") return compiled;
  const entry = compiled.fleet.environments.get(environment);
  if (entry === undefined) {
    const known = [...compiled.fleet.environments.keys()];
    const occurrence = { found: environment, allowed: known.join(", "), ...didYouMean(environment, known) };
    return refused(fleetCodes.create("unknown-environment", { name: environment }, occurrence));
  }
  const { cluster: only } = selection;
  if (only !== undefined && !entry.listed.includes(only)) {
    const occurrence = { found: only, allowed: entry.listed.join(", "), ...didYouMean(only, entry.listed) };
    return refused(fleetCodes.create("unknown-cluster", { name: only, place: environment }, occurrence));
  }
  const known = readAttestations(root, environment);
  if (hasErrors(known.diagnostics)) return refused(...known.diagnostics);
  const found = await liveSights(compiled, entry, live);
  if (found.kind === "unread") {
    const hint = `the context is ${found.context}; --context ${environment}=NAME names another one`;
    return refused(gateCodes.create("not-seen", { environment, reason: found.reason }, { hint }));
  }
  const at = `${now.toISOString().slice(0, "2026-11-30T09:00:00".length)}Z`;
  const overlays = compiled.resolved.overlays.filter(
    (overlay) =>
      overlay.environment.name === environment && (only ?? overlay.cluster.name) === overlay.cluster.name,
  );
  const unreleased: string[] = [];
  const clusters = overlays.flatMap((overlay): readonly AttestedCluster[] => {
    const cluster = overlay.cluster.name;
    const [sight, release] = [found.sights.get(cluster), releaseOf(root, compiled, overlay)];
    if (release === undefined) unreleased.push(cluster);
    if (sight === undefined || release === undefined) return [];
    const { isHealthy: healthy, saw } = sight;
    return [{ cluster, release: release.number, digest: release.digest, healthy, at, saw }];
  });
  const file = attestationsFile(environment);
  const before = recordText(root, file);
  const text = attestationsText(lines(entry, known.byCluster, clusters));
  const kind = before === undefined ? "create" : "update";
  await writtenChanges(root, [{ kind, file, text, before: before ?? "" }], () => false);
  return { kind: "attested", environment, file, clusters, unreleased };
}
