import { GROUP } from "@grampus/api";

/**
 * Annotation on a pod that lost the label of the primary: when, in RFC 3339. It stays until the sessions that clients
 * opened on it as the primary were ended, whoever is the operator by then.
 */
export const FORMER_PRIMARY_ANNOTATION = `${GROUP}/former-primary-since` as const;

/** Annotation on the pod of a primary: the last view in which it was made to forget members that were expelled. */
export const FORGOTTEN_ANNOTATION = `${GROUP}/forgotten-in-view` as const;
