import { CLUSTER_KIND } from "@grampus/api";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";

/** Tells Argo CD neither to prune an object that has left Git, nor to delete it with its Application. */
const ARGO_CD = "argocd.argoproj.io/sync-options";

/** Tells Flux neither to prune an object that has left Git, nor to delete it with its Kustomization. */
const FLUX = "kustomize.toolkit.fluxcd.io/prune";

const PROTECTION = { [ARGO_CD]: "Prune=false,Delete=false", [FLUX]: "disabled" } as const;

/** What takes data with it when it is deleted: its volumes, or the objects that own them. */
const HOLDS_DATA: readonly unknown[] = ["Namespace", "CustomResourceDefinition", CLUSTER_KIND];

function annotations(object: PlainObject): PlainObject {
  const { metadata } = object;
  return isMap(metadata) && isMap(metadata.annotations) ? metadata.annotations : {};
}

/** Argo CD's options are one text: what it says of something else does not take the protection away. */
function protectedOptions(said: PlainValue | undefined, options: string): PlainValue {
  if (typeof said !== "string") return said ?? options;
  const given = said.split(",").map((option) => option.trim());
  const missing = options
    .split(",")
    .filter((option) => !given.some((own) => own.split("=")[0] === option.split("=")[0]));
  return [...given, ...missing].filter((option) => option !== "").join(",");
}

/**
 * An object as it is committed: where data hangs on it, with annotations that keep it in Kubernetes when it leaves Git.
 * What the object says itself stays; Argo CD's options that say nothing of deleting get ours. Decision record 9 has the reasons.
 */
export function protectedFromPruning(object: PlainObject): PlainObject {
  if (!HOLDS_DATA.includes(object.kind)) return object;
  const metadata = isMap(object.metadata) ? object.metadata : {};
  const said = annotations(object);
  const options = protectedOptions(said[ARGO_CD], PROTECTION[ARGO_CD]);
  return {
    ...object,
    metadata: { ...metadata, annotations: { ...PROTECTION, ...said, [ARGO_CD]: options } },
  };
}

/** Whether data hangs on an object that says nothing about what happens to it when it leaves Git. */
export function isUnprotected(object: PlainObject): boolean {
  const said = annotations(object);
  return (
    HOLDS_DATA.includes(object.kind) && Object.keys(PROTECTION).some((name) => !Object.hasOwn(said, name))
  );
}
