import { parse } from "yaml";
import { ApiServerFault } from "./fault.ts";

/** How to reach a server and who to be. */
export interface Access {
  readonly server: string;
  readonly certificateAuthority: string;
  readonly clientCertificate?: string;
  readonly clientKey?: string;
  readonly token?: string;
}

function member(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return member(value[0], key);
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function decoded(value: unknown): string | undefined {
  return typeof value === "string" ? Buffer.from(value, "base64").toString("utf8") : undefined;
}

/** Reads the first cluster and the first user of a kubeconfig with inline certificates. */
export function readKubeconfig(text: string): Access {
  const config: unknown = parse(text);
  const cluster = member(member(config, "clusters"), "cluster");
  const user = member(member(config, "users"), "user");
  const server = member(cluster, "server");
  const certificateAuthority = decoded(member(cluster, "certificate-authority-data"));
  if (typeof server !== "string" || certificateAuthority === undefined) {
    throw new ApiServerFault(
      "not-understood",
      "the kubeconfig names no server with an inline certificate authority",
    );
  }
  const clientCertificate = decoded(member(user, "client-certificate-data"));
  const clientKey = decoded(member(user, "client-key-data"));
  return {
    server,
    certificateAuthority,
    ...(clientCertificate === undefined ? {} : { clientCertificate }),
    ...(clientKey === undefined ? {} : { clientKey }),
  };
}
