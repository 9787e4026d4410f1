import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { REPOSITORY } from "../repository.ts";

/** A step of a job that runs commands. */
export interface RunStep {
  /** Its name; its command where it has none. */
  readonly name: string;
  readonly script: string;
  /** Its own environment, as it is written: expressions of GitHub are not replaced. */
  readonly env: Readonly<Record<string, string>>;
}

/** What is read here of a workflow's file. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

interface WorkflowJob {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly name?: string;
    readonly uses?: string;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

/** Reads `.github/workflows/<name>.yml` of this repository. */
export function workflow(name: string): Workflow {
  return parse(readFileSync(path.join(REPOSITORY, `.github/workflows/${name}.yml`), "utf8"));
}

/** The steps of a job that run commands, in order. */
export function runSteps({ jobs }: Workflow, job: string): readonly RunStep[] {
  return (jobs[job]?.steps ?? []).flatMap(({ name, run, env = {} }) =>
    run === undefined ? [] : [{ name: name ?? run, script: run, env }],
  );
}

/** What a script came to. */
export interface ScriptRun {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs a script as GitHub's runners do where a step names no shell. */
export function ranScript(script: string, cwd: string, env: Readonly<Record<string, string>>): ScriptRun {
  const { status, stdout, stderr } = spawnSync("bash", ["-e", "-c", script], {
    cwd,
    env: { ...process.env, NO_COLOR: "1", CI: "true", ...env },
    encoding: "utf8",
  });
  return { exitCode: status, output: `${stdout}${stderr}` };
}
