import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createAuthority, issueLeaf } from "./certificate-authority.ts";

const NOW = new Date("2026-11-22T12:00:00Z");
const NAMES = ["*.orders-members.db.svc.cluster.local", "orders-primary.db.svc"];

describe("the CA of a cluster", () => {
  it("signs leaves that verify against it and nothing else", async () => {
    const authority = await createAuthority("orders.db", NOW);
    const other = await createAuthority("orders.db", NOW);
    const leaf = await issueLeaf(authority, { commonName: "orders.db", dnsNames: NAMES }, NOW);
    const certificate = new X509Certificate(leaf.certificate);
    expect(certificate.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
    expect(certificate.verify(new X509Certificate(other.certificate).publicKey)).toBe(false);
    expect(certificate.ca).toBe(false);
    expect(certificate.checkHost("orders-2.orders-members.db.svc.cluster.local")).toBeDefined();
    expect(certificate.checkHost("orders-2.other-members.db.svc.cluster.local")).toBeUndefined();
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
  });

  it("refuses an authority that is not PEM", async () => {
    const broken = { certificate: "x", privateKey: "y" };
    await expect(issueLeaf(broken, { commonName: "a", dnsNames: NAMES }, NOW)).rejects.toMatchObject({
      code: "certificate",
      message: "the certificate is not PEM of an X.509 certificate",
    });
  });
});
