import { MANAGED_BY, RECOMMENDED_LABELS } from "@grampus/api";
import type { Namespace } from "../kubernetes/core.ts";

/** A Namespace whose pods have to meet the Pod Security level `restricted`. */
export function restrictedNamespace(name: string): Namespace {
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name,
      labels: {
        [RECOMMENDED_LABELS.managedBy]: MANAGED_BY,
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "latest",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/warn-version": "latest",
      },
    },
  };
}
