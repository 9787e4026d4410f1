import { CLUSTER_LABEL } from "@grampus/api";
import { certificateDnsNames, secretNames, specStalls, stallText, upgradeStall } from "@grampus/resources";
import type { Stall } from "../diagnosis/diagnosis.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { whyRenewed, whyUnusable } from "./certificate.ts";

type Check = (view: ClusterView) => Stall | undefined;

/** What members say they run, and what the volumes of those that say nothing were opened with. */
function versionsThatRan({ members, observation }: ClusterView): readonly string[] {
  const { dataVersion } = observation.cluster.status ?? {};
  const answered = members.flatMap(({ answer }) => answer?.version ?? []);
  return dataVersion === undefined ? answered : [...answered, dataVersion];
}

/** All that the spec is refused for at once: who mends one thing should not meet the next one afterwards. */
const spec: Check = (view) => {
  const upgrade = upgradeStall(view.cluster, versionsThatRan(view));
  const stalls = [...specStalls(view.cluster), ...(upgrade === undefined ? [] : [upgrade])];
  const [first] = stalls;
  return first === undefined ? undefined : { reason: first.reason, message: stalls.map(stallText).join(" ") };
};

const userConfig: Check = ({ observation, spec }) =>
  observation.userConfig.kind === "missing"
    ? {
        reason: "ConfigMissing",
        message: `spec.config names ConfigMap ${spec.config?.name}, which is not there or has no key my.cnf. Create it, or remove spec.config.`,
      }
    : undefined;

const secrets: Check = ({ observation, cluster, spec, identity }) => {
  const names = secretNames(cluster);
  const { root, accounts, authority } = observation.secrets;
  if (root.kind === "invalid") {
    return { reason: "SecretMissing", message: `Secret ${names.root} cannot be used: ${root.problem}.` };
  }
  if (root.kind === "absent" && spec.rootPasswordSecret !== undefined) {
    return {
      reason: "SecretMissing",
      message: `spec.rootPasswordSecret names Secret ${names.root}, which is not there. Create it with the key password, or remove the field to have one generated.`,
    };
  }
  if (accounts.kind === "invalid") {
    return {
      reason: "SecretMissing",
      message: `Secret ${names.accounts} cannot be used: ${accounts.problem}.`,
    };
  }
  if (identity === undefined || identity.members.length === 0) return undefined;
  if (spec.sslSecret === undefined && authority.kind === "invalid" && authority.owned) {
    return {
      reason: "SecretMissing",
      message: `Secret ${names.authority} cannot be used: ${authority.problem}. Restore it: a new CA would part the members.`,
    };
  }
  const missing = [
    ...(root.kind === "absent" ? [names.root] : []),
    ...(accounts.kind === "absent" ? [names.accounts] : []),
    ...(spec.sslSecret === undefined && authority.kind === "absent" ? [names.authority] : []),
  ];
  return missing.length === 0
    ? undefined
    : {
        reason: "SecretMissing",
        message: `the cluster was made with Secret ${missing.join(", ")}, and it is gone. Restore it: new passwords would not open the data, and a new CA would part the members. Without a backup, passwords are read from a pod that runs: docs/operator/accounts.md has the commands.`,
      };
};

const certificate: Check = ({ observation, cluster, spec, members, wanted }) => {
  if (spec.sslSecret === undefined) return undefined;
  const hosts = members.filter(({ ordinal }) => ordinal < wanted).map(({ host }) => host);
  const why = whyUnusable(observation.secrets.certificate, hosts, observation.now);
  return why === undefined
    ? undefined
    : {
        reason: "CertificateUnusable",
        message: `spec.sslSecret names Secret ${secretNames(cluster).certificate}: ${why}. It needs ca.crt, tls.crt and tls.key for every member's name.`,
      };
};

/** Secrets of somebody else under the names the operator would use, and that do not do. */
const taken: Check = ({ observation, cluster, spec }) => {
  if (spec.sslSecret !== undefined) return undefined;
  const names = secretNames(cluster);
  const { authority, certificate: leaf } = observation.secrets;
  const dnsNames = certificateDnsNames(cluster, observation.platform);
  const why = whyRenewed(leaf, dnsNames, observation.now);
  const isTaken = (state: typeof authority | typeof leaf) => state.kind !== "absent" && !state.owned;
  const name =
    authority.kind === "invalid" && isTaken(authority)
      ? names.authority
      : why !== undefined && isTaken(leaf)
        ? names.certificate
        : undefined;
  return name === undefined
    ? undefined
    : {
        reason: "NameTaken",
        message: `Secret ${name} is not this operator's: it lacks the label ${CLUSTER_LABEL}=${cluster.metadata.name}, so it is left alone. Rename or delete it, or name a certificate in spec.sslSecret.`,
      };
};

const CHECKS: readonly Check[] = [spec, userConfig, secrets, certificate, taken];

/** Why the spec cannot be made true as it stands; the first reason of several. The running group is kept as it is. */
export function impossibility(view: ClusterView): Stall | undefined {
  for (const check of CHECKS) {
    const stall = check(view);
    if (stall !== undefined) return stall;
  }
  return undefined;
}
