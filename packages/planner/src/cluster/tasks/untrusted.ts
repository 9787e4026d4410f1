import { secretNames } from "@grampus/resources";
import { MEMBER_SILENT_MS } from "../../timing.ts";
import type { Stall } from "../diagnosis/diagnosis.ts";
import type { Denial, MemberReport } from "../observation/member-report.ts";
import type { ClusterView } from "../view/cluster-view.ts";

type Silence = Extract<MemberReport, { readonly kind: "unreachable" }>;

const OWN: Readonly<Record<Denial, string>> = {
  refused: "its password is another one than in Secret %, or the account is gone",
  expired: "its password has expired",
  locked: "it is locked",
};

const ROOT: Readonly<Record<Denial, string>> = {
  refused: "the password in Secret % is not root's",
  expired: "its password has expired",
  locked: "it is locked",
};

/** What a person can do so that the operator is let in again: with root's password it mends its own account. */
function letIn({ cluster }: ClusterView): string {
  const { root, accounts } = secretNames(cluster);
  const { namespace = "default" } = cluster.metadata;
  return `Put root's password into Secret ${root}, and the operator mends its own account: kubectl --namespace ${namespace} patch secret ${root} --type merge --patch '{"stringData":{"password":"…"}}'. Or restore Secret ${accounts}: docs/operator/accounts.md says how, without a backup too`;
}

function denied(view: ClusterView, name: string, { denials = {} }: Silence): string {
  const { root, accounts } = secretNames(view.cluster);
  const why = (found: Denial | undefined, words: Readonly<Record<Denial, string>>, secret: string) =>
    found === undefined ? `Secret ${secret} is missing` : words[found].replace("%", secret);
  return `${name} refuses the operator's account (${why(denials.operator, OWN, accounts)}), and root (${why(denials.root, ROOT, root)}). ${letIn(view)}.`;
}

/** Members that refuse the operator, or that it cannot trust, for a minute: they may be well, and nothing is given up. */
export function untrusted(view: ClusterView): Stall | undefined {
  const { members, observation, cluster } = view;
  const found = members.find(
    ({ report }) =>
      report?.kind === "unreachable" &&
      (report.reason === "tls" || report.reason === "denied") &&
      observation.now - report.since >= MEMBER_SILENT_MS,
  );
  if (found?.report?.kind !== "unreachable") return undefined;
  const message =
    found.report.reason === "tls"
      ? `${found.name} shows a certificate that ca.crt in Secret ${secretNames(cluster).certificate} does not vouch for. While the CA changes, ca.crt has to hold the old and the new one; a member shows a new certificate once it restarted.`
      : denied(view, found.name, found.report);
  return { reason: "MemberUntrusted", message };
}
