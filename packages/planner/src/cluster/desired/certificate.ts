import type { CertificateState } from "../observation/objects.ts";

/** A leaf certificate is made anew when a third of its life is left. */
const RENEWAL = 1 / 3;

/** Why the operator's own certificate has to be made anew; `undefined` when it is good. */
export function whyRenewed(
  certificate: CertificateState,
  names: readonly string[],
  now: number,
): string | undefined {
  if (certificate.kind === "absent") return "there is none";
  if (certificate.kind === "invalid") return certificate.problem;
  if (!certificate.trusted) return "the CA did not sign it";
  if (!names.every((name) => certificate.dnsNames.includes(name))) return "it lacks a name";
  const left = certificate.notAfter - now;
  return left < (certificate.notAfter - certificate.notBefore) * RENEWAL ? "it expires" : undefined;
}

/** Whether a name of a certificate is the host, or a wildcard for it. */
function covers(name: string, host: string): boolean {
  if (!name.startsWith("*.")) return name === host;
  return host.slice(host.indexOf(".") + 1) === name.slice(2);
}

/** Why a certificate that a person gave cannot be used by these hosts; `undefined` when it can. */
export function whyUnusable(
  certificate: CertificateState,
  hosts: readonly string[],
  now: number,
): string | undefined {
  if (certificate.kind === "absent") return "it is not there";
  if (certificate.kind === "invalid") return certificate.problem;
  if (!certificate.trusted) return "its ca.crt did not sign its tls.crt";
  if (certificate.notAfter <= now) return `it expired on ${new Date(certificate.notAfter).toISOString()}`;
  const missing = hosts.find((host) => !certificate.dnsNames.some((name) => covers(name, host)));
  return missing === undefined ? undefined : `it lacks the name ${missing}`;
}
