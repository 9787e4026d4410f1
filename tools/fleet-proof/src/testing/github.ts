import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { REPOSITORY } from "../repository.ts";
import type { GitHubState } from "./gh.ts";

/** Programs that a workflow finds on a runner, and what its `gh` knows and did. */
export interface Runner {
  readonly directory: string;
  /** What steps get beside their own environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly state: () => GitHubState;
  readonly change: (change: Partial<GitHubState>) => void;
  /** What steps wrote to `GITHUB_OUTPUT`. */
  readonly outputs: () => Readonly<Record<string, string>>;
  readonly remove: () => void;
}

const EMPTY: GitHubState = { pulls: [], comments: [], artifacts: {}, issues: [], runs: [] };

/** A runner with `npx grampus` from the sources of this repository, and a `gh` that talks to a file instead of GitHub. */
export function runner(): Runner {
  const directory = mkdtempSync(path.join(tmpdir(), "grampus-runner-"));
  const programs = path.join(directory, "bin");
  const stateFile = path.join(directory, "state.json");
  const outputFile = path.join(directory, "output.txt");
  const program = (name: string, text: string) => {
    const file = path.join(programs, name);
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
  };
  mkdirSync(programs);
  mkdirSync(path.join(directory, "temp"));
  const node = JSON.stringify(process.execPath);
  program("gh", `exec ${node} ${JSON.stringify(path.join(import.meta.dirname, "gh.ts"))} "$@"`);
  program(
    "npx",
    `shift\nexec ${node} ${JSON.stringify(path.join(REPOSITORY, "packages/cli/bin/grampus.mjs"))} "$@"`,
  );
  writeFileSync(outputFile, "");
  const state = () => JSON.parse(readFileSync(stateFile, "utf8"));
  const change: Runner["change"] = (changes) => {
    writeFileSync(stateFile, JSON.stringify({ ...state(), ...changes }));
  };
  writeFileSync(stateFile, JSON.stringify(EMPTY));
  return {
    directory,
    env: {
      PATH: `${programs}:${process.env.PATH}`,
      GH_STATE: stateFile,
      GITHUB_OUTPUT: outputFile,
      GITHUB_STEP_SUMMARY: path.join(directory, "summary.md"),
      RUNNER_TEMP: path.join(directory, "temp"),
      GIT_CONFIG_GLOBAL: path.join(directory, "gitconfig"),
    },
    state,
    change,
    outputs: () =>
      Object.fromEntries(
        readFileSync(outputFile, "utf8")
          .split("\n")
          .filter(Boolean)
          .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
      ),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
