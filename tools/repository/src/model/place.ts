import { EDGE, PURE_PACKAGES } from "../layout.ts";

/** Where a file stands in the repository and what that makes of it. */
export type Place =
  | {
      readonly kind: "package" | "tool";
      /** Folder name below `packages/` or `tools/`. */
      readonly folder: string;
      /** `packages/api`. */
      readonly owner: string;
      /** Whether the file is a test, helps tests, or configures a tool. */
      readonly forTests: boolean;
      readonly generated: boolean;
      /** Whether the file may not touch the world. */
      readonly pure: boolean;
    }
  | { readonly kind: "definition" };

const OWNED = /^(packages|tools)\/([^/]+)\/(.+)$/;
const DEFINITION = /^(clusters|environments)\//;
const FOR_TESTS = /(^|\/)testing\/|\.test\.ts$|\.test-d\.ts$|^[^/]+\.config\.ts$/;
// What may touch the world: the launchers, and the modules they start.
const EDGES = new RegExp(`^(bin|src/${EDGE})/`);
const GENERATED = /(^|\/)generated\//;

/** The place of a file by its path from the root; `undefined` for files that no rule is about. */
export function placeOf(path: string): Place | undefined {
  if (DEFINITION.test(path)) return { kind: "definition" };
  const [, area, folder, rest] = OWNED.exec(path) ?? [];
  if (area === undefined || folder === undefined || rest === undefined) return undefined;
  const forTests = FOR_TESTS.test(rest);
  return {
    kind: area === "packages" ? "package" : "tool",
    folder,
    owner: `${area}/${folder}`,
    forTests,
    generated: GENERATED.test(rest),
    pure: area === "packages" && PURE_PACKAGES.includes(folder) && !forTests && !EDGES.test(rest),
  };
}
