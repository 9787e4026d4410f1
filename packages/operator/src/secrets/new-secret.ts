import { randomBytes } from "node:crypto";
import { ACCOUNT_SECRET_KEYS, CERTIFICATE_KEYS, ROOT_PASSWORD_KEY } from "@grampus/resources";
import { OperatorFault } from "../fault.ts";
import type { Secret } from "../kube/kinds.ts";
import { createAuthority, issueLeaf } from "./certificate-authority.ts";
import { AUTHORITY_KEYS, type SecretPurpose, secretValue } from "./secret-keys.ts";

/** What is wanted in a new Secret. */
export interface SecretRequest {
  readonly purpose: SecretPurpose;
  /** `name.namespace` of the cluster, for the subject of certificates. */
  readonly subject: string;
  readonly dnsNames: readonly string[];
  /** The CA's Secret, for a certificate. */
  readonly authority: Secret | undefined;
  readonly now: Date;
}

// X.520 gives a common name 64 characters; nobody verifies it, names are in the alternative names.
const LONGEST_COMMON_NAME = 64;

/** 192 random bits in 32 characters that need no escaping anywhere. */
function newPassword(): string {
  return randomBytes(24).toString("base64url");
}

/** Fresh values for a Secret, by key. Throws `certificate` when there is no CA to sign with. */
export async function newSecretValues(request: SecretRequest): Promise<Readonly<Record<string, string>>> {
  const { purpose, dnsNames, authority, now } = request;
  const subject = request.subject.slice(0, LONGEST_COMMON_NAME);
  if (purpose === "root") return { [ROOT_PASSWORD_KEY]: newPassword() };
  if (purpose === "accounts") {
    return Object.fromEntries(ACCOUNT_SECRET_KEYS.map((key) => [key, newPassword()]));
  }
  if (purpose === "authority") {
    const pair = await createAuthority(subject, now);
    return {
      [AUTHORITY_KEYS.certificate]: pair.certificate,
      [AUTHORITY_KEYS.privateKey]: pair.privateKey,
    };
  }
  if (authority === undefined) {
    throw new OperatorFault("certificate", "there is no CA yet to sign the members' certificate");
  }
  const pair = {
    certificate: secretValue(authority, AUTHORITY_KEYS.certificate),
    privateKey: secretValue(authority, AUTHORITY_KEYS.privateKey),
  };
  const leaf = await issueLeaf(pair, { commonName: subject, dnsNames }, now);
  return {
    [CERTIFICATE_KEYS.authority]: pair.certificate,
    [CERTIFICATE_KEYS.certificate]: leaf.certificate,
    [CERTIFICATE_KEYS.privateKey]: leaf.privateKey,
  };
}
