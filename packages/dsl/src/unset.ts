/** Removes what lower layers set for a field, so that the field has its schema default or is absent. */
export interface Unset {
  readonly $grampus: "unset";
}

/**
 * Takes a field back that an environment or a cluster set: `override(orders, { nodeSelector: unset() })`.
 * The value of the API's schema holds then, or none where the schema has no default.
 */
export function unset(): Unset {
  return { $grampus: "unset" };
}

/** Tells the marker of {@link unset} from a value. */
export function isUnset(value: unknown): value is Unset {
  return typeof value === "object" && value !== null && "$grampus" in value && value.$grampus === "unset";
}
