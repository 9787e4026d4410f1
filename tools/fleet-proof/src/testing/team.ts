import { expect } from "vitest";
import { type Runner, runner } from "./github.ts";
import { type Clone, sharedRepository } from "./shared-repository.ts";
import { ranScript, type ScriptRun } from "./workflow.ts";

/** Somebody who works in a clone, with the commands of the documentation. */
export interface Engineer extends Clone {
  /** Runs a command line as a shell does, whatever it comes to. */
  readonly run: (command: string) => ScriptRun;
  /** Runs a command line that has to succeed, and gives what it said. */
  readonly does: (command: string) => string;
  /** Begins a branch where main is now. */
  readonly begin: (branch: string) => void;
  /** Commits all there is and pushes the branch. */
  readonly propose: (branch: string) => void;
}

/** What a reviewer sees of a branch, merged into main. */
export interface Review {
  readonly check: ScriptRun;
  readonly plan: ScriptRun;
}

/** People who share the fleet of this repository in a bare repository. */
export interface Team {
  readonly engineer: (name: string, ...cloneOptions: readonly string[]) => Engineer;
  /** Checks and plans a branch as CI does: in a clone of its own, at the merge into main. */
  readonly reviewed: (branch: string) => Review;
  /** Merges a branch into main, which has to go without a conflict. */
  readonly merge: (branch: string) => void;
  readonly remove: () => void;
}

/** A person's machine: no CI, and a name for commits. */
const PERSON: Readonly<Record<string, string>> = {
  CI: "",
  GIT_AUTHOR_NAME: "test",
  GIT_AUTHOR_EMAIL: "test@example.com",
  GIT_COMMITTER_NAME: "test",
  GIT_COMMITTER_EMAIL: "test@example.com",
};

function engineerOf(clone: Clone, { env }: Runner): Engineer {
  const run: Engineer["run"] = (command) =>
    ranScript(command.replaceAll(/(^|&& |; )grampus /g, "$1npx grampus "), clone.root, {
      ...env,
      ...PERSON,
    });
  return {
    ...clone,
    run,
    does: (command) => {
      const { exitCode, output } = run(command);
      expect([command, exitCode], output).toEqual([command, 0]);
      return output;
    },
    begin: (branch) => {
      clone.git("fetch", "--quiet");
      clone.git("checkout", "--quiet", "-B", branch, "origin/main");
    },
    propose: (branch) => {
      clone.git("add", "--all");
      clone.git("commit", "--quiet", "--message", branch);
      clone.git("push", "--quiet", "--force", "origin", branch);
    },
  };
}

/** A team, and where it works. */
export function team(): Team {
  const machine = runner();
  const repository = sharedRepository();
  const engineer: Team["engineer"] = (name, ...options) =>
    engineerOf(repository.clone(name, ...options), machine);
  const ci = engineer("ci");
  const merged = (branch: string) => {
    ci.git("fetch", "--quiet");
    ci.git("checkout", "--quiet", "--detach", "origin/main");
    ci.git("merge", "--quiet", "--no-ff", "--no-edit", `origin/${branch}`);
  };
  return {
    engineer,
    reviewed: (branch) => {
      merged(branch);
      return {
        check: ci.run("grampus check --against origin/main"),
        plan: ci.run("grampus plan --base origin/main"),
      };
    },
    merge: (branch) => {
      merged(branch);
      ci.git("push", "--quiet", "origin", "HEAD:main");
    },
    remove: () => {
      repository.remove();
      machine.remove();
    },
  };
}
