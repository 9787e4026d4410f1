import { defineDiagnostics } from "@grampus/diagnostics";

/** What can be said about approvals of changes. */
export const approvalCodes = defineDiagnostics("approval", {
  missing: {
    severity: "error",
    message: ({ place, changeClass, from }: { place: string; changeClass: string; from: string }) =>
      `the change of ${place} is ${changeClass}, and ${from} did not approve it`,
    description:
      "A policy asks for an approval of changes of this class, and approvals.yaml has no line with the digest of this one.",
  },
  void: {
    severity: "warning",
    message: ({ place }: { place: string }) =>
      `this approves another change of ${place} than the one that is pending`,
    description:
      "The digest of an approval is not that of the pending change: it was edited since, or is another.",
    hint: "look at the change with grampus plan, then replace the line with the one that it prints",
  },
  stale: {
    severity: "warning",
    message: ({ place }: { place: string }) => `this approves a change of ${place}, and none is pending`,
    description: "An approval is left over from a change that was merged or given up.",
    hint: "remove the line: it would approve the same change again",
  },
});
