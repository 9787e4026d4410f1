import { customResourceDefinitions } from "@grampus/api";
import { type ApiServer, startApiServer } from "@grampus/apiserver-testing";

/** Starts an API server that serves the kinds of the API. */
export async function startClusterServer(): Promise<ApiServer> {
  const server = await startApiServer();
  await server.applyDefinitions(Object.values(customResourceDefinitions));
  return server;
}
