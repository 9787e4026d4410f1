import path from "node:path";
import type { SourceLocation } from "@grampus/diagnostics";
import type { Message, Plugin } from "esbuild";
import type { PlainObject } from "../data/plain-data.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionFile } from "../layout.ts";
import { releaseCodes } from "../releases/diagnostics.ts";

/** What an environment that follows releases knows of the definitions of clusters. */
export interface PinnedClusters {
  readonly environment: string;
  /** What the pinned releases hold, by the name of the cluster. Of a cluster without one there is the name. */
  readonly settings: ReadonlyMap<string, PlainObject>;
}

/** What stands in the place of a cluster's definition. */
export function pinnedDefinition({ settings }: PinnedClusters, cluster: string): PlainObject {
  return settings.get(cluster) ?? { name: cluster };
}

const CLUSTER_FILE = /[\\/]clusters[\\/]([^\\/]+)[\\/]cluster\.ts$/;

/** Puts what releases hold in the place of the definitions of clusters, whatever way they are imported by. */
export function pinnedModules(root: string, pinned: PinnedClusters): Plugin {
  return {
    name: "pinned-modules",
    setup: ({ onLoad }) => {
      onLoad({ filter: CLUSTER_FILE, namespace: "file" }, ({ path: file }) => {
        const [, cluster = ""] = CLUSTER_FILE.exec(file) ?? [];
        if (path.join(root, definitionFile("cluster", cluster)) !== file) return undefined;
        const data = JSON.stringify(pinnedDefinition(pinned, cluster));
        return { contents: `export default JSON.parse(${JSON.stringify(data)});\n`, loader: "js" };
      });
    },
  };
}

const MISSING = [
  /^No matching export in "(?<file>clusters\/[^/"]+\/cluster\.ts)" for import "(?<name>.*)"$/,
  /^Import "(?<name>.*)" will always be undefined because there is no matching export in "(?<file>clusters\/[^/"]+\/cluster\.ts)"$/,
];

/** The named exports of clusters' definitions that an environment uses which follows releases: no release holds them. */
export function pinnedExportFindings(
  messages: readonly Message[],
  { environment }: PinnedClusters,
  sourceOf: (message: Message) => SourceLocation | undefined,
): readonly Finding[] {
  return messages.flatMap((message): readonly Finding[] => {
    const { file, name } = MISSING.map((form) => form.exec(message.text)?.groups).find(Boolean) ?? {};
    if (file === undefined || name === undefined) return [];
    const source = sourceOf(message);
    const hint = `move ${name} into a module of its own beside the definition, and import it from there`;
    const occurrence = { hint, ...(source === undefined ? {} : { source }) };
    return [{ diagnostic: releaseCodes.create("pinned-export", { environment, file, name }, occurrence) }];
  });
}
