import { isMap, type PlainValue } from "../data/plain-data.ts";

/** What an environment runs: the definitions as they stand, or releases of them. */
export type Follows = "head" | "releases";

/** What an environment's definition says that it follows; one that comes after another follows releases unless said. */
export function followed(definition: PlainValue): Follows {
  const { follows, after } = isMap(definition) ? definition : {};
  if (follows === "head" || follows === "releases") return follows;
  return after === undefined ? "head" : "releases";
}
