import type { Command } from "commander";

/** Adds a command to the command line. What it does not take is refused before it runs. */
export function namedCommand(program: Command, name: string, summary: string): Command {
  return program.command(name).allowExcessArguments().summary(summary).description(summary);
}
