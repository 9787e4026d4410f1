import { setTimeout as delay } from "node:timers/promises";
import type { Operation } from "@grampus/planner";
import { askMember } from "../mysql/member-answer.ts";
import { connectMember, type MemberConnection, type Row } from "../mysql/member-connection.ts";
import { memberReport } from "../observe/member-history.ts";
import { formGroup } from "./group.ts";
import { OPERATOR, ROOT, startServers, type TestServer } from "./mysqld.ts";

/** The account of clients of a test's group; it may do all with the schema `app`. */
export const APPLICATION = { user: "app", password: "app" } as const;

/** A copy of each row takes a millisecond or more: minutes for all of them. */
export const LONG_ALTER =
  "ALTER TABLE app.rows_there ADD COLUMN h CHAR(128) AS (SHA2(REPEAT(pad, 400000), 512)) STORED, ALGORITHM=COPY";

/** A statement of a client that is on its way. */
export interface Begun {
  readonly client: MemberConnection;
  /** `done`, or why it failed. */
  readonly end: Promise<string>;
}

/** Three members, the first of which is the primary at the start, with `app.rows_there` for `LONG_ALTER`. */
export interface TestGroup {
  readonly servers: readonly TestServer[];
  connect(
    index: number,
    account?: typeof OPERATOR | typeof ROOT | typeof APPLICATION,
  ): Promise<MemberConnection>;
  /** A statement of root's. */
  sql(index: number, statement: string): Promise<readonly Row[]>;
  operationsOf(index: number): Promise<readonly Operation[]>;
  uuidOf(index: number): Promise<string>;
  primary(): Promise<number>;
  /** Begins a client's statement, and comes back when the member shows it. */
  begin(index: number, statement: string): Promise<Begun>;
  /** A session that holds the global read lock, once a write waits for it: beside a writer only. */
  locked(index: number, account: typeof ROOT | typeof APPLICATION): Promise<MemberConnection>;
  /** Writes wherever writes go; what it gives back ends that, and says the longest time without one, in milliseconds. */
  writer(): () => Promise<number>;
  /** Starts Group Replication on a member that left, and waits for it. */
  rejoin(index: number): Promise<void>;
  stop(): Promise<void>;
}

const INDEXES = [0, 1, 2] as const;
const DOUBLINGS = 13;

const PRIMARY_HERE = `SELECT COUNT(*) AS here FROM performance_schema.replication_group_members
  WHERE member_id=@@server_uuid AND member_state='ONLINE' AND member_role='PRIMARY'`;
const ONLINE =
  "SELECT COUNT(*) AS members FROM performance_schema.replication_group_members WHERE member_state='ONLINE'";

const WAITING =
  "SELECT COUNT(*) AS waiting FROM information_schema.processlist WHERE state='Waiting for global read lock'";

/** Starts the group. */
export async function startTestGroup(): Promise<TestGroup> {
  const running = await startServers(INDEXES.length);
  const open: MemberConnection[] = [];
  const group: TestGroup = {
    servers: running.servers,
    async connect(index, account = OPERATOR) {
      const { port = 0, ca = "" } = running.servers[index] ?? {};
      const address = { serverName: "member.test", host: "127.0.0.1", port };
      const connection = await connectMember(address, { ...account, ca });
      open.push(connection);
      return connection;
    },
    async sql(index, statement) {
      const connection = await group.connect(index, ROOT);
      try {
        return await connection.query({ sql: statement, timeout: 60_000 });
      } finally {
        connection.destroy();
      }
    },
    async operationsOf(index) {
      const connection = await group.connect(index);
      const facts = await askMember(connection, `pod-${index}`, []);
      const report = memberReport({ ...facts, login: "operator" }, undefined, Date.now());
      connection.destroy();
      return report.kind === "answered" ? (report.operations ?? []) : [];
    },
    async uuidOf(index) {
      const [row] = await group.sql(index, "SELECT @@server_uuid AS uuid");
      return String(row?.uuid);
    },
    async primary() {
      for (const index of INDEXES) {
        const [row] = await group.sql(index, PRIMARY_HERE);
        if (Number(row?.here) === 1) return index;
      }
      throw new Error("no member is the primary");
    },
    async begin(index, statement) {
      const client = await group.connect(index, APPLICATION);
      const end = client.query({ sql: statement, timeout: 120_000 }).then(
        () => "done",
        (fault: Error) => fault.message,
      );
      while ((await group.operationsOf(index)).length === 0) await delay(50);
      return { client, end };
    },
    async locked(index, account) {
      const locker = await group.connect(index, account);
      await locker.query({ sql: "FLUSH TABLES WITH READ LOCK", timeout: 5_000 });
      for (;;) {
        const [row] = await group.sql(index, WAITING);
        if (Number(row?.waiting) > 0) return locker;
        await delay(50);
      }
    },
    writer: () => startWriter(group),
    async rejoin(index) {
      await group.sql(index, "START GROUP_REPLICATION");
      await everybodyOnline(group);
    },
    async stop() {
      for (const connection of open) connection.destroy();
      await running.stop();
    },
  };
  try {
    await form(group);
  } catch (error) {
    await group.stop();
    throw error;
  }
  return group;
}

function startWriter({ sql }: TestGroup): () => Promise<number> {
  let goes = true;
  let [last, longest] = [Date.now(), 0];
  const written = (async () => {
    while (goes) {
      for (const index of INDEXES) {
        const done = await sql(index, "REPLACE INTO app.written VALUES (1)").then(
          () => true,
          () => false,
        );
        if (!done) continue;
        longest = Math.max(longest, Date.now() - last);
        last = Date.now();
      }
      await delay(20);
    }
  })();
  return async () => {
    await delay(500);
    goes = false;
    await written;
    return longest;
  };
}

async function everybodyOnline({ sql }: TestGroup): Promise<void> {
  for (;;) {
    const counts = await Promise.all(INDEXES.map((index) => sql(index, ONLINE)));
    if (counts.every(([row]) => Number(row?.members) === INDEXES.length)) return;
    await delay(200);
  }
}

async function form(group: TestGroup): Promise<void> {
  const { sql } = group;
  await formGroup(group.servers);
  for (const statement of [
    "CREATE DATABASE app",
    "CREATE USER app@'%' IDENTIFIED BY 'app' REQUIRE SSL",
    "GRANT ALL ON app.* TO app@'%'",
    "GRANT RELOAD ON *.* TO app@'%'",
    "CREATE TABLE app.written (id INT PRIMARY KEY)",
    "CREATE TABLE app.rows_there (id INT AUTO_INCREMENT PRIMARY KEY, pad CHAR(200) NOT NULL DEFAULT 'x')",
    "INSERT INTO app.rows_there () VALUES (),(),(),(),(),(),(),()",
  ])
    await sql(0, statement);
  for (let doubling = 0; doubling < DOUBLINGS; doubling += 1)
    await sql(0, "INSERT INTO app.rows_there (pad) SELECT pad FROM app.rows_there");
  await everybodyOnline(group);
}
