import path from "node:path";
import { type CompileRequest, fleetCodes, fleetRoot, type Selection } from "@grampus/compiler";
import type { Diagnostic } from "@grampus/diagnostics";

/** Options that every command about a fleet has. */
export interface FleetOptions {
  readonly root?: string;
  readonly against?: string;
}

/** The request of a command, or why there is no fleet to ask. */
export type RequestResult =
  | { readonly kind: "request"; readonly request: CompileRequest }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

/** Makes the request of a command: the fleet is the one around the current directory unless `--root` names another. */
export function compileRequest({ root, against }: FleetOptions, selection: Selection): RequestResult {
  const found = root === undefined ? fleetRoot(process.cwd()) : path.resolve(root);
  if (found === undefined) {
    return { kind: "refused", diagnostics: [fleetCodes.create("not-found", { directory: process.cwd() })] };
  }
  return {
    kind: "request",
    request: { root: found, selection, ...(against === undefined ? {} : { against }) },
  };
}

/** What `ENV` or `ENV/CLUSTER` names; undefined when it is neither. */
export function overlaySelection(text: string): Selection | undefined {
  const [environment = "", cluster, ...more] = text.split("/");
  if (environment === "" || cluster === "" || more.length > 0) return undefined;
  return { environment, ...(cluster === undefined ? {} : { cluster }) };
}
