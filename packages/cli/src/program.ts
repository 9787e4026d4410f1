import { Command, CommanderError, Option } from "commander";
import { CHECK_FORMATS } from "./check-format.ts";
import type { CheckOptions } from "./commands/check.ts";
import type { CodeownersOptions } from "./commands/codeowners.ts";
import type { CompileOptions } from "./commands/compile.ts";
import type { PlanOptions } from "./commands/plan.ts";
import { refuseExcessArguments } from "./excess-arguments.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import type { FleetOptions } from "./fleet-command.ts";
import { CONTEXT_OPTION } from "./live-options.ts";
import { namedCommand } from "./named-command.ts";
import { PLAN_FORMATS } from "./plan-format.ts";
import { addReleaseCommands } from "./release-commands.ts";
import type { Terminal } from "./terminal.ts";

const EXIT_CODES = `
Exit codes:
  0    all is well
  1    your definitions, files or arguments are wrong; the message says what
  2    the machine or Grampus is at fault: a full disk, a missing permission, a bug
  130  interrupted by Ctrl-C

Documentation: docs/cli.md in the Grampus repository`;

function fleetCommand(program: Command, name: string, summary: string): Command {
  return namedCommand(program, name, summary).option(
    "--against <ref>",
    "the commit whose output is the state before, HEAD unless said",
  );
}

/**
 * The command line of Grampus. A command's code is loaded only when the command runs, so that `--help` is quick.
 *
 * @param done gets the exit code of the command that ran
 */
export function commandLine(terminal: Terminal, version: string, done: (code: ExitCode) => void): Command {
  const program = new Command("grampus")
    .description("MySQL fleets as typed code: TypeScript in, Kustomize overlays out.")
    .version(version)
    .option(
      "--root <directory>",
      "the fleet's root; the nearest folder upwards with environments/ unless said",
    )
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .hook("preAction", (_, command) => refuseExcessArguments(command))
    .showHelpAfterError("(run with --help for the options)")
    .addHelpText("after", EXIT_CODES);

  fleetCommand(program, "compile", "compile the definitions and write the generated files that changed")
    .option("--env <name>", "only this environment, and the bases of its clusters")
    .option("--cluster <name>", "only this cluster")
    .option("--no-types", "do not ask the TypeScript compiler; check does")
    .option("--json", "print what was done as JSON")
    .action(async (_: unknown, command: Command) => {
      const { compileCommand } = await import("./commands/compile.ts");
      done(await compileCommand(terminal, command.optsWithGlobals<CompileOptions>()));
    });

  fleetCommand(
    program,
    "check",
    "check that the definitions are right and the generated files are what they give",
  )
    .option("--env <name>", "only this environment, and the bases of its clusters")
    .option("--cluster <name>", "only this cluster")
    .option("--gates", "judge the gates of promotions since the default branch, or since --against")
    .option("--json", "print the diagnostics as JSON; the same as --format json")
    .addOption(
      new Option("--format <format>", "how to print the diagnostics").choices(CHECK_FORMATS).default("text"),
    )
    .action(async (_: unknown, command: Command) => {
      const { checkCommand } = await import("./commands/check.ts");
      done(await checkCommand(terminal, command.optsWithGlobals<CheckOptions>()));
    });

  program
    .command("plan")
    .allowExcessArguments()
    .summary("show what a change does to the databases, before it is merged")
    .description(
      "show what the change since a commit does to the databases: fields, classes, the operator's steps",
    )
    .option(
      "--base <ref>",
      "the commit that is compared with: where HEAD left the default branch, unless said",
    )
    .option("--head <ref>", "the commit that is planned: the working tree unless said, HEAD without one")
    .option("--env <name>", "only this environment")
    .option("--cluster <name>", "only this cluster")
    .option("--json", "print the plan as JSON; the same as --format json")
    .addOption(new Option("--format <format>", "how to print the plan").choices(PLAN_FORMATS).default("text"))
    .option("--live", "begin with the clusters as they run: kubectl reads their status")
    .option(...CONTEXT_OPTION)
    .option(
      "--out <file>",
      "write the whole plan into this file too; Markdown on standard output is cut to fit a comment",
    )
    .option("--fail-on <class>", "exit with 1 when a change has this class or a higher one")
    .action(async (_: unknown, command: Command) => {
      const { planCommand } = await import("./commands/plan.ts");
      done(await planCommand(terminal, command.optsWithGlobals<PlanOptions>()));
    });

  fleetCommand(program, "render", "print the final manifests, exactly as kustomize builds them")
    .argument("<env[/cluster]>", "an environment, or one cluster in it: prod or prod/orders")
    .option("--json", "print the objects as JSON")
    .action(async (place: string, _: unknown, command: Command) => {
      const { renderCommand } = await import("./commands/render.ts");
      done(await renderCommand(terminal, place, command.optsWithGlobals<FleetOptions>()));
    });

  fleetCommand(program, "explain", "show which layer sets a field, with file and line for each layer")
    .argument("<env/cluster>", "a cluster in an environment: prod/orders")
    .argument(
      "[field]",
      "a field by either name: members, storage.size or spec.members; a key with dots in brackets: " +
        "'metadata.labels[\"example.com/team\"]'; every field that is set unless said",
    )
    .option("--json", "print the layers as JSON")
    .action(async (place: string, field: string | undefined, _: unknown, command: Command) => {
      const { explainCommand } = await import("./commands/explain.ts");
      done(await explainCommand(terminal, place, field, command.optsWithGlobals<FleetOptions>()));
    });

  addReleaseCommands(program, terminal, done);

  namedCommand(program, "codeowners", "write who owns clusters and environments into .github/CODEOWNERS")
    .option(
      "--organization <name>",
      "the organization of GitHub whose teams own clusters; what the file remembers unless said",
    )
    .option("--check", "write nothing; fail when the file is not what the definitions give")
    .option("--json", "print the owners as JSON")
    .action(async (_: unknown, command: Command) => {
      const { codeownersCommand } = await import("./commands/codeowners.ts");
      done(await codeownersCommand(terminal, command.optsWithGlobals<CodeownersOptions>()));
    });

  return program;
}

/** The exit code of an error of the command line itself: help and version are fine, a wrong argument is the user's. */
export function commandLineExit(error: unknown): ExitCode | undefined {
  if (!(error instanceof CommanderError)) return undefined;
  return error.exitCode === 0 ? EXIT.fine : EXIT.user;
}
