import type { Terminal } from "./terminal.ts";

const CONTEXT = /^([^=]+)=(.+)$/;

/** Options of commands that look at running clusters. */
export interface LiveCommandOptions {
  readonly live?: boolean;
  /** `env=context`, each. */
  readonly context?: readonly string[];
}

/** The option `--context`: its flags, what it says, and how several of it are put together. */
export const CONTEXT_OPTION = [
  "--context <env=context>",
  "the kubeconfig context of an environment, once for each; its target unless said",
  repeated,
] as const;

/** The values of an option that may stand there several times. */
export function repeated(text: string, others: readonly string[] = []): readonly string[] {
  return [...others, text];
}

/** The contexts that `--context` says, by environment. */
export function contextsOf({ context = [] }: LiveCommandOptions): ReadonlyMap<string, string> {
  return new Map(
    context.map((text) => {
      const [, environment = text, name = ""] = CONTEXT.exec(text) ?? [];
      return [environment, name];
    }),
  );
}

/** Says what is wrong with `--context`; whether something is. */
export function refuseContexts(
  terminal: Terminal,
  options: LiveCommandOptions,
  goesWith?: "--live",
): boolean {
  const wrong = (options.context ?? []).find((text) => !CONTEXT.test(text));
  const isAlone = goesWith !== undefined && options.context !== undefined && !options.live;
  if (wrong === undefined && !isAlone) return false;
  const found = wrong === undefined ? "" : `; found ${JSON.stringify(wrong)}`;
  const along = goesWith === undefined ? "" : `, and goes with ${goesWith}`;
  terminal.stderr.write(`error: --context takes ENV=CONTEXT${along}${found}\n`);
  return true;
}
