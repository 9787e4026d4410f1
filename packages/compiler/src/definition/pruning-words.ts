/** Argo CD's options for one object, as a text with commas. */
export const ARGO_CD_OPTIONS = "argocd.argoproj.io/sync-options";

/** Whether Flux deletes an object that has left Git, or its Kustomization. */
export const FLUX_PRUNE = "kustomize.toolkit.fluxcd.io/prune";

const FLUX_FORCE = "kustomize.toolkit.fluxcd.io/force";
const HOOKS = /^(argocd\.argoproj\.io|helm\.sh)\/hook(-|$)/;

/** What a word about a Cluster would do to its data, and what may be said there. */
export interface DeletingWord {
  readonly reason: string;
  readonly allowed: string;
}

const LEAVES = "the Cluster would be deleted when it leaves Git";
const RECREATES =
  "a change could delete the Cluster, with deletionPolicy Delete its data too, and create it anew";

/** Argo CD's options that delete an object unless they are off. */
const DELETING_OPTIONS: ReadonlyMap<string, string> = new Map([
  ["prune", LEAVES],
  ["delete", "the Cluster would be deleted with its Application"],
  ["force", RECREATES],
  ["replace", RECREATES],
]);

/** The options in a text of Argo CD, without the blanks around them. */
export function argoCdOptions(text: string): readonly string[] {
  return text
    .split(",")
    .map((option) => option.trim())
    .filter((option) => option !== "");
}

function deletingOption(text: string): DeletingWord | undefined {
  for (const option of argoCdOptions(text)) {
    const [name = "", value = ""] = option.split("=").map((part) => part.trim());
    const reason = DELETING_OPTIONS.get(name.toLowerCase());
    if (reason === undefined || value === "false") continue;
    return {
      reason: `with ${option}, ${reason}`,
      allowed: "Prune=false, Delete=false, and what deletes nothing, such as ServerSideApply=true",
    };
  }
  return undefined;
}

/** Finds what in a label or an annotation of a Cluster makes Argo CD, Flux or Helm delete it. */
export function deletingWord(key: string, value: string): DeletingWord | undefined {
  if (key === ARGO_CD_OPTIONS) return deletingOption(value);
  if (key === FLUX_PRUNE && value !== "disabled") return { reason: LEAVES, allowed: "disabled" };
  if (key === FLUX_FORCE && value !== "disabled") return { reason: RECREATES, allowed: "disabled" };
  return HOOKS.test(key)
    ? {
        reason: "a hook is no part of what is kept: it is deleted and made again by every sync",
        allowed: "nothing",
      }
    : undefined;
}
