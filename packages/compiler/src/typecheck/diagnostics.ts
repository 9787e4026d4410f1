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
  "line-endings": {
    severity: "error",
    message: ({ count, file }: { count: number; file: string }) =>
      count === 1
        ? `${file} differs in nothing but its line endings: it has CRLF, Grampus writes LF`
        : `${count} generated files differ in nothing but their line endings, ${file} first: they have CRLF, Grampus writes LF`,
    description: "Git checked generated files out with the line endings of Windows.",
    hint: "write `* text=auto eol=lf` into .gitattributes, run `grampus compile`, and commit",
  },
  "not-staged": {
    severity: "warning",
    message: ({ count, file }: { count: number; file: string }) =>
      count === 1
        ? `${file} is as it should be, and a commit now would leave it out`
        : `${count} generated files are as they should be, and a commit now would leave them out, ${file} first`,
    description: "Something is staged for a commit, and generated files are not, or not as they are.",
    hint: "git add clusters environments",
  },
  stale: {
    severity: "error",
    message: ({ file }: { file: string }) => `${file} has no source any more`,
    description: "A generated file exists that compile would remove.",
    hint: "run `grampus compile` and commit the result",
  },
});
