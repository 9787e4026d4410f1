import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const ROOT =
  process.env.GRAMPUS_MYSQL_ROOT ??
  join(process.env.RIG_CACHE ?? join(homedir(), ".cache/rig"), "rootfs/mysql");

/** mysqld could not be started or asked. */
export class MysqldFault extends Error {
  readonly code: "not-started" | "not-answered";

  constructor(code: MysqldFault["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "MysqldFault";
    this.code = code;
  }
}

const PLUGINS = ["group_replication.so", "mysql_clone.so"];

/** A mysqld of its own that listens on a socket only. */
export interface Mysqld {
  /** Runs statements with the `mysql` client, going on after errors; gives what it printed, errors included. */
  run(statements: string): string;
  /** What `--verbose --help` prints with these options, each value as the server takes it; `undefined` when it refuses them. */
  help(options: readonly string[]): string | undefined;
  stop(): Promise<void>;
}

/** Whether a tree with mysqld is there; says in one line how to get one when it is not. */
export function mysqldIsMissing(): boolean {
  const isMissing = !existsSync(join(ROOT, "usr/sbin/mysqld"));
  if (isMissing)
    process.stderr.write("skipped: no mysqld; build the rig, or name a tree with GRAMPUS_MYSQL_ROOT\n");
  return isMissing;
}

/** The command that runs a program of the tree with the tree's own libraries. */
function command(program: string, parameters: readonly string[]): readonly [string, readonly string[]] {
  const libraries = ["usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu"].map((path) => join(ROOT, path));
  const loader = join(ROOT, "lib64/ld-linux-x86-64.so.2");
  return [
    loader,
    ["--library-path", libraries.join(":"), join(ROOT, program), "--no-defaults", ...parameters],
  ];
}

function serverCommand(
  directory: string,
  parameters: readonly string[],
): readonly [string, readonly string[]] {
  return command("usr/sbin/mysqld", [
    "--user=root",
    `--basedir=${join(ROOT, "usr")}`,
    `--datadir=${join(directory, "data")}`,
    `--lc-messages-dir=${join(ROOT, "usr/share/mysql")}`,
    `--character-sets-dir=${join(ROOT, "usr/share/mysql/charsets")}`,
    `--plugin-dir=${join(ROOT, "usr/lib/mysql/plugin")}`,
    "--secure-file-priv=NULL",
    "--mysqlx=OFF",
    ...parameters,
  ]);
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const close = once(server, "close");
  server.kill();
  await close;
}

/** Initialises and starts a mysqld with the plugins a member has. */
export async function startMysqld(): Promise<Mysqld> {
  const directory = mkdtempSync(join(tmpdir(), "grampus-mysqld-"));
  const socket = join(directory, "socket");
  const [program, initialize] = serverCommand(directory, ["--initialize-insecure"]);
  const made = spawnSync(program, initialize, { encoding: "utf8" });
  if (made.status !== 0) throw new MysqldFault("not-started", `mysqld --initialize failed:\n${made.stderr}`);
  const plugins = PLUGINS.map((plugin) => `--plugin-load-add=${plugin}`);
  const settings = [`--socket=${socket}`, "--skip-networking", "--server-id=1", ...plugins];
  const server = spawn(program, serverCommand(directory, settings)[1], { stdio: "ignore" });
  const stop = async (): Promise<void> => {
    await ended(server);
    rmSync(directory, { recursive: true, force: true });
  };
  for (let attempt = 0; !existsSync(socket); attempt++) {
    if (attempt === 300 || server.exitCode !== null) {
      await stop();
      throw new MysqldFault("not-started", "mysqld does not listen after 30 s");
    }
    await delay(100);
  }
  return {
    stop,
    help: (options) => {
      const asked = serverCommand(join(directory, "none"), [...plugins, ...options, "--verbose", "--help"]);
      const { status, stdout } = spawnSync(program, asked[1], { encoding: "utf8" });
      return status === 0 ? stdout : undefined;
    },
    run: (statements) => {
      const options = ["--user=root", `--socket=${socket}`, "--batch", "--skip-column-names", "--force"];
      const [client, parameters] = command("usr/bin/mysql", options);
      const { stdout, stderr, error } = spawnSync(client, parameters, {
        input: statements,
        encoding: "utf8",
      });
      if (error !== undefined) throw new MysqldFault("not-answered", "the mysql client cannot be run", error);
      return `${stdout}${stderr}`;
    },
  };
}
