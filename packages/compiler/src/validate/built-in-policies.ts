import { compareQuantities, pathText } from "@grampus/api";
import type { BuiltInPolicy } from "@grampus/dsl";
import { OWNER_LABEL } from "@grampus/dsl/field-map";
import { type DataPath, valueAt } from "../data/data-path.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import type { Breach } from "./breach.ts";
import { policyCodes } from "./diagnostics.ts";

const MEMBERS_PATH = ["spec", "members"];
const STORAGE_PATH = ["spec", "volumeClaimTemplate", "spec", "resources", "requests", "storage"];
const RESOURCES_PATH = ["spec", "resources", "server"];
const REQUIRED_RESOURCES = [
  ["requests", "cpu"],
  ["requests", "memory"],
  ["limits", "memory"],
] as const;

/** What a cluster does not meet of a built-in policy; undefined when it meets it. */
export function builtInBreach(
  policy: Exclude<BuiltInPolicy, { kind: "requireApproval" }>,
  overlay: ResolvedOverlay,
): Breach | undefined {
  const place = `${overlay.environment.name}/${overlay.cluster.name}`;
  const stated = (path: DataPath) => valueAt(overlay.manifest, path);
  const at = (path: DataPath, found?: string, allowed?: string) => ({
    path: pathText(path),
    ...(found === undefined ? {} : { found }),
    ...(allowed === undefined ? {} : { allowed }),
  });
  switch (policy.kind) {
    case "minMembers": {
      const { members: minimum } = policy;
      const members = stated(MEMBERS_PATH);
      if (Number(members) >= minimum) return undefined;
      const occurrence = at(MEMBERS_PATH, String(members), `at least ${minimum}`);
      return {
        path: MEMBERS_PATH,
        diagnostic: policyCodes.create("min-members", { place, minimum }, occurrence),
      };
    }
    case "oddMembers": {
      const members = stated(MEMBERS_PATH);
      if (Number(members) % 2 === 1) return undefined;
      const occurrence = at(MEMBERS_PATH, String(members), "1, 3, 5, 7 or 9");
      return { path: MEMBERS_PATH, diagnostic: policyCodes.create("odd-members", { place }, occurrence) };
    }
    case "maxStorage": {
      const size = String(stated(STORAGE_PATH));
      if (compareQuantities(size, policy.size) !== 1) return undefined;
      const occurrence = at(STORAGE_PATH, size, `at most ${policy.size}`);
      return { path: STORAGE_PATH, diagnostic: policyCodes.create("max-storage", { place }, occurrence) };
    }
    case "requireOwner": {
      const path = ["metadata", "labels", OWNER_LABEL];
      if (stated(path) !== undefined) return undefined;
      return { path, diagnostic: policyCodes.create("require-owner", { place }, at(path)) };
    }
    case "requireResources": {
      const missing = REQUIRED_RESOURCES.filter((path) => stated([...RESOURCES_PATH, ...path]) === undefined);
      if (missing.length === 0) return undefined;
      const names = missing.map((path) => `resources.${path.join(".")}`).join(", ");
      const diagnostic = policyCodes.create(
        "require-resources",
        { place, missing: names },
        at(RESOURCES_PATH),
      );
      return { path: RESOURCES_PATH, diagnostic };
    }
    case "retainData": {
      const path = ["spec", "deletionPolicy"];
      const found = stated(path);
      if (found === "Retain") return undefined;
      const occurrence = at(path, String(found), "Retain");
      return { path, diagnostic: policyCodes.create("retain-data", { place }, occurrence) };
    }
    case "allowVersions": {
      const path = ["spec", "version"];
      const version = String(stated(path));
      if (policy.versions.some((allowed) => version === allowed || version.startsWith(`${allowed}.`)))
        return undefined;
      const occurrence = at(path, version, policy.versions.join(", "));
      return { path, diagnostic: policyCodes.create("allow-versions", { place }, occurrence) };
    }
  }
}
