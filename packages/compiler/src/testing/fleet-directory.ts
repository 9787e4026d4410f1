import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A fleet in a temporary directory, for one test. */
export interface FleetDirectory {
  readonly root: string;
  /** Writes files by path relative to the root; a text of `undefined` removes the file. */
  readonly write: (files: Readonly<Record<string, string | undefined>>) => void;
  /** The texts of all files below some folders, by path, without definitions. */
  readonly generated: () => Readonly<Record<string, string>>;
  readonly remove: () => void;
}

/** The text of a cluster definition, from what stands between the braces. */
export function clusterText(body: string): string {
  return `import { defineCluster } from "@grampus/dsl";\n\nexport default defineCluster({\n${body}\n});\n`;
}

/** The text of an environment definition that imports the named clusters, from what stands between the braces. */
export function environmentText(clusters: readonly string[], body: string): string {
  const imports = clusters
    .map((name) => `import ${name} from "../../clusters/${name}/cluster.ts";\n`)
    .join("");
  const names =
    "defineEnvironment, kubernetes, minMembers, oddMembers, openshift, override, requireOwner, retire, sharedNamespace, unset";
  return `import { ${names} } from "@grampus/dsl";
${imports}
export default defineEnvironment({\n${body}\n});\n`;
}

/** The smallest sound fleet: the cluster `orders` in the environment `dev`. */
export const SOUND_FLEET: Readonly<Record<string, string>> = {
  "clusters/orders/cluster.ts": clusterText('  name: "orders",\n  members: 3,'),
  "environments/dev/environment.ts": environmentText(
    ["orders"],
    '  name: "dev",\n  namespace: "mysql-dev",\n  platform: kubernetes(),\n  clusters: { orders },',
  ),
};

/** Makes a fleet of files in a temporary directory. */
export function fleetDirectory(files: Readonly<Record<string, string>>): FleetDirectory {
  const root = mkdtempSync(path.join(tmpdir(), "grampus-fleet-"));
  const write: FleetDirectory["write"] = (changes) => {
    for (const [file, text] of Object.entries(changes)) {
      const absolute = path.join(root, file);
      if (text === undefined) rmSync(absolute);
      else {
        mkdirSync(path.dirname(absolute), { recursive: true });
        writeFileSync(absolute, text);
      }
    }
  };
  write(files);
  const generated = () => {
    const texts: Record<string, string> = {};
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      const file = path.relative(root, path.join(entry.parentPath, entry.name));
      if (entry.isFile() && !file.endsWith(".ts") && !file.startsWith(".git")) {
        texts[file] = readFileSync(path.join(root, file), "utf8");
      }
    }
    return Object.fromEntries(Object.entries(texts).sort(([left], [right]) => (left < right ? -1 : 1)));
  };
  return { root, write, generated, remove: () => rmSync(root, { recursive: true, force: true }) };
}
