import { defineDiagnostics } from "@grampus/diagnostics";

interface Held {
  readonly place: string;
  readonly gate: string;
  readonly release: number;
  readonly reason: string;
}

/** What gates say of promotions. */
export const gateCodes = defineDiagnostics("gate", {
  holds: {
    severity: "error",
    message: ({ place, gate, release, reason }: Held) =>
      `${gate} holds release ${release} back from ${place}: ${reason}`,
    description: "A gate of an environment does not let a promotion through yet, or cannot be judged.",
  },
  overridden: {
    severity: "info",
    message: ({ place, gate, release, reason }: Held) =>
      `release ${release} goes past ${gate} to ${place}: ${reason}`,
    description: "A gate holds a promotion that a recorded override lets through.",
  },
  unknown: {
    severity: "error",
    message: ({ gate, environment }: { gate: string; environment: string }) =>
      `${environment} has no gate ${gate} to go past`,
    description: "--override names a gate that the environment does not have.",
  },
  several: {
    severity: "error",
    message: ({ gate, environment }: { gate: string; environment: string }) =>
      `${environment} has several gates ${gate}, and an override is for one`,
    description: "--override names a kind of gate of which the environment has more than one.",
  },
  "no-reason": {
    severity: "error",
    message: () => "--override needs a reason",
    description: "A gate is gone past without --because, or with an empty one.",
    hint: 'say why: --override soak --because "hotfix, OPS-123"',
  },
  "not-seen": {
    severity: "error",
    message: ({ environment, reason }: { environment: string; reason: string }) =>
      `the clusters of ${environment} cannot be looked at: ${reason}`,
    description: "What runs in an environment cannot be read with kubectl, so nothing is recorded.",
  },
  "no-user": {
    severity: "error",
    message: () => "Git does not know who goes past the gate",
    description:
      "An override is recorded with the name and address that Git has for commits, and it has none.",
    hint: 'git config user.name "..." and git config user.email ...',
  },
});
