import { defineDiagnostics } from "@grampus/diagnostics";

interface ReleaseName {
  readonly cluster: string;
  readonly release: number;
}

interface PinName extends ReleaseName {
  readonly environment: string;
}

/** What can be wrong with releases and with the locks that pin them. */
export const releaseCodes = defineDiagnostics("release", {
  conflict: {
    severity: "error",
    message: ({ file }: { file: string }) => `a merge left a conflict in ${file}`,
    description: "A lock or a file of a release holds the conflict markers of Git.",
  },
  "not-a-lock": {
    severity: "error",
    message: ({ file, problem }: { file: string; problem: string }) => `${file} is no lock: ${problem}`,
    description: "A releases.lock.json is not what promote writes.",
    hint: "bring back the committed one with git checkout HEAD -- <file>, then promote again",
  },
  "unknown-release": {
    severity: "error",
    message: ({ cluster, release, environment }: PinName) =>
      `${environment} runs release ${release} of ${cluster}, which does not exist`,
    description: "A lock names a release that has no folder.",
  },
  "other-digest": {
    severity: "error",
    message: ({ cluster, release, environment }: PinName) =>
      `release ${release} of ${cluster} is not the one that was promoted to ${environment}`,
    description: "The digest in a lock is not that of the release it names.",
  },
  edited: {
    severity: "error",
    message: ({ file, cluster, release, problem }: ReleaseName & { file: string; problem: string }) =>
      `release ${release} of ${cluster} was edited: ${file} ${problem}`,
    description: "A release never changes: its files are not those its list of digests names.",
  },
  "line-endings": {
    severity: "error",
    message: ({ directory, file }: { directory: string; file: string }) =>
      `the files of ${directory} have other line endings than Grampus wrote, ${file} first`,
    description: "Git checked the files of a release out with CRLF, so their digests are others.",
    hint: "write `clusters/*/releases/** text eol=lf` into .gitattributes, then git checkout-index --force --all",
  },
  unfinished: {
    severity: "error",
    message: ({ cluster, release }: ReleaseName) => `release ${release} of ${cluster} is half written`,
    description: "A folder of a release has no list of digests: what wrote it was stopped.",
  },
  "not-a-folder": {
    severity: "error",
    message: ({ file }: { file: string }) => `${file} is no folder, and what releases are in is one`,
    description:
      "A release, or what holds releases, is a symbolic link or a file: what a link leads to can change, and Git has it elsewhere.",
  },
  unreadable: {
    severity: "error",
    message: ({ file, problem }: { file: string; problem: string }) => `${file} cannot be read: ${problem}`,
    description: "A file of a release is not what grampus release writes.",
  },
  "newer-format": {
    severity: "error",
    message: ({ cluster, release, format }: ReleaseName & { format: string }) =>
      `release ${release} of ${cluster} has the form ${format}, which this Grampus does not know`,
    description: "A newer Grampus cut a release.",
    hint: "install the Grampus that cut it, or a newer one: npm install --save-dev grampus@latest",
  },
  "no-definition": {
    severity: "error",
    message: ({ cluster, file }: { cluster: string; file: string }) =>
      `there are releases of ${cluster}, and ${file} is gone`,
    description: "A cluster has releases and no definition any more.",
  },
  unlisted: {
    severity: "warning",
    message: ({ cluster, environment }: Omit<PinName, "release">) =>
      `the lock of ${environment} has a line for ${cluster}, which ${environment} does not list`,
    description: "A lock has a line for a cluster that is not listed any more. Compile leaves the line out.",
    hint: "grampus compile removes the line; when the cluster shall run on, list it again",
  },
  waiting: {
    severity: "info",
    message: ({ cluster, environment }: Omit<PinName, "release">) =>
      `${cluster} waits for its first promotion to ${environment}`,
    description: "An environment that follows releases lists a cluster of which it pins none yet.",
  },
  unpinned: {
    severity: "error",
    message: ({ cluster, environment }: Omit<PinName, "release">) =>
      `${environment} follows releases and pins none of ${cluster}, which has its data there`,
    description:
      "A cluster runs in an environment in the committed state, and would not run there any more: nothing is promoted.",
  },
  "pinned-export": {
    severity: "error",
    message: ({ environment, file, name }: Record<"environment" | "file" | "name", string>) =>
      `${environment} follows releases, which hold the default export of ${file} and not ${name}`,
    description:
      "The definition of an environment that follows releases uses a named export of a cluster's definition, which no release holds.",
  },
  changed: {
    severity: "error",
    message: ({ cluster, release, commit }: ReleaseName & { commit: string }) =>
      `release ${release} of ${cluster} is another than in ${commit}`,
    description: "A release differs from the one of the same number in the commit that is compared with.",
  },
  removed: {
    severity: "error",
    message: ({ cluster, release, commit, reason }: ReleaseName & { commit: string; reason: string }) =>
      `release ${release} of ${cluster} is gone, which ${reason} in ${commit}`,
    description: "A release that an environment may have to go back to was removed.",
  },
  "number-twice": {
    severity: "error",
    message: ({ cluster, release, commit }: ReleaseName & { commit: string }) =>
      `release ${release} of ${cluster} was cut twice: ${commit} has another one`,
    description: "Two branches cut a release of the same number from different definitions.",
  },
  "moved-meanwhile": {
    severity: "error",
    message: ({ environment }: { environment: string }) =>
      `the lock of ${environment} was changed by something else meanwhile`,
    description: "Two commands moved pins of one environment at the same time; this one stopped.",
    hint: "let the other command end, then grampus compile, then the same command again",
  },
  "follows-head": {
    severity: "error",
    message: ({ environment }: { environment: string }) =>
      `${environment} runs the definitions as they stand: nothing is promoted to it`,
    description: "A promotion or a rollback names an environment that follows no releases.",
    hint: 'write follows: "releases" into its definition, when it shall run releases',
  },
  "unknown-ring": {
    severity: "error",
    message: ({ ring, environment }: { ring: string; environment: string }) =>
      `${environment} has no ring ${ring}`,
    description: "A promotion names a ring that the environment does not have.",
  },
  "not-released": {
    severity: "error",
    message: ({ cluster }: { cluster: string }) => `no release of ${cluster} was cut yet`,
    description: "A promotion names a cluster without releases.",
  },
  "no-such-release": {
    severity: "error",
    message: ({ cluster, release }: ReleaseName) => `there is no release ${release} of ${cluster}`,
    description: "A command names a release that was never cut, or was pruned.",
  },
  skips: {
    severity: "error",
    message: ({ cluster, release, environment, before }: PinName & { before: string }) =>
      `release ${release} of ${cluster} cannot go to ${environment}: it never ran in ${before}, as committed`,
    description:
      "A release has to run in the environment before, as a commit of this branch says, unless told otherwise.",
  },
  "history-cut": {
    severity: "error",
    message: ({ environment }: { environment: string }) =>
      `what ran in ${environment} cannot be told: this clone is shallow`,
    description: "The history of a lock is needed, and was not fetched.",
    hint: "git fetch --unshallow, or with actions/checkout: fetch-depth: 0",
  },
  "nothing-before": {
    severity: "error",
    message: ({ cluster, environment, running }: Omit<PinName, "release"> & { running?: number }) =>
      `${environment} ran no release of ${cluster}${running === undefined ? "" : ` before release ${running}`}, as committed`,
    description:
      "A rollback has nothing to go back to: it never goes to a release that the environment went back from.",
    hint: "name the release that shall run with --release",
  },
  "cannot-go-back": {
    severity: "error",
    message: ({ cluster, release, environment }: PinName) =>
      `${environment} cannot go back to release ${release} of ${cluster}`,
    description: "A rollback asks for a change that the API server or the operator refuses.",
  },
});
