/** The forms in which `plan` can answer. */
export const PLAN_FORMATS = ["text", "markdown", "json", "sarif"] as const;

/** One of the forms in which `plan` can answer. */
export type PlanFormat = (typeof PLAN_FORMATS)[number];
