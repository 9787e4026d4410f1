import { CLUSTER_LABEL } from "@grampus/api";
import { CERTIFICATE_KEYS } from "@grampus/resources";
import { describe, expect, it } from "vitest";
import type { Secret } from "../kube/kinds.ts";
import { newSecretValues } from "./new-secret.ts";
import { type SecretPurpose, secretValue } from "./secret-keys.ts";
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
  const labels = { [CLUSTER_LABEL]: "orders" };
  const metadata = { name: purpose, uid: "u", resourceVersion: "1", labels };
  return { metadata, data: Object.fromEntries(data) };
}

function without(secret: Secret, key: string): Secret {
  const { [key]: _removed, ...data } = secret.data ?? {};
  return { ...secret, data };
}

describe("a Secret of a cluster", () => {
  it.each(["root", "accounts", "authority"] as const)("%s is found as it is made", async (purpose) => {
    expect(secretState(purpose, await made(purpose), "orders")).toEqual({
      kind: "found",
      uid: "u",
      resourceVersion: "1",
      owned: true,
    });
  });

  it("of another cluster, or of somebody else, is not owned", async () => {
    const root = await made("root");
    const unlabelled = { ...root, metadata: { name: "root", uid: "u", resourceVersion: "1" } };
    expect(secretState("root", root, "billing")).toMatchObject({ kind: "found", owned: false });
    expect(secretState("root", unlabelled, "orders")).toMatchObject({ kind: "found", owned: false });
  });

  it("passwords differ from each other and need no escaping", async () => {
    const accounts = await made("accounts");
    const passwords = Object.keys(accounts.data ?? {}).map((key) => secretValue(accounts, key));
    expect(new Set(passwords).size).toBe(3);
    for (const password of passwords) expect(password).toMatch(/^[A-Za-z0-9_-]{32}$/);
  });

  it("without a key is invalid and says which", async () => {
    const state = secretState("accounts", without(await made("accounts"), "replication"), "orders");
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
    expect(certificateState(certificate, secretValue(authority, "ca.crt"), "orders")).toMatchObject({
      kind: "found",
      dnsNames: NAMES,
      trusted: true,
      notAfter: NOW.getTime() + 90 * 86_400_000,
    });
  });

  it("is not trusted under another CA", async () => {
    const certificate = await made("certificate", await made("authority"));
    const other = secretValue(await made("authority"), "ca.crt");
    expect(certificateState(certificate, other, "orders")).toMatchObject({ kind: "found", trusted: false });
  });

  it("that a person gave is judged by its own CA", async () => {
    const certificate = await made("certificate", await made("authority"));
    expect(certificateState(certificate, undefined, "orders")).toMatchObject({ trusted: true });
  });

  it("is judged by every certificate of a bundle, which holds two while the CA changes", async () => {
    const [old, next] = [await made("authority"), await made("authority")];
    const certificate = await made("certificate", next);
    const bundle = [old, next].map((authority) => secretValue(authority, "ca.crt")).join("\n");
    const data = { ...certificate.data, "ca.crt": Buffer.from(bundle).toString("base64") };
    expect(certificateState({ ...certificate, data }, undefined, "orders")).toMatchObject({ trusted: true });
    const half = {
      ...data,
      "ca.crt": Buffer.from(`${bundle}${bundle.slice(0, 300)}\n-----END CERTIFICATE-----`).toString("base64"),
    };
    expect(certificateState({ ...certificate, data: half }, undefined, "orders")).toMatchObject({
      kind: "invalid",
    });
  });

  it("that is not PEM is invalid", async () => {
    const certificate = await made("certificate", await made("authority"));
    const data = { ...certificate.data, [CERTIFICATE_KEYS.certificate]: Buffer.from("x").toString("base64") };
    expect(certificateState({ ...certificate, data }, undefined, "orders")).toMatchObject({
      kind: "invalid",
    });
  });

  it("is absent when there is none", () => {
    expect(certificateState(undefined, undefined, "orders")).toEqual({ kind: "absent" });
  });
});
