import type { Command } from "commander";
import { overlaySelection } from "./overlay-name.ts";

/** The options that choose what a name was meant to choose: `--env prod --cluster orders` for `prod/orders`. */
function optionsFor(command: Command, text: string): string | undefined {
  const chosen = overlaySelection(text);
  if (chosen === undefined || !command.options.some(({ long }) => long === "--env")) return undefined;
  const { environment = "", cluster } = chosen;
  return `--env ${environment}${cluster === undefined ? "" : ` --cluster ${cluster}`}`;
}

/**
 * Ends the program over arguments that a command does not take: they would choose nothing, and it would do more than it
 * was asked for.
 *
 * @throws CommanderError as `Command.error`
 */
export function refuseExcessArguments(command: Command): void {
  const { args, registeredArguments } = command;
  if (registeredArguments.at(-1)?.variadic === true) return;
  const [first, ...more] = args.slice(registeredArguments.length);
  if (first === undefined) return;
  const taken = registeredArguments
    .map((argument) => command.createHelp().argumentTerm(argument))
    .join(" and ");
  const meant = more.length === 0 ? optionsFor(command, first) : undefined;
  command.error(
    [
      `error: ${command.name()} takes ${taken === "" ? "no arguments" : `only ${taken}`}; found ${[first, ...more].join(" ")}`,
      ...(meant === undefined ? [] : [`(Did you mean ${meant}?)`]),
    ].join("\n"),
  );
}
