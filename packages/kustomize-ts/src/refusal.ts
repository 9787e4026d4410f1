import { type Diagnostic, defineDiagnostics, type Occurrence } from "@grampus/diagnostics";

interface Subject {
  readonly subject: string;
}

interface Reason {
  readonly reason: string;
}

/** Every code this package can say. The messages carry what is wrong; places and hints come with the occurrence. */
export const codes = defineDiagnostics("kustomize", {
  "missing-kustomization": {
    severity: "error",
    message: ({ subject }: Subject) => `${subject} has no kustomization file`,
    description:
      "A directory that is to be built holds no kustomization.yaml, kustomization.yml or Kustomization.",
    hint: "add a kustomization.yaml, or name the directory that has one",
  },
  "several-kustomizations": {
    severity: "error",
    message: ({ subject }: Subject) => `${subject} has more than one kustomization file`,
    description: "A directory holds two of kustomization.yaml, kustomization.yml and Kustomization.",
    hint: "keep one of them",
  },
  "missing-file": {
    severity: "error",
    message: ({ subject }: Subject) => `${subject} does not exist`,
    description: "A file or directory that a Kustomization names does not exist.",
  },
  "outside-root": {
    severity: "error",
    message: ({ subject }: Subject) =>
      `${subject} lies outside the directory of the kustomization that names it`,
    description:
      "Under the load restriction rootOnly, a file is loaded from outside the kustomization's directory.",
    hint: "move the file, name its directory as a resource, or build with --load-restrictor LoadRestrictionsNone",
  },
  cycle: {
    severity: "error",
    message: ({ subject }: Subject) => `${subject} leads back to a kustomization that is being built`,
    description: "A kustomization names itself or a directory above it, directly or through others.",
  },
  "invalid-yaml": {
    severity: "error",
    message: ({ reason }: Reason) => `not valid YAML: ${reason}`,
    description: "A file or inline document is not valid YAML.",
  },
  "invalid-resource": {
    severity: "error",
    message: ({ reason }: Reason) => reason,
    description: "A document is not a Kubernetes object: it has no kind or name, or a list entry is empty.",
  },
  "invalid-kustomization": {
    severity: "error",
    message: ({ reason }: Reason) => reason,
    description: "A Kustomization file has an unknown field, a value of a wrong type, or is empty.",
  },
  "unsupported-feature": {
    severity: "error",
    message: ({ subject }: Subject) => `${subject} is not supported`,
    description: "A Kustomization uses something that needs the network, another program, or a plugin.",
  },
  "id-conflict": {
    severity: "error",
    message: ({ subject }: Subject) => `${subject} is there twice`,
    description: "Two resources have the same group, version, kind, name and namespace.",
  },
  "patch-target": {
    severity: "error",
    message: ({ reason }: Reason) => reason,
    description: "A patch has no target, or more than one where one is needed.",
  },
  "invalid-patch": {
    severity: "error",
    message: ({ reason }: Reason) => reason,
    description: "A patch cannot be read or applied.",
  },
  "invalid-field": {
    severity: "error",
    message: ({ reason }: Reason) => reason,
    description: "A transformer meets a value of another shape than its field has.",
  },
  "invalid-generator": {
    severity: "error",
    message: ({ reason }: Reason) => reason,
    description: "A ConfigMap or Secret cannot be generated.",
  },
  "invalid-selector": {
    severity: "error",
    message: ({ reason }: Reason) => reason,
    description: "A selector's regular expression or label expression is not valid.",
  },
  "invalid-replacement": {
    severity: "error",
    message: ({ reason }: Reason) => reason,
    description: "A replacement has no source or target, or cannot reach a field.",
  },
  "invalid-reference": {
    severity: "error",
    message: ({ reason }: Reason) => reason,
    description: "A name in a field could mean more than one resource.",
  },
  "invalid-variable": {
    severity: "error",
    message: ({ reason }: Reason) => reason,
    description: "A variable is defined twice, or its value cannot be found.",
  },
  "unwritable-resource": {
    severity: "error",
    message: ({ reason }: Reason) => reason,
    description:
      "A built resource cannot be written as JSON: a key appears twice, is not a string, or a number is not finite.",
  },
  deprecated: {
    severity: "warning",
    message: ({ subject }: Subject) => `${subject} is deprecated`,
    description: "A Kustomization uses a field that kustomize is going to drop.",
  },
  "unused-variable": {
    severity: "warning",
    message: ({ subject }: Subject) => `variable ${subject} is never used`,
    description: "A variable is defined and nothing refers to it.",
  },
});

/**
 * Ends a build from any depth. It carries the diagnostic for the user, is caught at the border of the package, and is
 * never seen outside: a build recurses through some thirty steps that can each refuse.
 */
export class Refusal extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

type CodeName = keyof typeof codes.definitions & string;
type Place = Parameters<typeof codes.create>[2];

/** Ends the build with a diagnostic. */
export function refuse<Name extends CodeName>(
  name: Name,
  parameters: Parameters<(typeof codes.definitions)[Name]["message"]>[0],
  occurrence?: Place,
): never {
  throw new Refusal(codes.create(name, parameters as never, occurrence));
}

/** Runs a step; a refusal in it that names no file gets the place of the step, which is worked out only then. */
export function placed<Result>(place: () => Occurrence, step: () => Result): Result {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof Refusal) || error.diagnostic.source !== undefined) throw error;
    throw new Refusal({ ...place(), ...error.diagnostic });
  }
}
