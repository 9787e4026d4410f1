import { releaseDirectory } from "../layout.ts";
import { type FileTree, releaseHeader } from "../output/tree.ts";
import { canonicalJson } from "../releases/canonical-json.ts";
import { checksumsText } from "../releases/checksums.ts";
import { CHECKSUMS, DEFINITION_DATA, RELEASE_FORMAT, SETTINGS_FIELD } from "../releases/release.ts";
import type { ResolvedBase } from "../resolve/resolve.ts";
import { baseFiles } from "./base.ts";

/** The definition of a cluster as a release holds it. */
export function definitionData({ cluster }: Pick<ResolvedBase, "cluster">): string {
  return canonicalJson({ format: RELEASE_FORMAT, name: cluster.name, [SETTINGS_FIELD]: cluster.settings });
}

function released(text: string, header: string): string {
  return header + text.slice(text.indexOf("\n") + 1);
}

/**
 * The files of a new release of a cluster: its definition as data, the base rendered from it, and last the digests of
 * these, so that a release without them is one whose writing was stopped.
 */
export function releaseFiles(base: ResolvedBase, number: number): FileTree {
  const { name, file: source } = base.cluster;
  const header = releaseHeader(name, number, source);
  const files = new Map([[DEFINITION_DATA, definitionData(base)]]);
  for (const [file, text] of baseFiles(base)) {
    files.set(file.split("/").slice(3).join("/"), released(text, header));
  }
  const directory = releaseDirectory(name, number);
  const all = [...files, [CHECKSUMS, checksumsText(files)] as const];
  return new Map(all.map(([file, text]) => [`${directory}/${file}`, text]));
}
