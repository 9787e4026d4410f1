import { MANAGED_BY, RECOMMENDED_LABELS } from "@grampus/api";
import { OPERATOR_NAME } from "./names.ts";

/** Labels that select the operator's pods. */
export function operatorSelector(): Readonly<Record<string, string>> {
  return { [RECOMMENDED_LABELS.name]: OPERATOR_NAME };
}

/** Labels of every object of the operator. */
export function operatorLabels(): Readonly<Record<string, string>> {
  return {
    ...operatorSelector(),
    [RECOMMENDED_LABELS.partOf]: "grampus",
    [RECOMMENDED_LABELS.managedBy]: MANAGED_BY,
  };
}
