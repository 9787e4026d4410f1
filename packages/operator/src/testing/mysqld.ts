import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { ACCOUNTS, initialStatements } from "@grampus/resources";
import { sqlString } from "../mysql/sql-text.ts";
import { createAuthority, issueLeaf } from "../secrets/certificate-authority.ts";

const root =
  process.env.GRAMPUS_MYSQL_ROOT ??
  join(process.env.RIG_CACHE ?? resolve(homedir(), ".cache/rig"), "rootfs/mysql");

/** Whether a tree with mysqld is there to run these tests with. */
export const hasMysqld = existsSync(join(root, "usr/sbin/mysqld"));

/** Passwords of the accounts that the test servers are made with, as members are. */
export const PASSWORDS = {
  root: "Ro'ot\\-1",
  operator: "Oper'ator\\-1",
  replication: "Repl-1",
  local: "Local-1",
} as const;

/** The operator's account, and root. */
export const OPERATOR = { user: ACCOUNTS.operator.user, password: PASSWORDS.operator } as const;
export const ROOT = { user: ACCOUNTS.root.user, password: PASSWORDS.root } as const;

/** One mysqld on loopback, with TLS for `member.test` and 127.0.0.1. */
export interface TestServer {
  readonly port: number;
  /** Of its administrative interface. */
  readonly adminPort: number;
  readonly ca: string;
  /** Where its volume is. */
  readonly directory: string;
  /** Path of its socket. */
  readonly socket: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  /** Stops the process where it stands: connections stay open and nobody answers. */
  freeze(): void;
  thaw(): void;
}

/** Servers of one test file; `stop` ends them and removes their directories. */
export interface TestServers {
  readonly servers: readonly TestServer[];
  stop(): Promise<void>;
}

function commandOf(program: string): readonly [string, ...(readonly string[])] {
  const libraries = ["usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu", "usr/lib/mysql/private"];
  return [
    join(root, "lib64/ld-linux-x86-64.so.2"),
    "--library-path",
    libraries.map((path) => join(root, path)).join(":"),
    join(root, program),
  ];
}

/** The client `mysql` as a command of a shell. */
export const CLIENT_COMMAND = commandOf("usr/bin/mysql").join(" ");

function mysqldCommand(settings: readonly string[]): readonly [string, readonly string[]] {
  const [program, ...args] = commandOf("usr/sbin/mysqld");
  return [
    program,
    [
      ...args,
      "--no-defaults",
      "--user=root",
      `--basedir=${join(root, "usr")}`,
      `--plugin-dir=${join(root, "usr/lib/mysql/plugin")}`,
      `--lc-messages-dir=${join(root, "usr/share/mysql")}`,
      `--character-sets-dir=${join(root, "usr/share/mysql/charsets")}`,
      "--mysqlx=OFF",
      "--performance-schema=OFF",
      "--auto-generate-certs=OFF",
      "--secure-file-priv=NULL",
      ...settings,
    ],
  ];
}

/** What the client that is in the members' image answers to a question, with the options in a file. */
export function askWithClient(optionFile: string, sql: string): string {
  const [loader, [, libraries = ""]] = mysqldCommand([]);
  const client = join(root, "usr/bin/mysql");
  const options = [`--defaults-file=${optionFile}`, "-NB", "-e", sql];
  const asked = spawnSync(loader, ["--library-path", libraries, client, ...options], { encoding: "utf8" });
  return `${asked.stdout}${asked.stderr}`.trim();
}

function initialise(directory: string): void {
  const statements = initialStatements((account) => sqlString(PASSWORDS[account]).slice(1, -1));
  writeFileSync(join(directory, "accounts.sql"), `${statements.join("\n")}\n`);
  const [command, args] = mysqldCommand([
    "--initialize-insecure",
    `--datadir=${directory}/data`,
    `--init-file=${directory}/accounts.sql`,
    "--innodb-redo-log-capacity=8M",
    "--innodb-doublewrite=OFF",
    "--skip-log-bin",
    "--innodb-log-buffer-size=1M",
  ]);
  const made = spawnSync(command, args, { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`mysqld --initialize ended with ${made.status}: ${made.stderr}`);
  rmSync(`${directory}/data/auto.cnf`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

function testServer(
  directory: string,
  index: number,
  ports: readonly number[],
  adminPort: number,
  ca: string,
  tls: string,
): TestServer {
  const port = ports[index] ?? 0;
  const [command, args] = mysqldCommand([
    `--datadir=${directory}/data`,
    `--socket=${directory}/s.sock`,
    `--pid-file=${directory}/mysqld.pid`,
    `--log-error=${directory}/error.log`,
    `--port=${port}`,
    "--bind-address=127.0.0.1",
    "--admin-address=127.0.0.1",
    `--admin-port=${adminPort}`,
    `--server-id=${index + 1}`,
    "--report-host=127.0.0.1",
    `--report-port=${port}`,
    `--ssl-ca=${tls}/ca.crt`,
    `--ssl-cert=${tls}/tls.crt`,
    `--ssl-key=${tls}/tls.key`,
    "--require-secure-transport=ON",
    "--skip-name-resolve=ON",
    "--gtid-mode=ON",
    "--enforce-gtid-consistency=ON",
    "--log-bin=binlog",
    "--relay-log=relay-bin",
    "--super-read-only=ON",
    "--innodb-buffer-pool-size=32M",
    "--innodb-redo-log-capacity=32M",
    "--innodb-log-buffer-size=1M",
    "--table-open-cache=200",
    "--plugin-load-add=group_replication.so;mysql_clone.so",
    "--group-replication-start-on-boot=OFF",
    "--group-replication-group-name=8f2a7c1e-0b1d-4c55-9a51-000000000001",
    "--group-replication-communication-stack=MYSQL",
    `--group-replication-local-address=127.0.0.1:${port}`,
    `--group-replication-group-seeds=${ports.map((seed) => `127.0.0.1:${seed}`).join(",")}`,
    "--group-replication-ssl-mode=VERIFY_IDENTITY",
    "--group-replication-recovery-use-ssl=ON",
    `--group-replication-recovery-ssl-ca=${tls}/ca.crt`,
    "--group-replication-recovery-ssl-verify-server-cert=ON",
    "--group-replication-member-expel-timeout=0",
    "--group-replication-message-cache-size=134217728",
  ]);
  let child: ChildProcess | undefined;

  async function start(): Promise<void> {
    child = spawn(command, args, { stdio: "ignore" });
    const ended = once(child, "exit");
    for (let attempt = 0; attempt < 300; attempt += 1) {
      if (existsSync(`${directory}/mysqld.pid`)) return;
      const outcome = await Promise.race([ended, delay(100)]);
      if (outcome !== undefined)
        throw new Error(`mysqld ended:\n${readFileSync(`${directory}/error.log`, "utf8")}`);
    }
    throw new Error(`mysqld did not start; see ${directory}/error.log`);
  }
  async function kill(): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    rmSync(`${directory}/mysqld.pid`, { force: true });
  }
  return {
    port,
    adminPort,
    ca,
    directory,
    socket: `${directory}/s.sock`,
    start,
    kill,
    freeze: () => child?.kill("SIGSTOP"),
    thaw: () => child?.kill("SIGCONT"),
  };
}

/** Mounts a volume of its own, so that it can be filled without filling the machine's. */
function mountVolume(directory: string, size: string): void {
  const made = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", directory], {
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(`mount ended with ${made.status}: ${made.stderr}`);
}

/**
 * Initialises and starts servers that could form a group. `volumes` are sizes of volumes that single servers have to
 * themselves, such as `200m`, by number; that wants to be root.
 */
export async function startServers(
  count: number,
  volumes: Readonly<Record<number, string>> = {},
): Promise<TestServers> {
  const directory = mkdtempSync(join(tmpdir(), "grampus-mysqld-"));
  const authority = await createAuthority("test", new Date());
  const leaf = await issueLeaf(
    authority,
    { commonName: "member.test", dnsNames: ["member.test"], addresses: ["127.0.0.1"] },
    new Date(),
  );
  writeFileSync(join(directory, "ca.crt"), authority.certificate);
  writeFileSync(join(directory, "tls.crt"), leaf.certificate);
  writeFileSync(join(directory, "tls.key"), leaf.privateKey);
  initialise(directory);
  const ports: number[] = [];
  while (ports.length < 2 * count) ports.push(await freePort());
  const adminPorts = ports.splice(count);
  const servers = ports.map((_, index) => {
    const home = join(directory, `m${index}`);
    mkdirSync(home);
    const size = volumes[index];
    if (size !== undefined) mountVolume(home, size);
    cpSync(join(directory, "data"), join(home, "data"), { recursive: true });
    return testServer(home, index, ports, adminPorts[index] ?? 0, authority.certificate, directory);
  });
  const stop = async () => {
    await Promise.all(servers.map((server) => server.kill()));
    for (const index of Object.keys(volumes)) spawnSync("umount", [join(directory, `m${index}`)]);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await Promise.all(servers.map((server) => server.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return { servers, stop };
}
