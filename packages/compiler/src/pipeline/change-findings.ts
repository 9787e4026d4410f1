import type { Finding } from "../findings/finding.ts";
import { fleetCodes } from "../fleet/diagnostics.ts";
import { type CommittedFiles, committedFiles, type NothingCommitted } from "../git/committed-files.ts";
import { historyFindings, type ProposedFleet } from "../validate/history.ts";
import { numberTwiceFindings, releasedHistoryFindings } from "../validate/released-history.ts";

/** With what a fleet is compared. */
export interface Comparison {
  /** The commit whose output is the state before; `HEAD` unless said. */
  readonly against?: string;
  /** Whether it is an error that something cannot be compared; it always is when `against` is said. */
  readonly isRequired?: boolean;
  /** The files of that commit, where they were read already. */
  readonly committed?: CommittedFiles;
}

/** Why there is nothing to compare with, and what to do. */
export const NOTHING_COMMITTED = {
  "no-git": { reason: "git is not installed", hint: "install git where this runs" },
  "no-repository": {
    reason: "the fleet is not in a Git repository",
    hint: "run this in a clone of the fleet's repository, with its .git folder",
  },
  "no-commit": { reason: "the Git repository has no commit yet", hint: "commit the fleet first" },
} as const;

/** How to fetch a commit that a shallow clone lacks. */
export function fetchHint(ref: string): string {
  const [, branch] = /^origin\/([^~^@:{]+)$/.exec(ref) ?? [];
  const command =
    branch === undefined
      ? "git fetch --unshallow"
      : `git fetch --depth=1 origin ${branch}:refs/remotes/origin/${branch}`;
  return `${command}, or with actions/checkout: fetch-depth: 0`;
}

function nothingFinding(nothing: NothingCommitted, ref: string, isRequired: boolean): Finding {
  switch (nothing.reason) {
    case "unknown-ref":
      return {
        diagnostic: fleetCodes.create(
          "unknown-reference",
          { ref: ref.trim() === "" ? JSON.stringify(ref) : ref },
          { hint: "name a branch, a tag or the id of a commit: --against origin/main" },
        ),
      };
    case "several-fleets":
      return {
        diagnostic: fleetCodes.create(
          "cannot-compare",
          { reason: `the fleet is not in this folder of ${ref}, and may have been in ${nothing.message}` },
          { hint: "move one fleet, commit that, then move the next" },
        ),
      };
    case "shallow":
      return { diagnostic: fleetCodes.create("shallow-clone", { ref }, { hint: fetchHint(ref) }) };
    case "git-refuses": {
      const [message = ""] = nothing.message.split("\n");
      return { diagnostic: fleetCodes.create("git-refuses", { message }) };
    }
    default: {
      const { reason, hint } = NOTHING_COMMITTED[nothing.reason];
      return {
        diagnostic: isRequired
          ? fleetCodes.create("cannot-compare", { reason }, { hint })
          : fleetCodes.create("no-committed-state", { reason }),
      };
    }
  }
}

/**
 * Finds what is wrong with the change from the committed state; that there is none, as an error where one is required.
 *
 * @throws CompilerFault `git-failed`
 */
export async function changeFindings(
  root: string,
  { against, isRequired = against !== undefined, committed: known }: Comparison,
  proposed: ProposedFleet,
): Promise<readonly Finding[]> {
  const ref = against ?? "HEAD";
  const committed = known ?? (await committedFiles(root, ref));
  if (committed.kind === "nothing") return [nothingFinding(committed, ref, isRequired)];
  const [history, released, tip] = await Promise.all([
    historyFindings(committed, proposed, isRequired),
    releasedHistoryFindings(root, committed),
    committed.tip?.(),
  ]);
  const twice = tip === undefined ? [] : numberTwiceFindings(root, { ref, ids: tip }, committed);
  return [...history, ...released, ...twice];
}
