import { defineDiagnostics } from "@grampus/diagnostics";

/** What can be wrong with a definition before its content is looked at. */
export const loadCodes = defineDiagnostics("load", {
  syntax: {
    severity: "error",
    message: ({ text }: { text: string }) => `syntax error: ${text}`,
    description: "A definition is not valid TypeScript.",
  },
  "symbolic-link": {
    severity: "error",
    message: ({ file }: { file: string }) => `${file} is reached through a symbolic link`,
    description:
      "A definition or its folder is a symbolic link, so its output would be written somewhere else.",
    hint: "move the folder into the fleet",
  },
  "import-not-allowed": {
    severity: "error",
    message: ({ specifier }: { specifier: string }) =>
      `a definition cannot import ${JSON.stringify(specifier)}`,
    description: "A definition imports something that is neither a file of the fleet nor a Grampus package.",
    hint: "definitions are plain data: pass values in, do not read them from files, packages or the network",
  },
  "import-of-output": {
    severity: "error",
    message: ({ specifier }: { specifier: string }) =>
      `a definition cannot import ${JSON.stringify(specifier)}, which is output of compile`,
    description:
      "A definition imports a file of a folder that compile writes, so what it says would depend on what it said before.",
    hint: "import what the file is made from, or keep a file of your own beside the definition",
  },
  "import-not-found": {
    severity: "error",
    message: ({ specifier }: { specifier: string }) => `there is no file ${JSON.stringify(specifier)}`,
    description: "A definition imports a file that does not exist.",
  },
  "no-such-export": {
    severity: "error",
    message: ({ file, name }: { file: string; name: string }) => `${file} does not export ${name}`,
    description: "A definition imports a name that the other file does not export.",
  },
  "not-hermetic": {
    severity: "error",
    message: ({ what }: { what: string }) => `a definition cannot use ${what}`,
    description:
      "A definition reads the clock, randomness, the locale, the environment or the world while it is evaluated.",
    hint: "the same input has to give the same output everywhere: write the value down",
  },
  threw: {
    severity: "error",
    message: ({ error }: { error: string }) => `the definition threw ${error}`,
    description: "A definition threw an error while it was evaluated.",
  },
  "took-too-long": {
    severity: "error",
    message: ({ milliseconds, file }: { milliseconds: number; file: string }) =>
      `the definitions were not evaluated within ${milliseconds / 1000} s; ${file} was running`,
    description: "Evaluating the definitions did not end: one of them loops.",
    hint: "look for a loop that does not end",
  },
  log: {
    severity: "info",
    message: ({ text }: { text: string }) => text,
    description: "A definition wrote something with console.log, to look at a value.",
  },
  "no-default-export": {
    severity: "error",
    message: ({ kind }: { kind: "cluster" | "environment" }) =>
      `the ${kind} definition has no default export`,
    description: "A cluster.ts or environment.ts has no default export.",
  },
  "not-plain-data": {
    severity: "error",
    message: ({ what }: { what: string }) => `${what} is not plain data`,
    description:
      "A definition holds a function, a class instance, a cycle or another value that YAML cannot say.",
  },
});
