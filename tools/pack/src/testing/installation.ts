import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PUBLISHED } from "../published.ts";

/** What a command in the installation printed and how it ended. */
interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** A folder outside of the workspace with the tarballs installed, as a user has them. */
export interface Installation {
  readonly directory: string;
  run(command: string, ...args: readonly string[]): Outcome;
  write(path: string, text: string): void;
}

/** The registry cannot be reached, so nothing can be installed. */
export interface Unreachable {
  readonly reason: string;
}

const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/;

// npm hands settings of the run it is part of to its children; an installation elsewhere starts without them. It is a
// person's at a desk, whoever runs the test: check asks for more where CI is set.
function cleanEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => name !== "CI" && !/^npm_(config_local_prefix|package|lifecycle)/.test(name),
  );
  return Object.fromEntries(inherited);
}

/** A new, empty folder outside of the workspace, and what is done in it. */
export function emptyFolder(): Installation {
  const directory = mkdtempSync(join(tmpdir(), "grampus-installed-"));
  return {
    directory,
    run(command, ...args) {
      const options = { cwd: directory, encoding: "utf8", env: cleanEnvironment() } as const;
      const { status, stdout, stderr } = spawnSync(command, args, options);
      return { status, output: `${stdout}${stderr}` };
    },
    write(path, text) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    },
  };
}

/** Installs all tarballs of a folder into a new, empty folder. */
export function installTarballs(tarballs: string): Installation | Unreachable {
  const installation = emptyFolder();
  installation.write("package.json", '{ "name": "fleet", "private": true, "type": "module" }\n');
  const paths = globSync("*.tgz", { cwd: tarballs }).map((name) => join(tarballs, name));
  if (paths.length !== PUBLISHED.length) {
    const found = `${paths.length} of ${PUBLISHED.length} tarballs in ${tarballs}`;
    throw new Error(`there are ${found}; run npm run build first`);
  }
  const { status, output } = installation.run("npm", "install", "--no-audit", "--no-fund", ...paths);
  if (status === 0) return installation;
  if (OFFLINE.test(output)) return { reason: output };
  throw new Error(`npm install of ${paths.length} tarballs ended with ${status}:\n${output}`);
}
