import { defineDiagnostics } from "@grampus/diagnostics";

/** What can be wrong with what an environment records beside its definition. */
export const recordCodes = defineDiagnostics("record", {
  unreadable: {
    severity: "error",
    message: ({ file, problem }: { file: string; problem: string }) => `${file} cannot be read: ${problem}`,
    description: "A file of approvals, overrides or attestations is no list of them.",
  },
  conflict: {
    severity: "error",
    message: ({ file }: { file: string }) => `a merge left a conflict in ${file}`,
    description: "A file of approvals, overrides or attestations holds the conflict markers of Git.",
    hint: "keep the entries of both sides and remove the marking lines",
  },
  "missing-field": {
    severity: "error",
    message: ({ what, field }: { what: string; field: string }) => `${what} does not say ${field}`,
    description: "An entry of a file of approvals or overrides lacks a field.",
  },
  "wrong-value": {
    severity: "error",
    message: ({ what, field }: { what: string; field: string }) =>
      `${what} has a value for ${field} that it cannot have`,
    description: "An entry of a file of approvals or overrides has a value that means nothing.",
  },
  "unknown-field": {
    severity: "error",
    message: ({ what, field }: { what: string; field: string }) => `${what} has no field ${field}`,
    description: "An entry of a file of approvals or overrides has a field that means nothing.",
  },
});
