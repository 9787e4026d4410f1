import { pathText } from "@grampus/api";
import { valueAt } from "../data/data-path.ts";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";
import { fieldChanges } from "../plan/field-changes.ts";
import type { ClusterChange } from "../plan/fleet-plan.ts";
import { objectChanges } from "../plan/object-changes.ts";
import type { ClusterState } from "../plan/played.ts";
import { canonicalJson } from "../releases/canonical-json.ts";
import { sha256 } from "../releases/checksums.ts";

interface Values {
  readonly before: PlainValue | undefined;
  readonly after: PlainValue | undefined;
}

/** Two values, without what is not there, which JSON has no word for. */
function valuesData({ before, after }: Values): PlainObject {
  return {
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

function specOf(state: ClusterState | undefined): PlainValue | undefined {
  return state && valueAt(state.cluster, ["spec"]);
}

function differences(before: ClusterState, after: ClusterState): PlainObject {
  const fields = fieldChanges(before.cluster, after.cluster).map((field): readonly [string, PlainValue] => [
    pathText(field.path),
    valuesData(field),
  ]);
  const objects = objectChanges(before.objects, after.objects, () => "metadata").map(
    ({ object, change, fields: changed }): PlainValue => ({
      object,
      change,
      fields: changed.map((field) => ({ field: pathText(field.path), ...valuesData(field) })),
    }),
  );
  return { fields: Object.fromEntries(fields), objects };
}

/**
 * The digest of a change of one cluster: which cluster it is, and each field that differs with its old and new value; of one
 * that comes or goes its whole spec. Any other change has another one.
 */
export function changeDigest({ environment, cluster, identity, before, after }: ClusterChange): string {
  const { target, namespace } = identity;
  const change =
    before === undefined || after === undefined
      ? valuesData({ before: specOf(before), after: specOf(after) })
      : differences(before, after);
  return `sha256:${sha256(canonicalJson({ environment, cluster, target, namespace, ...change }))}`;
}
