import { setTimeout as delay } from "node:timers/promises";
import type { MemberConnection } from "@grampus/operator";
import { eventually } from "./retry.ts";
import type { Counterpart, Sessions } from "./tested-cluster.ts";

/** A row the server said it has committed, and when it said so. */
export interface Acknowledged {
  readonly id: number;
  readonly at: number;
  /** The member that said so. */
  readonly by: string;
}

/** What a writer went through. Times in milliseconds of `performance.now()`. */
export interface WriterLog {
  readonly tag: string;
  readonly acknowledged: readonly Acknowledged[];
  /** Texts of failures, counted. */
  readonly failures: Readonly<Record<string, number>>;
  /** When each failure was seen. */
  readonly failedAt: readonly number[];
}

/** A writer that runs. */
export interface Writer {
  readonly tag: string;
  /** Rows acknowledged so far; grows while it runs. */
  readonly acknowledged: readonly Acknowledged[];
  stop(): Promise<WriterLog>;
}

/** How a writer writes. Times in milliseconds. */
export interface Manner {
  /** To whom; the primary Service unless said. */
  readonly to?: Counterpart;
  /** Between an answer and the next row. */
  readonly pause: number;
  /** How long it waits for an answer. */
  readonly patience: number;
}

/** What an application with a pool does. */
export const APPLICATION: Manner = { pause: 10, patience: 3000 };
const SCHEMA = [
  "CREATE DATABASE IF NOT EXISTS e2e",
  "CREATE TABLE IF NOT EXISTS e2e.ledger (tag VARCHAR(40) NOT NULL, id INT NOT NULL, PRIMARY KEY (tag, id))",
];

/** Runs statements that may run twice through the primary Service, as soon as it leads to a member. */
export async function runOnPrimary(sessions: Sessions, statements: readonly string[]): Promise<void> {
  await eventually(
    "statements run through the primary Service",
    async () => {
      const connection = await sessions.connect({ service: "primary" });
      try {
        for (const sql of statements) await connection.query({ sql, timeout: 10_000 });
        return true;
      } finally {
        connection.destroy();
      }
    },
    { within: 20_000 },
  );
}

/** Makes the table the writers write to. */
export function createLedger(sessions: Sessions): Promise<void> {
  return runOnPrimary(sessions, SCHEMA);
}

/**
 * Writes a row every 10 ms through the primary Service, or straight to one member, one after the other, and notes each
 * the server acknowledged. On any failure it drops its connection and makes a new one: what an application with a pool
 * does.
 */
export function startWriter(
  sessions: Sessions,
  tag: string,
  { to = { service: "primary" }, pause, patience }: Manner = APPLICATION,
): Writer {
  const acknowledged: Acknowledged[] = [];
  const failures: Record<string, number> = {};
  const failedAt: number[] = [];
  let stopped = false;

  async function writeUntilFailure(connection: MemberConnection, from: number): Promise<number> {
    let id = from;
    const [server] = await connection.query({ sql: "SELECT @@hostname AS name", timeout: patience });
    const by = String(server?.name);
    while (!stopped) {
      id += 1;
      await connection.query({
        sql: `INSERT INTO e2e.ledger VALUES ('${tag}', ${id})`,
        timeout: patience,
      });
      acknowledged.push({ id, at: performance.now(), by });
      await delay(pause);
    }
    return id;
  }

  async function run(): Promise<void> {
    let next = 0;
    while (!stopped) {
      let connection: MemberConnection | undefined;
      try {
        connection = await sessions.connect(to);
        await writeUntilFailure(connection, next);
      } catch (error) {
        const text = String(error).replace(/^.*?\): /, "");
        failures[text] = (failures[text] ?? 0) + 1;
        failedAt.push(performance.now());
        await delay(pause);
      } finally {
        connection?.destroy();
      }
      // Ids are never used twice: a row that failed may have been committed all the same.
      next = Math.max(next, acknowledged.at(-1)?.id ?? 0) + 1000;
    }
  }

  const running = run();
  return {
    tag,
    acknowledged,
    async stop() {
      stopped = true;
      await running;
      return { tag, acknowledged, failures, failedAt };
    },
  };
}

/** Waits until a row is acknowledged after a time. */
export function writesAfter(writer: Writer, after: number): Promise<true> {
  return eventually(
    "a row is acknowledged",
    async () => ((writer.acknowledged.at(-1)?.at ?? 0) > after ? true : undefined),
    { within: 120_000, every: 20 },
  );
}

/** The longest time between two acknowledged rows after `from`, in milliseconds. */
export function longestGap(
  log: { readonly acknowledged: readonly Pick<Acknowledged, "at">[] },
  from: number,
): number {
  const times = log.acknowledged.map(({ at }) => at);
  const before = times.filter((at) => at <= from).at(-1) ?? from;
  const after = [before, ...times.filter((at) => at > from)];
  return Math.max(0, ...after.slice(1).map((at, index) => at - (after[index] ?? at)));
}

/**
 * Milliseconds between two times in which writes fail: the sum of the pauses between two acknowledged rows in which a
 * session or a statement failed. A commit that takes long is no failure. A pause that has not ended counts up to the second
 * time.
 */
export function unwritten(
  {
    acknowledged,
    failedAt,
  }: {
    readonly acknowledged: readonly Pick<Acknowledged, "at">[];
    readonly failedAt: readonly number[];
  },
  from: number,
  to: number,
): number {
  const times = acknowledged.map(({ at }) => at).filter((at) => at > from && at < to);
  const marks = [from, ...times, to];
  return marks.slice(1).reduce((sum, end, index) => {
    const start = marks[index] ?? end;
    return failedAt.some((at) => start < at && at < end) ? sum + end - start : sum;
  }, 0);
}
