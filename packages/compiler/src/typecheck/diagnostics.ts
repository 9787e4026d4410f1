import { defineDiagnostics } from "@grampus/diagnostics";

/** What the type checker says of definitions, and what `check` finds. */
export const checkCodes = defineDiagnostics("check", {
  type: {
    severity: "error",
    message: ({ text }: { text: string }) => text,
    description: "The TypeScript compiler refuses a definition.",
  },
  "out-of-date": {
    severity: "error",
    message: ({ file }: { file: string }) => `${file} is not what the definitions give`,
    description:
      "A committed generated file differs from what compile would write: it is old, or was edited by hand.",
    hint: "run `grampus compile` and commit the result",
  },
  missing: {
    severity: "error",
    message: ({ file }: { file: string }) => `${file} is missing`,
    description: "A generated file that compile would write does not exist.",
    hint: "run `grampus compile` and commit the result",
  },
  stale: {
    severity: "error",
    message: ({ file }: { file: string }) => `${file} has no source any more`,
    description: "A generated file exists that compile would remove.",
    hint: "run `grampus compile` and commit the result",
  },
});
