import type { ObservedPod, PodTrouble } from "../observation/objects.ts";

/** A server's last words, no longer than a message can hold. */
const LONGEST_WORDS = 300;

const IMAGE = new Set(["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull"]);
const CONFIGURATION = new Set(["CreateContainerConfigError", "CreateContainerError", "RunContainerError"]);

function endText({ ended }: PodTrouble): string {
  if (ended === undefined) return "";
  const words = (ended.message ?? "").trim().split("\n").slice(-3).join(" ").slice(-LONGEST_WORDS);
  const what = [ended.reason ?? "", `exit code ${ended.exitCode}`, words].filter((part) => part !== "");
  return `, after ${what.join(", ")}`;
}

/** What keeps a pod from running, in a few words: the reason, and how its container ended last. */
export function troubleText(trouble: PodTrouble): string {
  return `${trouble.reason}${endText(trouble)}`;
}

/** Whether its container starts and ends again and again: what it lacks is in the spec, and its volume is there. */
export function isCrashing({ reason }: PodTrouble): boolean {
  return reason === "CrashLoopBackOff";
}

/** What a person can do about it. */
export function troubleAdvice({ name, trouble }: ObservedPod): string {
  if (trouble?.ended?.reason === "OOMKilled")
    return "It needs more memory than it is given: raise spec.resources.server.limits.memory.";
  if (IMAGE.has(trouble?.reason ?? ""))
    return "Correct spec.repository or spec.version, or give spec.imagePullSecret.";
  if (CONFIGURATION.has(trouble?.reason ?? ""))
    return "Restore the Secret or ConfigMap that the message names.";
  if (trouble?.reason === "Unschedulable")
    return "Bring the node back that has its volume, or correct spec.nodeSelector, spec.resources or the taints of nodes.";
  if (trouble !== undefined && isCrashing(trouble))
    return `Its log says why: kubectl logs ${name} --container mysql --previous. Correct what it names, such as spec.config, spec.variables or spec.resources.`;
  return "See its events and its log; the spec or the node has to change.";
}
