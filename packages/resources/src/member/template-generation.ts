import { GROUP } from "@grampus/api";

/** Annotation on the operator's Deployment: {@link TEMPLATE_GENERATION} of the operator it runs. */
export const TEMPLATE_GENERATION_ANNOTATION = `${GROUP}/template-generation` as const;

/**
 * Counts the changes of what operators make of a member's pod by themselves. Two versions of the same generation make the
 * same pods of the same spec on the same platform, so that going from one to the other restarts nothing. A test holds it
 * to the templates of many specs.
 */
export const TEMPLATE_GENERATION = 2;
