import { setTimeout as delay } from "node:timers/promises";
import { type Answer, type Connection, connect } from "./connection.ts";
import { ApiServerFault } from "./fault.ts";
import type { Access } from "./kubeconfig.ts";
import {
  type DefinitionReference,
  type ObjectReference,
  resourcePaths,
  servedResources,
} from "./resource-paths.ts";

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
  applyDefinitions(definitions: readonly DefinitionReference[]): Promise<void>;
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

// A definition that is established may not be listed yet, and one that is listed may not be served yet.
async function isServed(connection: Connection, { spec }: DefinitionReference): Promise<boolean> {
  for (const { name } of spec.versions) {
    const apiVersion = `${spec.group}/${name}`;
    const resources = await servedResources(connection, apiVersion);
    if (!resources.some((resource) => resource.name === spec.names.plural)) return false;
    const list = await connection.request("GET", `/apis/${apiVersion}/${spec.names.plural}`);
    if (list.status !== 200) return false;
  }
  return true;
}

async function served(connection: Connection, definition: DefinitionReference): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await isServed(connection, definition)) return;
    await delay(50);
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
      await Promise.all(definitions.map((definition) => served(connection, definition)));
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
