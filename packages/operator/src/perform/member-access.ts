import type { Observation } from "@grampus/planner";
import { MYSQL_PORT, memberHost } from "@grampus/resources";
import type { Pod } from "../kube/kinds.ts";
import type { MemberAddress, MemberCredentials } from "../mysql/member-connection.ts";
import { operatorCredentials } from "../observe/credentials.ts";
import type { SecretContents } from "../secrets/secret-cache.ts";

/** What leads to members: the cluster's Secrets and pods as they were observed. */
export interface MemberAccess {
  readonly secrets: SecretContents;
  /** With their addresses. */
  readonly pods: readonly Pod[];
}

/** How to open a session with the member; nothing without the accounts' Secret, or when its pod is not this one. */
export function accessTo(
  member: string,
  podUid: string,
  { cluster, platform }: Observation,
  { secrets, pods }: MemberAccess,
): { readonly address: MemberAddress; readonly credentials: MemberCredentials } | undefined {
  const credentials = operatorCredentials(secrets);
  const pod = pods.find(({ metadata }) => metadata.name === member);
  const host = pod?.status?.podIP;
  if (credentials === undefined || host === undefined || pod?.metadata.uid !== podUid) return undefined;
  return {
    address: { serverName: memberHost(cluster, member, platform), host, port: MYSQL_PORT },
    credentials,
  };
}
