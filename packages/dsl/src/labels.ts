import { GROUP } from "@grampus/api";

/** Label on a Cluster that names the team to call, from a definition's `owner`. */
export const OWNER_LABEL = `${GROUP}/owner` as const;

/** Label on a Cluster that names the environment it runs in. */
export const ENVIRONMENT_LABEL = `${GROUP}/environment` as const;

/** Annotation on a Cluster that ends in its environment: the reason. It may leave Git once it carries it there. */
export const RETIRED_ANNOTATION = `${GROUP}/retired` as const;

/** Annotation in an overlay's Kustomization, not on the Cluster: the environment's target, where it has not its own name. */
export const TARGET_ANNOTATION = `${GROUP}/target` as const;
