import type { Cluster } from "@grampus/api";
import { isMap } from "../load/data-path.ts";
import { type PlainObject, toPlainData } from "../load/plain-data.ts";

/** A typed object as plain data; members that are undefined are dropped. */
export function plainObject(value: object): PlainObject {
  const { data } = toPlainData(value);
  if (!isMap(data)) throw new TypeError("an object gives a map");
  return data;
}

/** A Cluster as plain data, without the status that only the operator writes. */
export function plainCluster(cluster: Cluster): PlainObject {
  const { status: _, ...written } = cluster;
  return plainObject(written);
}
