import { ACCOUNTS, CERTIFICATE_KEYS, ROOT_PASSWORD_KEY } from "@grampus/resources";
import type { Secret } from "../kube/kinds.ts";
import type { SecretContents } from "../secrets/secret-cache.ts";
import { PASSWORDS } from "./mysqld.ts";

function secret(name: string, values: Readonly<Record<string, string>>): Secret {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, resourceVersion: JSON.stringify(values) },
    data: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString("base64")]),
    ),
  };
}

/** Secrets of test servers whose CA this is, with other passwords where some are given; another password is another version. */
export function secretsOf(
  ca: string,
  changes: Partial<Record<keyof typeof PASSWORDS, string>> = {},
): SecretContents {
  const { root, ...own } = { ...PASSWORDS, ...changes };
  const accounts = Object.fromEntries(
    [ACCOUNTS.operator, ACCOUNTS.replication, ACCOUNTS.local].map(({ password }) => [
      password,
      own[password],
    ]),
  );
  return {
    root: secret("root", { [ROOT_PASSWORD_KEY]: root }),
    accounts: secret("accounts", accounts),
    certificate: secret("tls", { [CERTIFICATE_KEYS.authority]: ca }),
  };
}
