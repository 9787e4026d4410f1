import { healthOf, normalize } from "@grampus/api";
import { valueAt } from "../data/data-path.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { fieldChanges } from "../plan/field-changes.ts";

/** Whether a cluster runs what it shall run, and is ready; and what was seen, in words. */
export interface ClusterSight {
  readonly isHealthy: boolean;
  readonly saw: string;
}

const LISTED = 3;

function ill(saw: string): ClusterSight {
  return { isHealthy: false, saw };
}

function items(value: PlainValue | undefined): readonly PlainObject[] {
  return Array.isArray(value) ? value.filter((item: PlainValue) => isMap(item)) : [];
}

/** The fields of the spec that differ from what they shall be. */
function otherFields(wanted: PlainObject, running: PlainObject): readonly string[] {
  return fieldChanges(normalize(wanted), normalize(running))
    .filter(({ path }) => path[0] === "spec")
    .map(({ path }) => path.join("."));
}

function membersText(running: PlainObject): string {
  const members = items(valueAt(running, ["status", "members"]));
  const online = members.filter(({ state }) => state === "Online").length;
  return `${online} of ${members.length} members online`;
}

/**
 * What is seen of a cluster that runs: healthy is one whose spec is the one that it shall have, which the operator has acted
 * on, and which is Ready.
 *
 * @param wanted the Cluster as its overlay builds it
 * @param running the Cluster as the API server has it; undefined when it has none
 */
export function clusterSight(wanted: PlainObject, running: PlainObject | undefined): ClusterSight {
  if (running === undefined) return ill("not there");
  const { status: _, ...stated } = running;
  const fields = otherFields(wanted, stated);
  if (fields.length > 0) {
    const more = fields.length > LISTED ? ` and ${fields.length - LISTED} more` : "";
    return ill(`another spec: ${fields.slice(0, LISTED).join(", ")}${more}`);
  }
  const generation = valueAt(running, ["metadata", "generation"]);
  if (typeof generation !== "number" || valueAt(running, ["status", "observedGeneration"]) !== generation)
    return ill("not seen by the operator yet");
  const ready = items(valueAt(running, ["status", "conditions"])).find(({ type }) => type === "Ready");
  if (healthOf(running).health === "Healthy")
    return { isHealthy: true, saw: `Ready, ${membersText(running)}` };
  const why = typeof ready?.reason === "string" ? `: ${ready.reason}` : "";
  return ill(`not Ready${why}, ${membersText(running)}`);
}
