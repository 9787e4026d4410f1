import type { Command } from "commander";
import type { AttestOptions } from "./commands/attest.ts";
import type { PromoteOptions, RollbackOptions } from "./commands/promote.ts";
import type { ReleaseOptions } from "./commands/release.ts";
import type { ReleasesOptions } from "./commands/releases.ts";
import type { StatusOptions } from "./commands/status.ts";
import type { ExitCode } from "./exit-code.ts";
import type { FleetOptions } from "./fleet-command.ts";
import { CONTEXT_OPTION, repeated } from "./live-options.ts";
import { namedCommand } from "./named-command.ts";
import type { Terminal } from "./terminal.ts";

const AGAINST = ["--against <ref>", "the commit whose output is the state before, HEAD unless said"] as const;

/** Adds the commands about releases to the command line. Their code is loaded only when one runs. */
export function addReleaseCommands(
  program: Command,
  terminal: Terminal,
  done: (code: ExitCode) => void,
): void {
  namedCommand(program, "release", "cut a release of clusters, where the newest one says something else")
    .argument("[name...]", "names of clusters")
    .option("--all", "every cluster that is no draft")
    .option("--json", "print what was done as JSON")
    .action(async (names: readonly string[], _: unknown, command: Command) => {
      const { releaseCommand } = await import("./commands/release.ts");
      done(await releaseCommand(terminal, names, command.optsWithGlobals<ReleaseOptions>()));
    });

  namedCommand(program, "promote", "let an environment run a release, and compile it")
    .argument("[name...]", "names of clusters")
    .requiredOption("--to <env>", "the environment")
    .option("--release <number>", "the release; what the environment before runs unless said")
    .option("--all", "every cluster of the environment")
    .option("--ring <name>", "the clusters of a ring of the environment")
    .option("--override <gate>", "go past a gate that holds, once for each", repeated)
    .option("--because <reason>", "why gates are gone past; it is recorded in the environment")
    .option("--live", "judge health by the clusters as they run: kubectl reads their status")
    .option(...CONTEXT_OPTION)
    .option("--skip", "also what never ran in the environment before")
    .option("--dry-run", "say what would happen, and write nothing")
    .option(...AGAINST)
    .option("--no-types", "do not ask the TypeScript compiler; check does")
    .option("--json", "print what was done as JSON")
    .action(async (names: readonly string[], _: unknown, command: Command) => {
      const { promoteCommand } = await import("./commands/promote.ts");
      done(await promoteCommand(terminal, names, command.optsWithGlobals<PromoteOptions>()));
    });

  namedCommand(program, "attest", "look at the clusters of an environment, and record what is seen")
    .requiredOption("--env <name>", "the environment")
    .option("--cluster <name>", "only this cluster")
    .option(...CONTEXT_OPTION)
    .option("--json", "print what was recorded as JSON")
    .action(async (_: unknown, command: Command) => {
      const { attestCommand } = await import("./commands/attest.ts");
      done(await attestCommand(terminal, command.optsWithGlobals<AttestOptions>()));
    });

  namedCommand(program, "rollback", "let an environment run the release again that it ran before")
    .argument("<name>", "name of a cluster")
    .requiredOption("--in <env>", "the environment")
    .option("--release <number>", "the release; the one before, as committed, unless said")
    .option("--dry-run", "say what would happen, and write nothing")
    .option(...AGAINST)
    .option("--no-types", "do not ask the TypeScript compiler; check does")
    .option("--json", "print what was done as JSON")
    .action(async (name: string, _: unknown, command: Command) => {
      const { rollbackCommand } = await import("./commands/promote.ts");
      done(await rollbackCommand(terminal, name, command.optsWithGlobals<RollbackOptions>()));
    });

  namedCommand(program, "releases", "list releases, and where each runs")
    .argument("[name]", "only this cluster")
    .option("--prune", "remove those that run nowhere, are not the newest and were not pinned in the commit")
    .option("--against <ref>", "the commit, or the branch whose merge base, --prune asks; HEAD unless said")
    .option("--json", "print them as JSON")
    .action(async (name: string | undefined, _: unknown, command: Command) => {
      const { releasesCommand } = await import("./commands/releases.ts");
      done(await releasesCommand(terminal, name, command.optsWithGlobals<ReleasesOptions>()));
    });

  namedCommand(program, "status", "show what every environment runs of every cluster, and what waits")
    .option("--live", "show how the clusters are now: kubectl reads their status")
    .option(...CONTEXT_OPTION)
    .option("--json", "print it as JSON")
    .action(async (_: unknown, command: Command) => {
      const { statusCommand } = await import("./commands/status.ts");
      done(await statusCommand(terminal, command.optsWithGlobals<StatusOptions>()));
    });

  namedCommand(program, "diff", "show the fields in which two environments, or two releases, differ")
    .argument("<name>", "name of a cluster")
    .argument("<one>", "an environment, the number of a release, or head")
    .argument("<other>", "the same")
    .option("--json", "print them as JSON")
    .action(async (name: string, left: string, right: string, _: unknown, command: Command) => {
      const { diffCommand } = await import("./commands/diff.ts");
      done(await diffCommand(terminal, name, { left, right }, command.optsWithGlobals<FleetOptions>()));
    });
}
