import type { Connection } from "./connection.ts";
import { ApiServerFault } from "./fault.ts";

/** What names an object. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** A CustomResourceDefinition, as far as it says where its objects are served. */
export interface DefinitionReference extends ObjectReference {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly plural: string };
    readonly versions: readonly { readonly name: string }[];
  };
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

function apiRoot(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function isResource(value: unknown): value is Resource {
  if (typeof value !== "object" || value === null) return false;
  const name: unknown = Reflect.get(value, "name");
  return typeof name === "string" && !name.includes("/") && typeof Reflect.get(value, "kind") === "string";
}

function resourcesOf(body: unknown): readonly Resource[] {
  const resources: unknown =
    typeof body === "object" && body !== null ? Reflect.get(body, "resources") : undefined;
  return Array.isArray(resources) ? resources.filter(isResource) : [];
}

/** The resources the server lists for a group and version; none when it does not know them. */
export async function servedResources(
  connection: Connection,
  apiVersion: string,
): Promise<readonly Resource[]> {
  const { body } = await connection.request("GET", apiRoot(apiVersion));
  return resourcesOf(body);
}

/** Finds the path of an object by asking the server for its resources, once per kind. */
export function resourcePaths(connection: Connection): (reference: ObjectReference) => Promise<string> {
  const known = new Map<string, Resource>();
  return async ({ apiVersion, kind, metadata }) => {
    const key = `${apiVersion} ${kind}`;
    if (!known.has(key)) {
      for (const resource of await servedResources(connection, apiVersion))
        known.set(`${apiVersion} ${resource.kind}`, resource);
    }
    const resource = known.get(key);
    if (resource === undefined)
      throw new ApiServerFault("not-understood", `the server has no ${kind} in ${apiVersion}`);
    const namespace = resource.namespaced ? `/namespaces/${metadata.namespace ?? "default"}` : "";
    return `${apiRoot(apiVersion)}${namespace}/${resource.name}/${encodeURIComponent(metadata.name)}`;
  };
}
