import { describe, expect, it } from "vitest";
import type { Secret } from "../kube/kinds.ts";
import { newSecretValues } from "./new-secret.ts";
import { CERTIFICATE_KEYS, type SecretPurpose, secretValue } from "./secret-keys.ts";
import { certificateState, secretState } from "./secret-states.ts";

const NOW = new Date("2026-11-22T12:00:00Z");
const NAMES = ["*.orders-members.db.svc.cluster.local", "localhost"];

async function made(purpose: SecretPurpose, authority?: Secret): Promise<Secret> {
  const request = {
    purpose,
    subject: `${"o".repeat(60)}.${"d".repeat(60)}`,
    dnsNames: NAMES,
    authority,
    now: NOW,
  };
  const values = await newSecretValues(request);
  const data = Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString("base64")]);
  return { metadata: { name: purpose, uid: "u", resourceVersion: "1" }, data: Object.fromEntries(data) };
}

function without(secret: Secret, key: string): Secret {
  const { [key]: _removed, ...data } = secret.data ?? {};
  return { ...secret, data };
}

describe("a Secret of a cluster", () => {
  it.each(["root", "accounts", "authority"] as const)("%s is found as it is made", async (purpose) => {
    expect(secretState(purpose, await made(purpose))).toEqual({
      kind: "found",
      uid: "u",
      resourceVersion: "1",
    });
  });

  it("passwords differ from each other and need no escaping", async () => {
    const accounts = await made("accounts");
    const passwords = Object.keys(accounts.data ?? {}).map((key) => secretValue(accounts, key));
    expect(new Set(passwords).size).toBe(3);
    for (const password of passwords) expect(password).toMatch(/^[A-Za-z0-9_-]{32}$/);
  });

  it("without a key is invalid and says which", async () => {
    const state = secretState("accounts", without(await made("accounts"), "replication"));
    expect(state).toMatchObject({ kind: "invalid", problem: "it lacks replication" });
  });

  it("a certificate needs a CA", async () => {
    await expect(made("certificate")).rejects.toMatchObject({ code: "certificate" });
  });
});

describe("the members' certificate", () => {
  it("is trusted when the CA signed it", async () => {
    const authority = await made("authority");
    const certificate = await made("certificate", authority);
    expect(certificateState(certificate, secretValue(authority, "ca.crt"))).toMatchObject({
      kind: "found",
      dnsNames: NAMES,
      trusted: true,
      notAfter: NOW.getTime() + 90 * 86_400_000,
    });
  });

  it("is not trusted under another CA", async () => {
    const certificate = await made("certificate", await made("authority"));
    const other = secretValue(await made("authority"), "ca.crt");
    expect(certificateState(certificate, other)).toMatchObject({ kind: "found", trusted: false });
  });

  it("that a person gave is judged by its own CA", async () => {
    const certificate = await made("certificate", await made("authority"));
    expect(certificateState(certificate, undefined)).toMatchObject({ trusted: true });
  });

  it("that is not PEM is invalid", async () => {
    const certificate = await made("certificate", await made("authority"));
    const data = { ...certificate.data, [CERTIFICATE_KEYS.certificate]: Buffer.from("x").toString("base64") };
    expect(certificateState({ ...certificate, data }, undefined)).toMatchObject({ kind: "invalid" });
  });

  it("is absent when there is none", () => {
    expect(certificateState(undefined, undefined)).toEqual({ kind: "absent" });
  });
});
