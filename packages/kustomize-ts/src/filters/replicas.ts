import type { Occurrence } from "@grampus/diagnostics";
import { TAG } from "go-yaml-ts";
import { type FieldSpec, setSpecField } from "../config/field-spec.ts";
import { isSelected } from "../config/transformer-config.ts";
import { refuse } from "../refusal.ts";
import type { Transformer } from "../step.ts";
import type { Replica } from "../types/kustomization.ts";
import { entrySetter } from "./setter.ts";

/** Sets the replicas of the workloads with one name, present or past. */
export function replicaTransformer(
  { name = "", count = 0 }: Replica,
  specs: readonly FieldSpec[],
  occurrence: Occurrence,
  by = "replicas",
): Transformer {
  return {
    name: "ReplicaCountTransformer",
    by,
    apply(list) {
      let found = false;
      for (const spec of specs) {
        for (const { node } of list.withAnyId((id) => id.name === name && isSelected(id, spec))) {
          found = true;
          setSpecField(node, spec, {
            set: entrySetter("", String(count), TAG.int),
            create: "scalar",
            tag: TAG.int,
          });
        }
      }
      if (found) return;
      const kinds = [...new Set(specs.map(({ kind }) => kind).filter(Boolean))].join(", ");
      refuse(
        "invalid-field",
        { reason: `no workload is called ${name}` },
        { ...occurrence, found: name, allowed: `the name of a ${kinds}` },
      );
    },
  };
}
