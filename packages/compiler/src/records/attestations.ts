import type { Diagnostic } from "@grampus/diagnostics";
import { isMap, type PlainValue } from "../data/plain-data.ts";
import { attestationsFile } from "../layout.ts";
import { type ClusterLines, clusterLines, readClusterLines } from "../releases/cluster-lines.ts";
import { mergeConflict } from "../releases/conflict.ts";
import { recordCodes } from "./diagnostics.ts";
import { folderInPlace, recordText } from "./record-file.ts";

/** What was seen of a cluster that runs a release. */
export interface Attestation {
  readonly release: number;
  readonly digest: string;
  readonly healthy: boolean;
  /** A moment as ISO 8601 writes it, in UTC. */
  readonly at: string;
  /** In words: `Ready, 3 of 3 members`. */
  readonly saw: string;
}

/** What was last seen of an environment's clusters, and what is wrong with the file that says it. */
export interface Attestations {
  /** Null for a cluster that nobody looked at yet. */
  readonly byCluster: ReadonlyMap<string, Attestation | null>;
  readonly diagnostics: readonly Diagnostic[];
}

const VERSION = { key: "attestationsVersion", version: 1 } as const;

function readAttestation(value: PlainValue): Attestation | null | undefined {
  if (value === null) return null;
  if (!isMap(value)) return undefined;
  const { release, digest, healthy, at, saw, ...more } = value;
  const isWhole =
    typeof release === "number" &&
    typeof digest === "string" &&
    typeof healthy === "boolean" &&
    typeof at === "string" &&
    typeof saw === "string" &&
    !Number.isNaN(Date.parse(at));
  return isWhole && Object.keys(more).length === 0 ? { release, digest, healthy, at, saw } : undefined;
}

/** What was seen of clusters, as the text of a file: a line for each, which Git merges with changes of its neighbours. */
export function attestationsText(byCluster: ReadonlyMap<string, Attestation | null>): string {
  const texts = [...byCluster].map(([cluster, attestation]) => {
    if (attestation === null) return [cluster, "null"] as const;
    const { release, digest, healthy, at, saw } = attestation;
    const members = Object.entries({ release, digest, healthy, at, saw });
    const fields = members.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    return [cluster, `{ ${fields.join(", ")} }`] as const;
  });
  return clusterLines(new Map(texts), VERSION);
}

function parsed(text: string): ClusterLines<Attestation | null> {
  return readClusterLines(text, VERSION, readAttestation, "sight of a release");
}

/** Reads what was last seen of an environment's clusters. */
export function readAttestations(root: string, environment: string): Attestations {
  const file = attestationsFile(environment);
  const none = (diagnostic: Diagnostic): Attestations => ({
    byCluster: new Map(),
    diagnostics: [diagnostic],
  });
  const folder = folderInPlace(root, file);
  if (folder !== undefined) return none(folder);
  const text = recordText(root, file);
  if (text === undefined) return { byCluster: new Map(), diagnostics: [] };
  const hint = `look again: git checkout HEAD -- ${file}; grampus attest --env ${environment}`;
  const conflict = mergeConflict(text);
  if (conflict !== undefined) {
    const source = { file, line: conflict.line, column: 1 };
    return none(recordCodes.create("conflict", { file }, { source, hint }));
  }
  const read = parsed(text);
  if (read.kind === "lines") return { byCluster: read.values, diagnostics: [] };
  const source = { file, line: read.line, column: read.column };
  return none(recordCodes.create("unreadable", { file, problem: read.message }, { source, hint }));
}
