import { existsSync, mkdirSync, statSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FILES, PATHS } from "../member/paths.ts";
import { INITIALISE_SCRIPT } from "./initialise.ts";
import { emptyPod, type Pod } from "./testing/pod.ts";

const ENVIRONMENT = {
  POD_NAME: "orders-2",
  POD_IP: "10.0.0.3",
  MEMBER_DOMAIN: "orders-members.shop.svc.cluster.local",
  SERVER_ID_BASE: "1000",
};
const HOST = "orders-2.orders-members.shop.svc.cluster.local";
const PASSWORDS = {
  root: "a'b\\c\"d\\",
  operator: "$(touch /tmp/x)`touch /tmp/x` $HOME",
  replication: "\\'; DROP USER root; -- ",
  local: "it's \\n #1",
};
const STATEMENTS = "/statements.sql";
const ARGUMENTS = "/arguments";
/** Whether the directory had its name, for each time the disk was waited for. */
const SYNCS = "/syncs";

vi.setConfig({ testTimeout: 20_000 });

let pod: Pod;

/** mysqld as far as the script sees it: it wants no directory, makes one, and does what the statements say. */
function withMysqld(end: string): void {
  pod.program(
    "mysqld",
    `printf '%s\\n' "$@" >>${pod.at(ARGUMENTS)}
for argument; do
  case $argument in --datadir=*) data=\${argument#*=} ;; --init-file=*) cp "\${argument#*=}" ${pod.at(STATEMENTS)} ;; esac
done
[ ! -e "$data" ] && mkdir "$data" && echo tables >"$data/ibdata1" || exit 9
${end}`,
  );
}

beforeEach(() => {
  pod = emptyPod();
  for (const [name, password] of Object.entries(PASSWORDS)) pod.write(`${PATHS.secrets}/${name}`, password);
  pod.program("sync", `([ -d ${pod.at(PATHS.data)} ] && echo after || echo before) >>${pod.at(SYNCS)}`);
  withMysqld("exit 0");
});
afterEach(() => pod.remove());

const initialise = () => pod.start(INITIALISE_SCRIPT, ENVIRONMENT).ended;

/** What a text between single quotes stands for, in SQL as in an option file. */
const unquoted = (text = "") => text.replace(/\\(.)/gs, "$1");

const QUOTED = "'((?:[^'\\\\]|\\\\.)*)'";

function passwordOf(account: string): string {
  const found = new RegExp(
    `USER ${account} IDENTIFIED BY ${QUOTED}(?: REQUIRE SSL)?(?: PASSWORD EXPIRE NEVER ACCOUNT UNLOCK)?;$`,
    "m",
  );
  return unquoted(found.exec(pod.read(STATEMENTS))?.[1]);
}

describe("the initialisation of a member", () => {
  it("keeps every character of the passwords, and puts none into an argument", async () => {
    expect(await initialise()).toBe(0);
    expect({
      root: passwordOf("'root'@'%'"),
      operator: passwordOf("'grampus_operator'@'%'"),
      replication: passwordOf("'grampus_replication'@'%'"),
      local: passwordOf("'grampus_local'@'localhost'"),
    }).toEqual(PASSWORDS);
    expect(passwordOf("'root'@'localhost'")).toBe(PASSWORDS.root);
    const option = new RegExp(`^password=${QUOTED}$`, "m").exec(pod.read(FILES.client))?.[1];
    expect(option).toBe("it\\'s \\\\n #1");
    const admin = new RegExp(`^password=${QUOTED}$`, "m").exec(pod.read(FILES.adminClient))?.[1];
    expect(unquoted(admin)).toBe(PASSWORDS.operator);
    for (const password of Object.values(PASSWORDS)) expect(pod.read(ARGUMENTS)).not.toContain(password);
  });

  it("lets nobody else read them, and leaves no statements behind", async () => {
    await initialise();
    for (const file of [FILES.client, FILES.adminClient])
      expect(statSync(pod.at(file)).mode & 0o777).toBe(0o600);
    expect(existsSync(pod.at(FILES.initialStatements))).toBe(false);
  });

  it("gives the directory its name when all of it is on disk", async () => {
    await initialise();
    expect(pod.read(SYNCS)).toBe("before\nafter\n");
    expect(pod.read(`${PATHS.data}/ibdata1`)).toBe("tables\n");
  });

  it.each(["exit 1", "kill -9 $$"])("a half-made directory never counts: %s", async (end) => {
    withMysqld(end);
    expect(await initialise()).not.toBe(0);
    expect(existsSync(pod.at(PATHS.data))).toBe(false);
    withMysqld("exit 0");
    expect(await initialise()).toBe(0);
    expect(existsSync(pod.at(PATHS.data))).toBe(true);
    expect(existsSync(pod.at(`${PATHS.data}.new`))).toBe(false);
  });

  it("makes it with what its files keep for good, as mysqld will read it", async () => {
    pod.write(FILES.userConfiguration, "[mysqld]\ninnodb-page-size = '4K' # small\nsort_buffer_size=1M\n");
    pod.write(FILES.configuration, "[mysqld]\n#innodb_page_size=32K\ninnodb_page_size=8192");
    pod.write(
      FILES.variables,
      "[mysqld]\ninnodb_data_file_path=ibdata1:20M:autoextend\nmax_connections=10\n",
    );
    expect(await initialise()).toBe(0);
    const given = pod.read(ARGUMENTS).trimEnd().split("\n");
    expect(given.slice(given.indexOf("--secure-file-priv=NULL") + 1)).toEqual([
      "--innodb-page-size=4K",
      "--innodb-page_size=8192",
      "--innodb-data_file_path=ibdata1:20M:autoextend",
    ]);
  });

  it("makes it as mysqld does without such settings", async () => {
    pod.write(FILES.configuration, "[mysqld]\nserver_id=1\n");
    expect(await initialise()).toBe(0);
    expect(pod.read(ARGUMENTS).trimEnd().split("\n").at(-1)).toBe("--secure-file-priv=NULL");
  });

  it("leaves a directory that is there alone, and writes what a new pod needs", async () => {
    mkdirSync(pod.at(PATHS.data));
    pod.write(`${PATHS.data}/ibdata1`, "older tables\n");
    expect(await initialise()).toBe(0);
    expect(existsSync(pod.at(ARGUMENTS))).toBe(false);
    expect(pod.read(`${PATHS.data}/ibdata1`)).toBe("older tables\n");
    expect(pod.read(FILES.instance)).toBe(
      `[mysqld]\nserver_id=1002\nreport_host=${HOST}\ngroup_replication_local_address=${HOST}:3306\nadmin_address=10.0.0.3\nadmin_port=33062\n`,
    );
    const hosts = `127.0.0.1\tlocalhost\n::1\tlocalhost\n10.0.0.3\t${HOST}\torders-2\n`;
    expect([pod.read(FILES.ownHosts), pod.read(FILES.hosts)]).toEqual([hosts, hosts]);
  });
});
