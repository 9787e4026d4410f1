import { clusterDeliveryName, shardDeliveryName } from "../delivery/names.ts";
import { gitopsDirectory } from "../layout.ts";
import type { FolderTexts } from "./changed-folders.ts";

/** The object that delivers each cluster, by the files of an environment's `gitops/`. */
function deliveringObjects(environment: string, texts: FolderTexts): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [file, text] of texts) {
    const [folder, name = "", part] = file.slice(gitopsDirectory(environment).length + 1).split("/");
    if (folder === "clusters" && part === undefined) {
      const cluster = name.replace(/\.yaml$/, "");
      found.set(cluster, clusterDeliveryName(environment, cluster));
    }
    if (folder !== "shards" || part !== "kustomization.yaml") continue;
    for (const [, cluster = ""] of text.matchAll(/^- \S+\/([^/\s]+)$/gm)) {
      found.set(cluster, shardDeliveryName(environment, name));
    }
  }
  return found;
}

/** The clusters that another object delivers than before, in the order of their names. */
export function movedClusters(
  environment: string,
  texts: { readonly before: FolderTexts; readonly after: FolderTexts },
): readonly string[] {
  const old = deliveringObjects(environment, texts.before);
  const current = deliveringObjects(environment, texts.after);
  return [...current]
    .filter(([cluster, object]) => old.has(cluster) && old.get(cluster) !== object)
    .map(([cluster]) => cluster)
    .sort();
}
