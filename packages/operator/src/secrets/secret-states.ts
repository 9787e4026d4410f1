import { X509Certificate } from "node:crypto";
import { CLUSTER_LABEL } from "@grampus/api";
import type { CertificateState, SecretState } from "@grampus/planner";
import { CERTIFICATE_KEYS } from "@grampus/resources";
import type { Secret } from "../kube/kinds.ts";
import { missingKeys, type SecretPurpose, secretValue } from "./secret-keys.ts";

function identityOf({ metadata }: Secret, cluster: string) {
  const { uid = "", resourceVersion = "", labels } = metadata;
  return { uid, resourceVersion, owned: labels?.[CLUSTER_LABEL] === cluster };
}

/** Whether the Secret can be used, and is one that the operator made for this cluster; says nothing of its values. */
export function secretState(
  purpose: SecretPurpose,
  secret: Secret | undefined,
  cluster: string,
): SecretState {
  if (secret === undefined) return { kind: "absent" };
  const missing = missingKeys(purpose, secret);
  const identity = identityOf(secret, cluster);
  return missing.length === 0
    ? { kind: "found", ...identity }
    : { kind: "invalid", problem: `it lacks ${missing.join(", ")}`, ...identity };
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

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** All certificates of a bundle; nothing when one of them cannot be read, or there is none. */
function parseBundle(pem: string): readonly X509Certificate[] | undefined {
  const found = (pem.match(PEM) ?? []).map(parse);
  const readable = found.filter((certificate) => certificate !== undefined);
  return readable.length > 0 && readable.length === found.length ? readable : undefined;
}

/**
 * What the members' certificate says of itself, judged by the CA that should have signed it: the cluster's own, or any
 * of its `ca.crt`, which holds two while the CA changes.
 */
export function certificateState(
  secret: Secret | undefined,
  authorityPem: string | undefined,
  cluster: string,
): CertificateState {
  const state = secretState("certificate", secret, cluster);
  if (state.kind !== "found" || secret === undefined)
    return state.kind === "found" ? { kind: "absent" } : state;
  const certificate = parse(secretValue(secret, CERTIFICATE_KEYS.certificate));
  const bundle = parseBundle(secretValue(secret, CERTIFICATE_KEYS.authority));
  if (certificate === undefined || bundle === undefined) {
    return { ...state, kind: "invalid", problem: "tls.crt or ca.crt is not PEM of an X.509 certificate" };
  }
  const own = authorityPem === undefined ? undefined : parse(authorityPem);
  const signers =
    authorityPem === undefined ? bundle : bundle.filter((one) => one.fingerprint256 === own?.fingerprint256);
  return {
    ...state,
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    dnsNames: dnsNamesOf(certificate),
    trusted: signers.some(({ publicKey }) => certificate.verify(publicKey)),
  };
}
