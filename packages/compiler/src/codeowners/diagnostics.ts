import { defineDiagnostics } from "@grampus/diagnostics";

/** What can be wrong with the owners of a fleet, or with the file that GitHub reads them from. */
export const codeownersCodes = defineDiagnostics("codeowners", {
  "no-organization": {
    severity: "error",
    message: ({ owner, cluster }: { owner: string; cluster: string }) =>
      `${owner}, the owner of ${cluster}, is a team, and nobody says of which organization`,
    description: "Owners of clusters are names of teams; GitHub wants the organization before them.",
    hint: "say it once, the file remembers it: grampus codeowners --organization <name>",
  },
  "invalid-organization": {
    severity: "error",
    message: ({ organization }: { organization: string }) =>
      `${JSON.stringify(organization)} is no organization of GitHub`,
    description: "--organization is not a name that GitHub gives.",
  },
  "no-team": {
    severity: "error",
    message: ({ owner }: { owner: string }) => `${owner} cannot be a team of GitHub`,
    description: "The owner of a cluster has a character that names of teams have not.",
  },
  "broken-markers": {
    severity: "error",
    message: ({ what }: { what: string }) =>
      `the part that Grampus writes is not marked as it should be: ${what}`,
    description: "The lines that mark where the part of Grampus begins and ends are not in their places.",
    hint: "remove the marking lines and what is between them, and run grampus codeowners again",
  },
  "not-text": {
    severity: "error",
    message: ({ file }: { file: string }) => `${file} is not UTF-8, so what stands in it could not be kept`,
    description: "The CODEOWNERS file has bytes that are no text.",
    hint: "save it as UTF-8",
  },
  "other-file": {
    severity: "error",
    message: ({ file, other }: { file: string; other: string }) =>
      `GitHub would read ${other} no more: it takes ${file} first`,
    description:
      "The repository has its code owners in another place that GitHub reads, and Grampus would make a second file.",
  },
  missing: {
    severity: "error",
    message: ({ file }: { file: string }) => `${file} does not say who owns this fleet`,
    description: "The part of Grampus is not in the CODEOWNERS file, or there is no such file.",
    hint: "run the command without --check and commit the result",
  },
  "out-of-date": {
    severity: "error",
    message: ({ file }: { file: string }) => `${file} is not what the definitions give`,
    description: "Owners changed, or a cluster or an environment came or went, since the file was written.",
    hint: "run `grampus codeowners` and commit the result",
  },
  overruled: {
    severity: "warning",
    message: ({ pattern, number }: { pattern: string; number: number }) =>
      `${pattern} stands behind the part of Grampus and overrules ${number === 1 ? "a line" : `${number} lines`} of it`,
    description: "In a CODEOWNERS file the last pattern that matches decides.",
    hint: "move it before the part of Grampus",
  },
});
