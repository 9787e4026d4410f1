import type { Diagnostic } from "../diagnostic.ts";

/** A diagnostic with every field. */
export const wrongQuantity: Diagnostic = {
  related: [
    {
      source: { column: 9, line: 4, file: "clusters/orders/cluster.ts", endLine: 4, endColumn: 17 },
      message: "the cluster is named here",
    },
  ],
  suggestion: {
    replaces: { endColumn: 17, endLine: 7, column: 11, line: 7, file: "clusters/orders/cluster.ts" },
    text: '"10Gi"',
  },
  hint: "did you mean 10Gi?",
  allowed: "a Kubernetes quantity: 10Gi, 500Mi, 2Ti",
  found: '"10Gb"',
  source: { endColumn: 17, endLine: 7, column: 11, line: 7, file: "clusters/orders/cluster.ts" },
  path: "storage.size",
  message: "storage.size is not a quantity",
  severity: "error",
  code: "dsl/wrong-quantity",
};

/** A diagnostic with only what it must have. */
export const noEnvironments: Diagnostic = {
  code: "fleet/no-environments",
  severity: "warning",
  message: "the fleet has no environment",
};
