import { X509Certificate } from "node:crypto";
import type { CertificateState, SecretState } from "@grampus/planner";
import type { Secret } from "../kube/kinds.ts";
import { CERTIFICATE_KEYS, missingKeys, type SecretPurpose, secretValue } from "./secret-keys.ts";

function identityOf({ metadata }: Secret) {
  return { uid: metadata.uid ?? "", resourceVersion: metadata.resourceVersion ?? "" };
}

/** Whether the Secret can be used; says nothing of its values. */
export function secretState(purpose: SecretPurpose, secret: Secret | undefined): SecretState {
  if (secret === undefined) return { kind: "absent" };
  const missing = missingKeys(purpose, secret);
  return missing.length === 0
    ? { kind: "found", ...identityOf(secret) }
    : { kind: "invalid", problem: `it lacks ${missing.join(", ")}`, ...identityOf(secret) };
}

function dnsNamesOf(certificate: X509Certificate): readonly string[] {
  return (certificate.subjectAltName ?? "")
    .split(", ")
    .flatMap((name) => (name.startsWith("DNS:") ? [name.slice("DNS:".length)] : []));
}

function parse(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/** What the members' certificate says of itself, judged by the CA that should have signed it. */
export function certificateState(
  secret: Secret | undefined,
  authorityPem: string | undefined,
): CertificateState {
  const state = secretState("certificate", secret);
  if (state.kind !== "found" || secret === undefined)
    return state.kind === "found" ? { kind: "absent" } : state;
  const certificate = parse(secretValue(secret, CERTIFICATE_KEYS.certificate));
  const bundled = parse(secretValue(secret, CERTIFICATE_KEYS.authority));
  if (certificate === undefined || bundled === undefined) {
    return { ...state, kind: "invalid", problem: "tls.crt or ca.crt is not PEM of an X.509 certificate" };
  }
  const authority = authorityPem === undefined ? bundled : parse(authorityPem);
  return {
    ...state,
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    dnsNames: dnsNamesOf(certificate),
    trusted:
      authority !== undefined &&
      bundled.fingerprint256 === authority.fingerprint256 &&
      certificate.verify(authority.publicKey),
  };
}
