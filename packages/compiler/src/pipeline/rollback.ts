import type { Diagnostic } from "@grampus/diagnostics";
import { namesText } from "../data/value-text.ts";
import { pinnedRelease } from "../definition/chain.ts";
import { definitionFile, releaseDirectory } from "../layout.ts";
import { ranReleases } from "../promotion/lock-history.ts";
import type { MovedPins } from "../promotion/promoted.ts";
import { followingEnvironment, isDiagnostic, missingRelease, unlistedClusters } from "../promotion/wanted.ts";
import { wayBack } from "../promotion/way-back.ts";
import { releaseCodes } from "../releases/diagnostics.ts";
import { releaseNumbers } from "../releases/release-numbers.ts";
import type { RefusedFleet } from "./compiled-fleet.ts";
import { beforeMove, type MoveRequest, movedPins } from "./moved-pins.ts";

/** What is taken back, and how. */
export interface RollbackRequest extends MoveRequest {
  readonly cluster: string;
  readonly environment: string;
  /** The release to go back to; the one that led to what runs, as committed, unless said. */
  readonly release?: number;
}

/** Refusals that say that data would not survive the way back. */
const NO_WAY = ["cluster/forbidden-change", "cluster/would-stall"];

function refused(diagnostic: Diagnostic): RefusedFleet {
  return { kind: "refused", diagnostics: [diagnostic] };
}

/** A refusal of the way back, with what to do instead before it. */
function withInstead(
  { diagnostics }: RefusedFleet,
  name: { readonly cluster: string; readonly environment: string; readonly release: number },
): RefusedFleet {
  if (!diagnostics.some(({ code }) => NO_WAY.includes(code))) return { kind: "refused", diagnostics };
  const { cluster, environment } = name;
  const hint = `change ${definitionFile("cluster", cluster)} so that it keeps what cannot go back, then grampus release ${cluster} and grampus promote ${cluster} --to ${environment}`;
  return {
    kind: "refused",
    diagnostics: [releaseCodes.create("cannot-go-back", name, { hint }), ...diagnostics],
  };
}

/** The release that ran before the running one, or why it is not known. */
async function releaseBefore(
  root: string,
  environment: string,
  cluster: string,
  running: number | undefined,
): Promise<number | Diagnostic> {
  const ran = await ranReleases(root, environment);
  if (ran.isCut) return releaseCodes.create("history-cut", { environment });
  const { to, givenUp } = wayBack(ran.of(cluster), running);
  if (to !== undefined) return to;
  const found = `${environment} went back from ${namesText(givenUp.map((release) => `release ${release}`))}`;
  return releaseCodes.create(
    "nothing-before",
    { cluster, environment, ...(running === undefined ? {} : { running }) },
    givenUp.length === 0 ? {} : { found },
  );
}

/**
 * Lets an environment run the release of a cluster again that it ran before; the next time the one before that.
 *
 * @throws CompilerFault as `movedPins`
 */
export async function rollback(request: RollbackRequest): Promise<MovedPins | RefusedFleet> {
  const { root, cluster, environment } = request;
  const before = await beforeMove(request, environment);
  if (before.kind === "refused") return before;
  const entry = followingEnvironment(before.definitions.fleet, environment);
  if (isDiagnostic(entry)) return refused(entry);
  const unlisted = unlistedClusters(entry, [cluster]);
  if (unlisted.length > 0) return { kind: "refused", diagnostics: unlisted };
  const from = pinnedRelease(entry, cluster);
  const to = request.release ?? (await releaseBefore(root, environment, cluster, from));
  if (typeof to !== "number") return refused(to);
  const numbers = releaseNumbers(root, cluster);
  if (!numbers.includes(to)) {
    const missing = missingRelease(cluster, to, numbers);
    const folder = releaseDirectory(cluster, to);
    const back = `git checkout "$(git log -1 --diff-filter=AM --format=%H -- ${folder})" -- ${folder}`;
    const hint = `${environment} ran it before, and it was removed since; bring it back: ${back}; or go back to another one with --release`;
    return refused(request.release === undefined ? { ...missing, hint } : missing);
  }
  const result = await movedPins(request, entry, before, {
    pins: [{ cluster, from, to }],
    left: [],
    diagnostics: [],
  });
  return result.kind === "refused" ? withInstead(result, { cluster, environment, release: to }) : result;
}
