import { CLUSTER_KIND } from "@grampus/api";
import { RETIRED_ANNOTATION } from "@grampus/dsl/field-map";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { ARGO_CD_OPTIONS, argoCdOptions, FLUX_PRUNE } from "../definition/pruning-words.ts";

/** Tells Argo CD and Flux neither to prune an object that has left Git, nor to delete it with what applied it. */
const PROTECTION = { [ARGO_CD_OPTIONS]: "Prune=false,Delete=false", [FLUX_PRUNE]: "disabled" } as const;

/** What takes data with it when it is deleted: its volumes, or the objects that own them. */
const HOLDS_DATA: readonly unknown[] = ["Namespace", "CustomResourceDefinition", CLUSTER_KIND];

function annotations(object: PlainObject): PlainObject {
  const { metadata } = object;
  return isMap(metadata) && isMap(metadata.annotations) ? metadata.annotations : {};
}

/** Argo CD's options are one text: ours stand behind what is said of something else. */
function protectedOptions(said: PlainValue | undefined): PlainValue {
  const options = argoCdOptions(PROTECTION[ARGO_CD_OPTIONS]);
  if (typeof said !== "string") return said ?? options.join(",");
  const given = argoCdOptions(said);
  return [...given, ...options.filter((option) => !given.includes(option))].join(",");
}

/**
 * An object as it is committed: where data hangs on it, with annotations that keep it in Kubernetes when it leaves Git.
 * Argo CD's options that the object says itself stay beside ours. Decision record 9 has the reasons.
 */
export function protectedFromPruning(object: PlainObject): PlainObject {
  if (!HOLDS_DATA.includes(object.kind)) return object;
  const metadata = isMap(object.metadata) ? object.metadata : {};
  const said = annotations(object);
  const options = protectedOptions(said[ARGO_CD_OPTIONS]);
  return {
    ...object,
    metadata: { ...metadata, annotations: { ...PROTECTION, ...said, [ARGO_CD_OPTIONS]: options } },
  };
}

/**
 * What layers say of a Cluster, and where they do not say whether the API server refuses to delete it, that it does: the
 * API's own default is `false`, for the sake of Clusters that no definition describes. Decision record 20 has the reasons.
 */
export function protectedFromDeletion(stated: PlainObject): PlainObject {
  const spec = isMap(stated.spec) ? stated.spec : {};
  return { ...stated, spec: { deletionProtection: true, ...spec } };
}

/** Why a Cluster ends, where it says so: it was rendered of `retire(...)`. Undefined of one that does not end. */
export function retirementReason(cluster: PlainObject): string | undefined {
  const reason = annotations(cluster)[RETIRED_ANNOTATION];
  return typeof reason === "string" ? reason : undefined;
}

/** Whether data hangs on an object whose annotations let it be deleted when it leaves Git. */
export function isUnprotected(object: PlainObject): boolean {
  if (!HOLDS_DATA.includes(object.kind)) return false;
  const said = annotations(object);
  const options = said[ARGO_CD_OPTIONS];
  const given = typeof options === "string" ? argoCdOptions(options) : [];
  const isKept = argoCdOptions(PROTECTION[ARGO_CD_OPTIONS]).every((option) => given.includes(option));
  return !isKept || said[FLUX_PRUNE] !== PROTECTION[FLUX_PRUNE];
}
