import type { Selection } from "@grampus/compiler";

/** What `ENV` or `ENV/CLUSTER` names; undefined when it is neither. */
export function overlaySelection(text: string): Selection | undefined {
  const [environment = "", cluster, ...more] = text.split("/");
  if (environment === "" || cluster === "" || more.length > 0) return undefined;
  return { environment, ...(cluster === undefined ? {} : { cluster }) };
}
