import { type Answer, type Connection, connect } from "./connection.ts";
import { ApiServerFault } from "./fault.ts";
import type { Access } from "./kubeconfig.ts";
import { type ObjectReference, resourcePaths } from "./resource-paths.ts";

/** How an object is applied. */
export interface ApplyOptions {
  /** Decide and answer, but store nothing. */
  readonly dryRun?: boolean;
  /** Who applies; `test` when absent. */
  readonly fieldManager?: string;
  /** Write to this part of the object only, for example `status`. */
  readonly subresource?: string;
}

/** A running API server and a client for it. */
export interface ApiServer {
  readonly url: string;
  /** File for `kubectl --kubeconfig`; gone after `stop`. */
  readonly kubeconfig: string;
  readonly request: Connection["request"];
  /** Server-side apply, with force and strict field validation: unknown fields are refused. */
  apply(object: ObjectReference, options?: ApplyOptions): Promise<Answer>;
  /** Applies CustomResourceDefinitions and waits until the server serves them. */
  applyDefinitions(definitions: readonly ObjectReference[]): Promise<void>;
  get(reference: ObjectReference): Promise<Answer>;
  delete(reference: ObjectReference): Promise<Answer>;
  /** Ends the server and forgets what it stored. */
  stop(): Promise<void>;
}

/** Text of the server's refusal, or of anything else it said. */
export function answerText({ body }: Answer): string {
  const message: unknown =
    typeof body === "object" && body !== null ? Reflect.get(body, "message") : undefined;
  return typeof message === "string" ? message : JSON.stringify(body);
}

function isEstablished({ body }: Answer): boolean {
  return /"type":"Established","status":"True"|"status":"True","type":"Established"/.test(
    JSON.stringify(body).replaceAll(/"(lastTransitionTime|reason|message)":"[^"]*",?/g, ""),
  );
}

async function established(server: Pick<ApiServer, "get">, definition: ObjectReference): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (isEstablished(await server.get(definition))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new ApiServerFault("not-started", `${definition.metadata.name} is not served after 10 s`);
}

/** A client for a server that answers. */
export function apiServer(access: Access, kubeconfig: string, end: () => Promise<void>): ApiServer {
  const connection = connect(access);
  const pathOf = resourcePaths(connection);
  const server: ApiServer = {
    url: access.server,
    kubeconfig,
    request: connection.request,
    apply: async (object, { dryRun = false, fieldManager = "test", subresource } = {}) => {
      const path = await pathOf(object);
      const part = subresource === undefined ? "" : `/${subresource}`;
      return await connection.request("PATCH", `${path}${part}`, {
        contentType: "application/apply-patch+yaml",
        query: {
          fieldManager,
          force: "true",
          fieldValidation: "Strict",
          ...(dryRun ? { dryRun: "All" } : {}),
        },
        body: object,
      });
    },
    applyDefinitions: async (definitions) => {
      for (const definition of definitions) {
        const answer = await server.apply(definition);
        if (answer.status >= 300) throw new ApiServerFault("not-started", answerText(answer));
      }
      await Promise.all(definitions.map((definition) => established(server, definition)));
    },
    get: async (reference) => await connection.request("GET", await pathOf(reference)),
    delete: async (reference) => await connection.request("DELETE", await pathOf(reference)),
    stop: async () => {
      connection.close();
      await end();
    },
  };
  return server;
}
