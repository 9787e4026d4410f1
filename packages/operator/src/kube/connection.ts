import { Agent, type RequestOptions, request as startRequest } from "node:https";
import type { Readable } from "node:stream";
import { KubeConfig } from "@kubernetes/client-node";
import { errorText, OperatorFault } from "../fault.ts";
import { REQUEST_MS } from "../timing.ts";
import type { KubeRequest } from "./request.ts";
import { faultOfStatus } from "./status-fault.ts";

/** A way to one API server. Requests throw `OperatorFault` with a `kube-` code. */
export interface KubeConnection {
  /** Namespace the operator runs in, or the context's. */
  readonly namespace: string;
  /** Sends a request and gives the parsed answer. */
  send<T>(request: KubeRequest): Promise<T>;
  /** Opens a streamed answer; the caller destroys it. */
  open(request: KubeRequest): Promise<Readable>;
  /** Closes idle connections. */
  close(): void;
}

function pathWithQuery({ path, query = {} }: KubeRequest): string {
  const set = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) set.set(name, value);
  return set.size === 0 ? path : `${path}?${set}`;
}

async function textOf(stream: Readable): Promise<string> {
  stream.setEncoding("utf8");
  let text = "";
  for await (const chunk of stream) text += chunk;
  return text;
}

/** A connection as this kubeconfig says; client-node reads it, with its credentials and TLS settings. */
export function connectKube(config: KubeConfig): KubeConnection {
  const cluster = config.getCurrentCluster();
  if (cluster === null) {
    throw new OperatorFault("configuration", "the kubeconfig names no current cluster");
  }
  const server = new URL(cluster.server);
  const agent = new Agent({ keepAlive: true, maxSockets: 64, scheduling: "lifo" });

  async function open(request: KubeRequest): Promise<Readable> {
    const options: RequestOptions = {};
    await config.applyToHTTPSOptions(options);
    const body = request.body === undefined ? undefined : JSON.stringify(request.body);
    return new Promise((resolve, reject) => {
      const outgoing = startRequest(
        {
          ...options,
          agent: cluster?.proxyUrl === undefined ? agent : options.agent,
          method: request.method,
          host: server.hostname.replace(/^\[|\]$/g, ""),
          port: server.port || 443,
          path: `${server.pathname.replace(/\/$/, "")}${pathWithQuery(request)}`,
          signal: request.signal,
          headers: {
            ...options.headers,
            accept: "application/json",
            "user-agent": "grampus-operator",
            ...(body === undefined
              ? {}
              : {
                  "content-type": request.contentType ?? "application/json",
                  "content-length": Buffer.byteLength(body),
                }),
          },
        },
        (response) => {
          const status = response.statusCode ?? 0;
          if (status < 400) resolve(response);
          else
            textOf(response).then(
              (text) => reject(faultOfStatus(request, status, text)),
              (cause) => reject(unavailable(request, cause)),
            );
        },
      );
      outgoing.on("error", (cause) => reject(unavailable(request, cause)));
      outgoing.end(body);
    });
  }

  async function send<T>(request: KubeRequest): Promise<T> {
    const deadline = AbortSignal.timeout(request.timeout ?? REQUEST_MS.any);
    const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal]);
    try {
      const body: T = JSON.parse(await textOf(await open({ ...request, signal })));
      return body;
    } catch (cause) {
      throw cause instanceof OperatorFault ? cause : unavailable(request, cause);
    }
  }

  return {
    namespace: config.getContextObject(config.getCurrentContext())?.namespace ?? "default",
    send,
    open,
    close: () => agent.destroy(),
  };
}

function unavailable(request: KubeRequest, cause: unknown): OperatorFault {
  return new OperatorFault(
    "kube-unavailable",
    `${request.method} ${request.path}: no answer from the API server: ${errorText(cause)}`,
    { cause },
  );
}

/** The kubeconfig of the pod's service account, or of `KUBECONFIG` and `~/.kube/config` outside a pod. */
export function defaultKubeConfig(env: Readonly<Record<string, string | undefined>>): KubeConfig {
  const config = new KubeConfig();
  if (env.KUBERNETES_SERVICE_HOST !== undefined && env.KUBECONFIG === undefined) config.loadFromCluster();
  else config.loadFromDefault();
  return config;
}
