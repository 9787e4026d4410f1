import { type Diagnostic, didYouMean } from "@grampus/diagnostics";
import { ENVIRONMENT_LABEL } from "@grampus/dsl/field-map";
import type { PlainObject } from "../data/plain-data.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import { releaseNumber } from "../layout.ts";
import { type FieldChange, fieldChanges } from "../plan/field-changes.ts";
import { missingRelease } from "../promotion/wanted.ts";
import { readRelease } from "../releases/read-release.ts";
import { releaseNumbers } from "../releases/release-numbers.ts";
import type { ResolvedFleet } from "../resolve/resolve.ts";
import { type CompileRequest, type RefusedFleet, resolvedDefinitions } from "./compiled-fleet.ts";

/** Fields of a cluster that differ between two environments or releases. */
export interface ClusterDifference {
  readonly kind: "difference";
  readonly cluster: string;
  /** What is compared, as messages name it: `release 1`, `prod (release 3)`. */
  readonly left: string;
  readonly right: string;
  readonly fields: readonly FieldChange[];
}

/** What is compared: a cluster in two environments, or two of its releases; `head` is its definition as it stands. */
export interface DifferenceRequest extends CompileRequest {
  readonly cluster: string;
  readonly left: string;
  readonly right: string;
}

interface Side {
  readonly name: string;
  readonly manifest: PlainObject;
}

/** What one side names: a release, an environment, or the definition as it stands. */
function sideOf(root: string, resolved: ResolvedFleet, cluster: string, text: string): Side | Diagnostic {
  const base = resolved.bases.get(cluster);
  if (text === "head" && base !== undefined)
    return { name: "the definition as it stands", manifest: base.manifest };
  const number = releaseNumber(text);
  if (number !== undefined) {
    const read = readRelease(root, cluster, number);
    if (read.kind === "release") return { name: `release ${number}`, manifest: read.release.manifest };
    return read.kind === "wrong"
      ? read.finding.diagnostic
      : missingRelease(cluster, number, releaseNumbers(root, cluster));
  }
  const overlays = resolved.overlays.filter((overlay) => overlay.cluster.name === cluster);
  const overlay = overlays.find(({ environment }) => environment.name === text);
  if (overlay !== undefined) {
    const { source, manifest } = overlay;
    const runs = source.kind === "head" ? "the definition as it stands" : `release ${source.release.number}`;
    return { name: `${text} (${runs})`, manifest };
  }
  const known = overlays.map(({ environment }) => environment.name);
  const allowed = [...known, "head", ...releaseNumbers(root, cluster).map(String)].join(", ");
  return fleetCodes.create(
    "unknown-environment",
    { name: text },
    { found: text, allowed, ...didYouMean(text, known) },
  );
}

/**
 * Compares a cluster in two environments, or two releases of it, field by field.
 *
 * @throws CompilerFault as `resolvedDefinitions`
 */
export async function difference(request: DifferenceRequest): Promise<ClusterDifference | RefusedFleet> {
  const { root, cluster, left, right } = request;
  const definitions = await resolvedDefinitions(request);
  if (definitions.kind === "refused") return definitions;
  const { resolved } = definitions;
  const known = [...resolved.bases.keys()];
  if (!known.includes(cluster)) {
    const occurrence = { found: cluster, allowed: known.join(", "), ...didYouMean(cluster, known) };
    const diagnostic = fleetCodes.create(
      "unknown-cluster",
      { name: cluster, place: "the fleet" },
      occurrence,
    );
    return { kind: "refused", diagnostics: [diagnostic] };
  }
  const sides = [left, right].map((text) => sideOf(root, resolved, cluster, text));
  const wrong = sides.filter((side): side is Diagnostic => "severity" in side);
  const [one, other] = sides.filter((side): side is Side => "manifest" in side);
  if (one === undefined || other === undefined) return { kind: "refused", diagnostics: wrong };
  // The label that says the environment is another one everywhere.
  const fields = fieldChanges(one.manifest, other.manifest).filter(
    ({ path }) => path.at(-1) !== ENVIRONMENT_LABEL,
  );
  return { kind: "difference", cluster, left: one.name, right: other.name, fields };
}
