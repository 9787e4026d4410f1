import { GROUP } from "@grampus/api";

/** Label on a Cluster that names the team to call, from a definition's `owner`. */
export const OWNER_LABEL = `${GROUP}/owner` as const;

/** Label on a Cluster that names the environment it runs in. */
export const ENVIRONMENT_LABEL = `${GROUP}/environment` as const;
