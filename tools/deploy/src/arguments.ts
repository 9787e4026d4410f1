import { parseArgs } from "node:util";

/** What `npm run deploy:dev` was asked to do. */
export interface Arguments {
  readonly help: boolean;
  readonly context: string | undefined;
  /** Only the image is built and loaded; nothing is applied. */
  readonly imageOnly: boolean;
}

/** The arguments, or what is wrong with them in one line. */
export function argumentsFrom(list: readonly string[]): Arguments | { readonly problem: string } {
  try {
    const options = {
      context: { type: "string" },
      help: { type: "boolean" },
      "image-only": { type: "boolean" },
    } as const;
    const { values } = parseArgs({ args: [...list], options });
    return { help: values.help ?? false, context: values.context, imageOnly: values["image-only"] ?? false };
  } catch (error) {
    const [sentence = ""] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    return { problem: `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}; see --help` };
  }
}
