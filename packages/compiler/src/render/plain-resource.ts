import type { Cluster } from "@grampus/api";
import { isMap } from "../load/data-path.ts";
import { type PlainObject, toPlainData } from "../load/plain-data.ts";

/** A Cluster as plain data, without the status that only the operator writes. */
export function plainResource(cluster: Cluster): PlainObject {
  const { status: _, ...written } = cluster;
  const { data } = toPlainData(written);
  if (!isMap(data)) throw new TypeError("a Cluster is a map");
  return data;
}
