import { defineDiagnostics } from "@grampus/diagnostics";

/** What can be wrong with a question to `explain`. */
export const explainCodes = defineDiagnostics("explain", {
  "unknown-field": {
    severity: "error",
    message: ({ field }: { field: string }) =>
      `${field} is neither a field of a cluster definition nor of a Cluster`,
    description: "explain was asked for a field that does not exist.",
  },
  "manifests-apart": {
    severity: "error",
    message: () => "manifests are objects beside the Cluster, and no field of it",
    description: "explain was asked for `manifests`, which no field of the custom resource stands for.",
  },
  "unsettable-variable": {
    severity: "error",
    message: ({ name, which }: { name: string; which: string }) => `no spec may set ${name}, which ${which}`,
    description: "explain was asked for a server variable that compile refuses, whatever its value.",
  },
});
