import { defineDiagnostics } from "@grampus/diagnostics";

/** What can be wrong with a fleet as a whole, or with what a command was asked for. */
export const fleetCodes = defineDiagnostics("fleet", {
  "not-found": {
    severity: "error",
    message: ({ directory }: { directory: string }) => `${directory} is not in a fleet`,
    description: "Neither this folder nor one above it has clusters/ and environments/.",
    hint: "run the command in the repository of your fleet, or name it with --root",
  },
  "no-such-folder": {
    severity: "error",
    message: ({ directory }: { directory: string }) => `there is no folder ${directory}`,
    description: "--root names something that is not a folder.",
  },
  empty: {
    severity: "error",
    message: () => "the fleet has no definitions",
    description: "There is no clusters/<name>/cluster.ts and no environments/<name>/environment.ts.",
    hint: "write clusters/<name>/cluster.ts with defineCluster({ name: ... })",
  },
  "unknown-environment": {
    severity: "error",
    message: ({ name }: { name: string }) => `there is no environment ${name}`,
    description: "A command names an environment that the fleet does not have.",
  },
  "unknown-cluster": {
    severity: "error",
    message: ({ name, place }: { name: string; place: string }) => `there is no cluster ${name} in ${place}`,
    description: "A command names a cluster that the fleet or the environment does not have.",
  },
  "unknown-reference": {
    severity: "error",
    message: ({ ref }: { ref: string }) => `${ref} is not a commit of this repository`,
    description: "--against names something that Git does not know.",
  },
  "no-committed-state": {
    severity: "info",
    message: ({ reason }: { reason: string }) => `rules about changes were not applied: ${reason}`,
    description:
      "There is no committed state to compare with, so a shrunk volume or an older version is not noticed.",
  },
  "git-refuses": {
    severity: "error",
    message: ({ message }: { message: string }) =>
      `rules about changes cannot be applied, because git says: ${message}`,
    description: "Git does not read the repository, so a shrunk volume or an older version is not noticed.",
    hint: "a repository of another user is read after: git config --global --add safe.directory <the fleet>",
  },
  "committed-state-unreadable": {
    severity: "warning",
    message: ({ place, ref }: { place: string; ref: string }) =>
      `${place} as committed in ${ref} cannot be built`,
    description:
      "The committed overlay of a cluster is broken, so rules about changes were not applied to it.",
    hint: "compare the change by hand, or name a sound commit with --against",
  },
  "foreign-file": {
    severity: "warning",
    message: ({ file }: { file: string }) => `${file} was not made by Grampus and is left alone`,
    description: "A file stands in a directory that holds generated files only.",
    hint: "move it elsewhere; nothing includes it",
  },
});
