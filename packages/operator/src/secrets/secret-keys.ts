import { ACCOUNT_SECRET_KEYS, CERTIFICATE_KEYS, ROOT_PASSWORD_KEY } from "@grampus/resources";
import type { Secret } from "../kube/kinds.ts";

/** What a Secret of a cluster is for. */
export type SecretPurpose = "root" | "accounts" | "authority" | "certificate";

/** Keys of the CA's Secret; the private key never enters a pod. */
export const AUTHORITY_KEYS = { certificate: CERTIFICATE_KEYS.authority, privateKey: "ca.key" } as const;

const KEYS: Readonly<Record<SecretPurpose, readonly string[]>> = {
  root: [ROOT_PASSWORD_KEY],
  accounts: ACCOUNT_SECRET_KEYS,
  authority: Object.values(AUTHORITY_KEYS),
  certificate: Object.values(CERTIFICATE_KEYS),
};

/** The value under a key, decoded; empty when it is missing. */
export function secretValue(secret: Secret, key: string): string {
  return Buffer.from(secret.data?.[key] ?? "", "base64").toString("utf8");
}

/** Keys the Secret should have and has not, or has empty. */
export function missingKeys(purpose: SecretPurpose, secret: Secret): readonly string[] {
  return KEYS[purpose].filter((key) => secretValue(secret, key) === "");
}
