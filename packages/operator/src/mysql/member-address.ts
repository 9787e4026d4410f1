import type { Cluster } from "@grampus/api";
import { ADMIN_PORT, MYSQL_PORT, memberHost, type Platform } from "@grampus/resources";
import type { MemberAddress } from "./member-connection.ts";

/** Where a member is whose pod has the address `host`. */
export function memberAddress(
  cluster: Cluster,
  member: string,
  platform: Platform,
  host: string,
): MemberAddress {
  return {
    serverName: memberHost(cluster, member, platform),
    host,
    port: MYSQL_PORT,
    adminPort: ADMIN_PORT,
  };
}
