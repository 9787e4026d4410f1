import { parseArgs } from "node:util";

/** What `npm run deploy:dev` was asked to do. */
export interface Arguments {
  readonly help: boolean;
  readonly context: string | undefined;
}

/** The arguments, or what is wrong with them in one line. */
export function argumentsFrom(list: readonly string[]): Arguments | { readonly problem: string } {
  try {
    const options = { context: { type: "string" }, help: { type: "boolean" } } as const;
    const { help = false, context } = parseArgs({ args: [...list], options }).values;
    return { help, context };
  } catch (error) {
    const [sentence = ""] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    return { problem: `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}; see --help` };
  }
}
