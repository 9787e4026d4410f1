import { Agent, request } from "node:https";
import { ApiServerFault } from "./fault.ts";
import type { Access } from "./kubeconfig.ts";

/** An answer of the server; `body` is the JSON it holds, or the text when it is none. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What goes with a request. */
export interface RequestOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** The user to be instead, such as `system:serviceaccount:flux-system:kustomize-controller`. */
  readonly as?: string;
}

/** A way to talk to one server, over connections that are kept. */
export interface Connection {
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
  close(): void;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Connects as the user of a kubeconfig. */
export function connect(access: Access): Connection {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 8,
    ca: access.certificateAuthority,
    ...(access.clientCertificate === undefined ? {} : { cert: access.clientCertificate }),
    ...(access.clientKey === undefined ? {} : { key: access.clientKey }),
  });
  const authorization = access.token === undefined ? {} : { authorization: `Bearer ${access.token}` };
  return {
    close: () => agent.destroy(),
    request: (method, path, { query = {}, contentType = "application/json", body, as } = {}) => {
      const url = new URL(path, access.server);
      for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
      const payload = body === undefined ? undefined : JSON.stringify(body);
      const content =
        payload === undefined
          ? {}
          : { "content-type": contentType, "content-length": Buffer.byteLength(payload) };
      const user = as === undefined ? {} : { "impersonate-user": as };
      return new Promise<Answer>((resolve, reject) => {
        const fail = (cause: unknown): void =>
          reject(new ApiServerFault("not-reached", `${method} ${url.pathname} got no answer`, cause));
        const call = request(url, {
          method,
          agent,
          headers: { accept: "application/json", ...authorization, ...content, ...user },
        });
        call.on("error", fail);
        call.on("response", (response) => {
          const pieces: Buffer[] = [];
          response.on("data", (piece: Buffer) => pieces.push(piece));
          response.on("error", fail);
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              body: parsed(Buffer.concat(pieces).toString("utf8")),
            }),
          );
        });
        call.end(payload);
      });
    },
  };
}
