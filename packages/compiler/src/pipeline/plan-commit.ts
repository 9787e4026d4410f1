import { rmSync } from "node:fs";
import { gitLine } from "../git/committed-files.ts";
import { committedFleet, extractedFleet, headFleets } from "../git/head-files.ts";
import { planBase } from "../git/plan-base.ts";
import { planCodes } from "../plan/diagnostics.ts";
import type { FleetPlan } from "../plan/fleet-plan.ts";
import type { RefusedFleet } from "./compiled-fleet.ts";
import { type PlanRequest, planAgainst } from "./plan.ts";
import { noBase } from "./plan-refusal.ts";

/** Which commit is planned, of which repository. */
export interface CommitPlanRequest extends Omit<PlanRequest, "root"> {
  /** The fleet's root in a work tree, or a repository without one. */
  readonly repository: string;
  /** The commit whose definitions are the state after. */
  readonly head: string;
}

/** Whether a directory is a Git repository without a work tree. */
export async function isBareRepository(directory: string): Promise<boolean> {
  return (await gitLine(directory, ["rev-parse", "--is-bare-repository"])) === "true";
}

/** The folder of the fleet in a commit: that of the work tree, or the only one that has one. */
async function fleetFolder(repository: string, commit: string): Promise<string | RefusedFleet> {
  const fleets = await headFleets(repository, commit);
  const prefix = (await isBareRepository(repository))
    ? undefined
    : await gitLine(repository, ["rev-parse", "--show-prefix"]);
  if (prefix !== undefined) return prefix;
  const [folder, ...others] = fleets;
  if (folder !== undefined && others.length === 0) return folder;
  const reason =
    folder === undefined
      ? "the commit has no fleet, no clusters/<name>/cluster.ts and environments/<name>/environment.ts"
      : `the commit has several fleets, in ${fleets.map(folderName).join(", ")}`;
  const hint =
    folder === undefined ? {} : { hint: "plan in a work tree of the one that is meant: git worktree add" };
  return { kind: "refused", diagnostics: [planCodes.create("no-base", { reason }, hint)] };
}

function folderName(folder: string): string {
  return folder === "" ? "the repository's top" : folder;
}

/** Whether the same clusters were in another folder cannot be seen from commits alone. */
function movedFleet(base: string, folder: string, earlier: readonly string[]): RefusedFleet {
  const reason = `the fleet is in ${folderName(folder)}, and ${base} has one in ${earlier.map(folderName).join(", ")}`;
  const hint = "plan it in a work tree, where the move is seen: git worktree add";
  return { kind: "refused", diagnostics: [planCodes.create("no-base", { reason }, { hint })] };
}

/**
 * Plans the change from a commit to another one, both read from Git's objects; works without a work tree. The definitions
 * are evaluated in a folder for temporary files, which is removed whatever ends the process but `kill -9`.
 *
 * @throws CompilerFault as `plan`, and `cannot-write`
 */
export async function planOfCommit(request: CommitPlanRequest): Promise<FleetPlan | RefusedFleet> {
  const { repository, head, base, ...rest } = request;
  const found = await planBase(repository, base, head);
  if (found.kind !== "base") return noBase(found, base ?? head);
  const after = await planBase(repository, head, head);
  if (after.kind !== "base") return noBase(after, head);
  const folder = await fleetFolder(repository, after.commit);
  if (typeof folder !== "string") return folder;
  const earlier = await headFleets(repository, found.commit);
  if (earlier.length > 0 && !earlier.includes(folder)) return movedFleet(found.name, folder, earlier);
  const root = await extractedFleet(repository, after.commit, folder);
  const remove = () => rmSync(root, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    const committed = await committedFleet(repository, found, folder, root);
    return await planAgainst({
      ...rest,
      root,
      committed,
      base: found.name,
      commit: found.commit,
      git: { directory: repository, folder },
      head: after.name,
    });
  } finally {
    process.off("exit", remove);
    remove();
  }
}
