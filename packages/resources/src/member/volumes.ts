import type { Cluster } from "@grampus/api";
import { ACCOUNT_SECRET_KEYS, ROOT_PASSWORD_KEY } from "../account/account.ts";
import type { Volume, VolumeMount } from "../kubernetes/pod-spec.ts";
import { claimTemplateName, secretNames } from "../names.ts";
import { HOSTS_FILE, PATHS } from "./paths.ts";

/** Owner and group may read, others may not: the group is fsGroup, or 0 where none is set. */
const SECRET_MODE = 0o440;

/** Keys of the members' certificate, as `kubernetes.io/tls` and cert-manager name them. */
export const CERTIFICATE_KEYS = {
  authority: "ca.crt",
  certificate: "tls.crt",
  privateKey: "tls.key",
} as const;

function items(keys: readonly string[]): readonly { readonly key: string; readonly path: string }[] {
  return keys.map((key) => ({ key, path: key }));
}

/** The volumes of a member's pod, besides its claim. */
export function memberVolumes(
  cluster: Cluster,
  serverConfig: string,
  variablesConfig: string,
): readonly Volume[] {
  const secrets = secretNames(cluster);
  return [
    { name: "run", emptyDir: { medium: "Memory", sizeLimit: "16Mi" } },
    { name: "tmp", emptyDir: {} },
    { name: "server", configMap: { name: serverConfig } },
    { name: "variables", configMap: { name: variablesConfig } },
    {
      name: "certificate",
      projected: {
        defaultMode: SECRET_MODE,
        sources: [{ secret: { name: secrets.certificate, items: items(Object.values(CERTIFICATE_KEYS)) } }],
      },
    },
    {
      name: "secrets",
      projected: {
        defaultMode: SECRET_MODE,
        sources: [
          { secret: { name: secrets.root, items: [{ key: ROOT_PASSWORD_KEY, path: "root" }] } },
          { secret: { name: secrets.accounts, items: items(ACCOUNT_SECRET_KEYS) } },
        ],
      },
    },
  ];
}

/** The file of names that the pod keeps for itself, where the resolver looks first. */
export const HOSTS_MOUNT: VolumeMount = { name: "run", mountPath: "/etc/hosts", subPath: HOSTS_FILE };

/** Where they are mounted. */
export function memberMounts(cluster: Cluster): readonly VolumeMount[] {
  return [
    { name: claimTemplateName(cluster), mountPath: PATHS.volume },
    { name: "run", mountPath: PATHS.run },
    { name: "tmp", mountPath: PATHS.temporary },
    { name: "server", mountPath: PATHS.server, readOnly: true },
    { name: "variables", mountPath: PATHS.variables, readOnly: true },
    { name: "certificate", mountPath: PATHS.certificate, readOnly: true },
    { name: "secrets", mountPath: PATHS.secrets, readOnly: true },
  ];
}
