import { ACCOUNTS_AGAIN_MS } from "../../timing.ts";
import type { Group } from "../diagnosis/diagnosis.ts";
import { stateIn } from "../diagnosis/group.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { isResponding, type RespondingMember } from "../view/member.ts";
import { serverTarget } from "./targets.ts";
import { pending, perform, type Task, type UnderPrimary } from "./task.ts";

/** A member of the group that does not let the operator in by its own account with the Secret's password. */
function refusing({ members }: ClusterView, group: Group): RespondingMember | undefined {
  return members
    .filter(isResponding)
    .find(({ name, answer }) => answer.login !== "operator" && stateIn(group, name) === "ONLINE");
}

/**
 * Keeps the operator's own way in: its accounts are mended through the primary, by root or by themselves, when one is
 * gone, locked, may expire, or does not take the Secret's password.
 */
export const mendAccounts: Task<UnderPrimary> = ({ view, group }) => {
  const { observation, members } = view;
  const { secrets, accountsMendedAt: last = Number.NEGATIVE_INFINITY, now } = observation;
  const primary = members.find(({ name }) => name === group.primary);
  if (secrets.accounts.kind !== "found" || primary === undefined || !isResponding(primary)) return undefined;
  const hasRoot = secrets.root.kind === "found" && observation.rootRefused !== true;
  const { login, accountFlaws } = primary.answer;
  const flaws = accountFlaws.filter(({ needsRoot }) => !needsRoot || hasRoot);
  const refuser = refusing(view, group);
  const passwords = refuser !== undefined && (hasRoot || login !== "root");
  if (!passwords && flaws.length === 0) return undefined;
  if (now - last < ACCOUNTS_AGAIN_MS) return pending("the mended accounts have to let the operator in");
  const because = [
    ...(refuser === undefined ? [] : [`${refuser.name} refuses the password of the Secret`]),
    ...flaws.map(({ what }) => what),
  ];
  return perform({
    kind: "mend-accounts",
    target: serverTarget(primary),
    passwords: passwords || flaws.some(({ needsPassword }) => needsPassword),
    rootOnly: !passwords && flaws.every(({ needsRoot }) => needsRoot),
    because: `the operator's accounts are mended: ${because.join(", ")}`,
  });
};
