import { defineDiagnostics } from "@grampus/diagnostics";
import { namesText } from "../data/value-text.ts";

interface MovedEnvironment {
  readonly environment: string;
  readonly field: "namespace" | "target";
  readonly clusters: readonly string[];
  /** Where the data is, and where the environment would be. */
  readonly before: string;
  readonly after: string;
}

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
    message: ({ place, ref, problem }: { place: string; ref: string; problem: string }) =>
      `${place} as committed in ${ref} ${problem}`,
    description:
      "The committed output of a cluster or an environment is broken or missing, so rules about changes were not applied to it.",
    hint: "compare the change by hand, or name a sound commit with --against",
  },
  "foreign-file": {
    severity: "warning",
    message: ({ file }: { file: string }) => `${file} was not made by Grampus and is left alone`,
    description: "A file stands in a directory that holds generated files only.",
    hint: "move it out and import it: objects that travel with a cluster or an environment are its `manifests`",
  },
  "environment-moved": {
    severity: "error",
    message: ({ environment, field, clusters, before, after }: MovedEnvironment) =>
      `a new ${field} leaves the data of ${environment} behind: ${namesText(clusters)} would start empty in ${after}, and what is in ${before} would be in Git no more`,
    description:
      "The namespace or the target of an environment changes. Its clusters would be new and empty ones there, and Git would no longer have those that hold the data.",
  },
  "cluster-left-out": {
    severity: "error",
    message: ({ cluster, environment }: { cluster: string; environment: string }) =>
      `${environment} no longer runs ${cluster}, which has its data there`,
    description:
      "A cluster that an environment runs in the committed state is in its definition no more: removed, renamed or moved to another environment.",
  },
  "environment-removed": {
    severity: "error",
    message: ({ environment, clusters }: { environment: string; clusters: readonly string[] }) =>
      `the environment ${environment} is gone, where ${namesText(clusters)} had ${clusters.length === 1 ? "its" : "their"} data`,
    description:
      "An environment that runs clusters in the committed state has no definition any more: removed, renamed or moved.",
  },
  unprotected: {
    severity: "error",
    message: ({ what, place }: { what: string; place: string }) =>
      `${what} cannot leave Git yet: as committed in ${place}, it is not protected from pruning`,
    description:
      "What holds data carries annotations that keep Argo CD and Flux from deleting it when it leaves Git. They have to be in Kubernetes before.",
    hint: "put it back, run grampus compile, commit, let Argo CD or Flux apply that; then it can leave",
  },
  "namespace-unread": {
    severity: "error",
    message: ({ namespace, environment, place }: Record<"namespace" | "environment" | "place", string>) =>
      `the Namespace ${namespace} cannot leave Git: the clusters of ${environment} as committed in ${place} cannot be read, so nobody knows that their data may go`,
    description:
      "A namespace leaves Git with its environment's clusters, and the committed output does not say which those are.",
  },
  stays: {
    severity: "info",
    message: ({ what }: { what: string }) =>
      `${what} leaves Git and stays in Kubernetes, because it is protected from pruning`,
    description:
      "What holds data is not deleted because it leaves Git, unless it is a Cluster that ended before: a person does that.",
  },
  ends: {
    severity: "info",
    message: ({ what, isErased }: { what: string; isErased: boolean }) =>
      `${what} leaves Git, and Kubernetes with it; its volumes, accounts and certificates ${isErased ? "are deleted too" : "stay, and a Cluster of the same name finds them again"}`,
    description:
      "A Cluster that was listed with `retire(...)` in the committed state is in no definition any more.",
  },
  "retired-is-gone": {
    severity: "info",
    message: ({ cluster }: { cluster: string }) => `${cluster} is retired, and not in Git`,
    description: "A word under `retired` has done its work, or names no Cluster that there was.",
    hint: "remove it",
  },
  "cannot-compare": {
    severity: "error",
    message: ({ reason }: { reason: string }) => `rules about changes cannot be applied: ${reason}`,
    description:
      "A comparison was asked for, with --against or by a check in CI, and there is no committed state to compare with, or a part of it is broken.",
  },
  "shallow-clone": {
    severity: "error",
    message: ({ ref }: { ref: string }) => `${ref} is not in this clone, which is shallow`,
    description: "--against names a commit that was not fetched, or none at all.",
  },
  "unread-definition": {
    severity: "error",
    message: ({ file }: { file: string }) => `${file} is called like a definition, but is not read`,
    description:
      "Definitions are read from clusters/<name>/cluster.ts and environments/<name>/environment.ts, and nowhere else.",
    hint: "move it there; when it is a module that definitions import, give it another name",
  },
  "stray-output": {
    severity: "error",
    message: ({ directory, number }: { directory: string; number: number }) =>
      number === 1
        ? `${directory} holds a generated file that nothing makes any more`
        : `${directory} holds ${number} generated files that nothing makes any more`,
    description:
      "Generated files stand where nothing is generated, perhaps because a definition was moved with its output. Nothing updates, checks or removes them.",
    hint: "remove them, or move them back with the definition they come from",
  },
});
