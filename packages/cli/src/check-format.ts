/** The forms in which `check` can answer. */
export const CHECK_FORMATS = ["text", "json", "sarif", "github"] as const;

/** One of the forms in which `check` can answer. */
export type CheckFormat = (typeof CHECK_FORMATS)[number];
