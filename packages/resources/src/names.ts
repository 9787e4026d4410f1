import type { Cluster } from "@grampus/api";
import type { Platform } from "./platform.ts";

/** The port of every member and Service. */
export const MYSQL_PORT = 3306;

/**
 * Port of the server's administrative interface, which takes root and the operator when all connections are taken.
 * https://dev.mysql.com/doc/refman/9.7/en/administrative-connection-interface.html
 */
export const ADMIN_PORT = 33_062;

/** Names of the Services: of all members (headless), of the primary, and of the secondaries. */
export function serviceNames(cluster: string): {
  readonly members: string;
  readonly primary: string;
  readonly secondaries: string;
} {
  return {
    members: `${cluster}-members`,
    primary: `${cluster}-primary`,
    secondaries: `${cluster}-secondaries`,
  };
}

/** Name of the member with this ordinal; its pod has it too. */
export function memberName(cluster: string, ordinal: number): string {
  return `${cluster}-${ordinal}`;
}

/** The ordinal in a member's name; `undefined` when it is not one of this cluster. */
export function ordinalOf(cluster: string, member: string): number | undefined {
  const prefix = `${cluster}-`;
  const text = member.startsWith(prefix) ? member.slice(prefix.length) : "";
  return /^(0|[1-9][0-9]{0,2})$/.test(text) ? Number(text) : undefined;
}

/** The DNS name under which a member is reached, and which its certificate carries by a wildcard. */
export function memberHost(cluster: Cluster, member: string, platform: Platform): string {
  const { name, namespace = "default" } = cluster.metadata;
  return `${member}.${serviceNames(name).members}.${namespace}.svc.${platform.clusterDomain}`;
}

/** Name of a member's volume claim, as the StatefulSet controller makes it. */
export function claimName(cluster: Cluster, member: string): string {
  return `${claimTemplateName(cluster)}-${member}`;
}

/** Name of the claim template; `data` unless the spec names it. */
export function claimTemplateName(cluster: Cluster): string {
  return cluster.spec?.volumeClaimTemplate?.metadata?.name ?? "data";
}

/** How the names of the ConfigMaps with a cluster's option file begin; a digest of the content follows. */
export function serverConfigPrefix(cluster: string): string {
  return `${cluster}-server-`;
}

/** Name of the ConfigMap that keeps who the cluster is, beyond the Cluster's life. */
export function identityName(cluster: string): string {
  return `${cluster}-identity`;
}

/** Members a cluster can have: Group Replication takes no more. */
const MOST_MEMBERS = 9;

/**
 * The objects that the operator and its StatefulSet make for a cluster, but for volume claims.
 *
 * @param named which Secrets the spec names; those are others' to make
 */
export function clusterObjectNames(
  cluster: string,
  named: { readonly root: boolean; readonly certificate: boolean },
): readonly { readonly kind: string; readonly name: string }[] {
  const services = serviceNames(cluster);
  const secrets = ownSecretNames(cluster);
  const objects = (kind: string, names: readonly string[]) => names.map((name) => ({ kind, name }));
  return [
    { kind: "StatefulSet", name: cluster },
    { kind: "PodDisruptionBudget", name: cluster },
    ...objects(
      "Pod",
      Array.from({ length: MOST_MEMBERS }, (_, ordinal) => memberName(cluster, ordinal)),
    ),
    ...objects("Service", [services.members, services.primary, services.secondaries]),
    ...objects("ConfigMap", [identityName(cluster), variablesConfigName(cluster)]),
    ...objects("Secret", [
      secrets.accounts,
      secrets.authority,
      ...(named.root ? [] : [secrets.root]),
      ...(named.certificate ? [] : [secrets.certificate]),
    ]),
  ];
}

/** Name of the ConfigMap with the variables that change without a restart. */
export function variablesConfigName(cluster: string): string {
  return `${cluster}-variables`;
}

/** Names of the Secrets: for root, for the operator's accounts, of the certificate authority, of the certificate. */
interface SecretNames {
  readonly root: string;
  readonly accounts: string;
  readonly authority: string;
  readonly certificate: string;
}

function ownSecretNames(cluster: string): SecretNames {
  return {
    root: `${cluster}-root-password`,
    accounts: `${cluster}-accounts`,
    authority: `${cluster}-ca`,
    certificate: `${cluster}-tls`,
  };
}

/** Names of the Secrets. The spec may name its own for root and for the certificate. */
export function secretNames({ metadata, spec }: Cluster): SecretNames {
  const own = ownSecretNames(metadata.name);
  return {
    ...own,
    root: spec?.rootPasswordSecret?.name ?? own.root,
    certificate: spec?.sslSecret?.name ?? own.certificate,
  };
}

/** DNS names a member certificate must carry: members by wildcard, and the Services clients use. */
export function certificateDnsNames(cluster: Cluster, platform: Platform): readonly string[] {
  const { name, namespace = "default" } = cluster.metadata;
  const services = serviceNames(name);
  const forms = (host: string) => [
    `${host}.${namespace}.svc.${platform.clusterDomain}`,
    `${host}.${namespace}.svc`,
  ];
  return [
    ...forms(`*.${services.members}`),
    ...forms(services.primary),
    `${services.primary}.${namespace}`,
    services.primary,
    ...forms(services.secondaries),
    `${services.secondaries}.${namespace}`,
    services.secondaries,
    "localhost",
  ];
}
