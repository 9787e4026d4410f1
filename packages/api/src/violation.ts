/** One thing the API server would refuse an object for. */
export interface Violation {
  /** Where, from the root of the object. */
  readonly path: readonly (string | number)[];
  /**
   * Which rule, the same in every object: `spec.members.maximum`, `spec.unknown-field`, `cel:no-downgrade`. List
   * indices are `[]` and keys of maps `*`.
   */
  readonly rule: string;
  /** What is wrong, one sentence without a full stop. */
  readonly message: string;
  /** The value that was found, when it is a scalar. */
  readonly found?: unknown;
  /** What would have been right, as a person reads it. */
  readonly allowed?: string;
}

/** A path as people write it: `spec.tolerations[0].key`. */
export function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === "number") return `${text}[${segment}]`;
    const plain = /^[A-Za-z_][\w-]*$/.test(segment);
    if (!plain) return `${text}[${JSON.stringify(segment)}]`;
    return text === "" ? segment : `${text}.${segment}`;
  }, "");
}
