import { ACCOUNTS, CERTIFICATE_KEYS } from "@grampus/resources";
import type { MemberCredentials } from "../mysql/member-connection.ts";
import type { ReplicationAccount } from "../mysql/server-step.ts";
import type { SecretContents } from "../secrets/secret-cache.ts";
import { secretValue } from "../secrets/secret-keys.ts";

/** How the operator logs in to the members; nothing while a Secret it needs is missing or incomplete. */
export function operatorCredentials({
  accounts,
  certificate,
}: SecretContents): MemberCredentials | undefined {
  if (accounts === undefined || certificate === undefined) return undefined;
  const password = secretValue(accounts, ACCOUNTS.operator.password);
  const ca = secretValue(certificate, CERTIFICATE_KEYS.authority);
  return password === "" || ca === "" ? undefined : { user: ACCOUNTS.operator.user, password, ca };
}

/** The account members replicate with. */
export function replicationAccount({ accounts }: SecretContents): ReplicationAccount | undefined {
  const password = accounts === undefined ? "" : secretValue(accounts, ACCOUNTS.replication.password);
  return password === "" ? undefined : { user: ACCOUNTS.replication.user, password };
}
