import { referenceKustomize } from "./reference.ts";

/** The exit code that says "nobody could build it here", as opposed to a failure. */
const IMPOSSIBLE = 3;

const reference = referenceKustomize();
if (reference.kind === "found") process.stdout.write(`${reference.path}\n`);
else {
  process.stderr.write(`no reference kustomize: ${reference.reason}\n`);
  process.exitCode = IMPOSSIBLE;
}
