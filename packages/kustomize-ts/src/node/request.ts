import { parseArgs } from "node:util";
import type { BuildOptions } from "../accumulate/build.ts";

export const USAGE = `Usage: kustomize-ts build [DIR] [options]

Builds the kustomization in DIR (default: the current directory) as kustomize build does.

Options:
  -o, --output PATH        write to the file PATH, or one file per resource when PATH is a directory
      --load-restrictor R  LoadRestrictionsRootOnly (default) or LoadRestrictionsNone
      --reorder ORDER      legacy (default) or none, where the kustomization has no sortOptions
      --enable-managedby-label
                           label every resource with the version of kustomize
  -h, --help               show this text

The flags of kustomize that allow Helm, functions and plugins are taken, and change nothing: what uses those is refused.

Exit codes: 0 built; 1 the kustomization is refused, with the reasons on standard error; 2 the machine failed.
`;

/** A build that is asked for on the command line. */
export interface BuildRequest {
  readonly kind: "build";
  readonly directory: string;
  /** A file or directory; without it the resources are printed. */
  readonly output: string | undefined;
  readonly options: Omit<BuildOptions, "fs">;
}

/** What the parameters ask for. */
export type Request =
  | BuildRequest
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly message: string };

const RESTRICTORS = new Map([
  ["LoadRestrictionsRootOnly", "rootOnly"],
  ["LoadRestrictionsNone", "none"],
] as const);
const ORDERS = new Map([
  ["legacy", "legacy"],
  ["none", "none"],
] as const);

const TEXT = { type: "string" } as const;
const FLAG = { type: "boolean" } as const;
const TEXTS = { type: "string", multiple: true } as const;

/** Flags of kustomize for what is never done here. */
const IGNORED = {
  "enable-helm": FLAG,
  "helm-command": TEXT,
  "helm-api-versions": TEXTS,
  "helm-kube-version": TEXT,
  "helm-debug": FLAG,
  "enable-alpha-plugins": FLAG,
  "enable-exec": FLAG,
  network: FLAG,
  "network-name": TEXT,
  mount: TEXTS,
  env: { ...TEXTS, short: "e" },
  "as-current-user": FLAG,
} as const;

function parsed(parameters: readonly string[]) {
  return parseArgs({
    args: parameters.map((parameter) => parameter.replace(/^-([oe])=/, "-$1")),
    allowPositionals: true,
    options: {
      ...IGNORED,
      output: { ...TEXT, short: "o" },
      "load-restrictor": { ...TEXT, default: "LoadRestrictionsRootOnly" },
      reorder: { ...TEXT, default: "legacy" },
      "enable-managedby-label": FLAG,
      help: { ...FLAG, short: "h" },
    },
  });
}

function chosen<Key extends string, Value>(
  flag: string,
  text: string,
  values: ReadonlyMap<Key, Value>,
): Value {
  for (const [key, value] of values) if (key === text) return value;
  throw new RangeError(`--${flag} ${text} is neither ${[...values.keys()].join(" nor ")}`);
}

function requireRequest(parameters: readonly string[]): Request {
  const { values, positionals } = parsed(parameters);
  if (values.help) return { kind: "help" };
  const [command, directory = ".", extra] = positionals;
  if (command !== "build")
    throw new RangeError(command === undefined ? "no command" : `${command} is not a command`);
  if (extra !== undefined) throw new RangeError(`one directory can be built at a time, found also ${extra}`);
  return {
    kind: "build",
    directory,
    output: values.output || undefined,
    options: {
      loadRestrictor: chosen("load-restrictor", values["load-restrictor"], RESTRICTORS),
      reorder: chosen("reorder", values.reorder, ORDERS),
      managedByLabel: values["enable-managedby-label"] ?? false,
    },
  };
}

/** Reads the parameters behind the name of the command. */
export function requestOf(parameters: readonly string[]): Request {
  try {
    return requireRequest(parameters);
  } catch (error) {
    return { kind: "wrong", message: error instanceof Error ? error.message : String(error) };
  }
}
