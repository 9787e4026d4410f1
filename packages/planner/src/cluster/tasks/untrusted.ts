import { secretNames } from "@grampus/resources";
import { MEMBER_SILENT_MS } from "../../timing.ts";
import type { Stall } from "../diagnosis/diagnosis.ts";
import type { ClusterView } from "../view/cluster-view.ts";

/** Members that refuse the operator, or that it cannot trust, for a minute: they may be well, and nothing is given up. */
export function untrusted({ members, observation, cluster }: ClusterView): Stall | undefined {
  const found = members.find(
    ({ report }) =>
      report?.kind === "unreachable" &&
      (report.reason === "tls" || report.reason === "denied") &&
      observation.now - report.since >= MEMBER_SILENT_MS,
  );
  if (found?.report?.kind !== "unreachable") return undefined;
  const { certificate, accounts } = secretNames(cluster);
  const message =
    found.report.reason === "tls"
      ? `${found.name} shows a certificate that ca.crt in Secret ${certificate} does not vouch for. While the CA changes, ca.crt has to hold the old and the new one; a member shows a new certificate once it restarted.`
      : `${found.name} refuses the operator's account: the password in Secret ${accounts} is not the one its data was made with. Restore the Secret.`;
  return { reason: "MemberUntrusted", message };
}
