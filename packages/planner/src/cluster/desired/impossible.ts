import { CLUSTER_LABEL } from "@grampus/api";
import {
  certificateDnsNames,
  SUPPORTED_SERIES,
  secretNames,
  seriesOf,
  variablePlan,
} from "@grampus/resources";
import type { Stall } from "../diagnosis/diagnosis.ts";
import type { ClusterView } from "../view/cluster-view.ts";
import { whyRenewed, whyUnusable } from "./certificate.ts";

type Check = (view: ClusterView) => Stall | undefined;

const multiMaster: Check = ({ spec }) =>
  spec.multiMaster === true
    ? {
        reason: "MultiMasterUnsupported",
        message:
          "spec.multiMaster is true; this operator runs groups with one primary. Set it to false: writes on several members conflict instead of waiting.",
      }
    : undefined;

const version: Check = ({ spec }) =>
  seriesOf(spec.version ?? "") === undefined
    ? {
        reason: "VersionUnsupported",
        message: `spec.version is ${spec.version}; this operator runs ${SUPPORTED_SERIES.join(" and ")}.`,
      }
    : undefined;

const upgrade: Check = ({ spec, members }) => {
  const asked = seriesOf(spec.version ?? "");
  const running = members.flatMap(({ answer }) => seriesOf(answer?.version ?? "") ?? []);
  const other = running.find((series) => series !== asked);
  return asked === undefined || other === undefined
    ? undefined
    : {
        reason: "UpgradeUnsupported",
        message: `members run ${other} and spec.version is ${spec.version}; this operator does not change the series of a running cluster. Set spec.version to a ${other} release.`,
      };
};

const unknownVariables: Check = ({ cluster, spec }) => {
  const { unknown } = variablePlan(cluster);
  return unknown.length === 0
    ? undefined
    : {
        reason: "VariableUnknown",
        message: `spec.variables names ${unknown.join(", ")}, which MySQL ${spec.version} does not take from an option file; a member would not start. Remove it from spec.variables.`,
      };
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
  const missing = [
    ...(root.kind === "absent" ? [names.root] : []),
    ...(accounts.kind === "absent" ? [names.accounts] : []),
    ...(spec.sslSecret === undefined && authority.kind === "absent" ? [names.authority] : []),
  ];
  return missing.length === 0
    ? undefined
    : {
        reason: "SecretMissing",
        message: `the cluster was made with Secret ${missing.join(", ")}, and it is gone. Restore it: new passwords would not open the data, and a new CA would part the members.`,
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

const CHECKS: readonly Check[] = [
  multiMaster,
  version,
  upgrade,
  unknownVariables,
  userConfig,
  secrets,
  certificate,
  taken,
];

/** Why the spec cannot be made true as it stands; the first reason of several. The running group is kept as it is. */
export function impossibility(view: ClusterView): Stall | undefined {
  for (const check of CHECKS) {
    const stall = check(view);
    if (stall !== undefined) return stall;
  }
  return undefined;
}
