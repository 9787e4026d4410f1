import { parseArgs } from "node:util";

/** What `npm run e2e` was asked to do. */
export interface Arguments {
  readonly help: boolean;
  /** Leaves the operator that is deployed. */
  readonly keep: boolean;
  /** Runs the core set: all but the longest scenarios, with fewer rounds. */
  readonly core: boolean;
  readonly context: string | undefined;
  /** Words that the names of the scenarios hold. */
  readonly words: readonly string[];
}

/** The arguments, or what is wrong with them in one line. */
export function argumentsFrom(list: readonly string[]): Arguments | { readonly problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...list],
      options: {
        help: { type: "boolean" },
        keep: { type: "boolean" },
        core: { type: "boolean" },
        context: { type: "string" },
      },
      allowPositionals: true,
    });
    const { help = false, keep = false, core = false, context } = values;
    return { help, keep, core, context, words: positionals };
  } catch (error) {
    const [sentence = ""] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    return { problem: `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}; see --help` };
  }
}
