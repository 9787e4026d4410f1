import { recordOf } from "./evidence.ts";
import { type Rule, whyNotObserved } from "./rule.ts";

/**
 * Passwords open the data and the CA holds the members together, so neither is made anew for members that were recorded;
 * only the operator's own Secret is replaced. A certificate of the same CA can be made as often as one likes.
 */
export const createSecretRule: Rule<"create-secret"> = ({ purpose, name, replaces }, seen) => {
  const found = seen.secrets[purpose];
  if (replaces !== undefined) {
    const other = whyNotObserved(replaces, found.kind === "absent" ? undefined : found);
    if (other !== undefined) return other;
  }
  if (found.kind !== "absent" && !found.owned) return `${name} was made by somebody else`;
  const recorded = purpose === "certificate" ? undefined : recordOf(seen)?.members[0];
  return recorded === undefined ? undefined : `${recorded} was made with another ${name}`;
};
