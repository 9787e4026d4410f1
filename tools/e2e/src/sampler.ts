import { setTimeout as delay } from "node:timers/promises";
import type { MemberConnection } from "@grampus/operator";
import type { Sessions } from "./tested-cluster.ts";

/** What one member said: it was so at some time between the question and the answer. */
export interface Sample {
  readonly askedAt: number;
  /** When it answered. */
  readonly at: number;
  readonly member: string;
  readonly readOnly: boolean;
  readonly state: string;
  readonly role: string;
  /** Members it can reach, itself included, of those in its view. */
  readonly reachable: number;
  readonly inView: number;
}

/** A sampler that runs. */
export interface Sampler {
  readonly samples: readonly Sample[];
  stop(): Promise<void>;
}

const EVERY = 50;
const TIMEOUT = 1000;

const QUESTION = `SELECT @@global.super_read_only AS read_only, COUNT(*) AS in_view,
  SUM(member_state IN ('ONLINE','RECOVERING')) AS reachable,
  MAX(IF(member_id=@@server_uuid, member_state, '')) AS state, MAX(IF(member_id=@@server_uuid, member_role, '')) AS role
  FROM performance_schema.replication_group_members`;

async function sampleMember(sessions: Sessions, member: string, samples: Sample[], stopped: () => boolean) {
  let connection: MemberConnection | undefined;
  while (!stopped()) {
    const startedAt = performance.now();
    try {
      connection ??= await sessions.connect({ member });
      const askedAt = performance.now();
      const [row] = await connection.query({ sql: QUESTION, timeout: TIMEOUT });
      samples.push({
        askedAt,
        at: performance.now(),
        member,
        readOnly: Number(row?.read_only) === 1,
        state: String(row?.state),
        role: String(row?.role),
        reachable: Number(row?.reachable),
        inView: Number(row?.in_view),
      });
    } catch {
      connection?.destroy();
      connection = undefined;
    }
    await delay(Math.max(1, startedAt + EVERY - performance.now()));
  }
  connection?.destroy();
}

/** Asks each member every 50 ms, on a session of its own, whether it would acknowledge a write. */
export function startSampler(sessions: Sessions, members: readonly string[]): Sampler {
  const samples: Sample[] = [];
  let stopped = false;
  const running = Promise.all(
    members.map((member) => sampleMember(sessions, member, samples, () => stopped)),
  );
  return {
    samples,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

/** Whether a member that says this acknowledges writes: ONLINE, PRIMARY, not read-only, and with a majority in its view. */
export function acknowledges(sample: Sample): boolean {
  const { readOnly, state, role, reachable, inView } = sample;
  return !readOnly && state === "ONLINE" && role === "PRIMARY" && reachable * 2 > inView;
}

/** What a member said around this sample of another one: before it was asked for, after it was answered, and in between. */
function around(own: readonly Sample[], { askedAt, at }: Sample): readonly Sample[] {
  const first = own.findLastIndex((sample) => sample.at <= askedAt);
  const last = own.findIndex((sample) => sample.askedAt >= at);
  return first < 0 || last < 0 ? [] : own.slice(first, last + 1);
}

/**
 * Proofs of two members that would acknowledge at once: a willing sample of one, and willing samples of another that were
 * answered before it was asked for and asked for after it was answered, with none in between that was not; the three of them.
 */
export function doublePrimaries(samples: readonly Sample[]): readonly (readonly [Sample, Sample, Sample])[] {
  const members = [...new Set(samples.map(({ member }) => member))];
  return members.flatMap((member) => {
    const own = samples.filter((sample) => sample.member === member);
    const others = samples.filter((sample) => sample.member !== member && acknowledges(sample));
    return others.flatMap((other) => {
      const said = around(own, other);
      const [before, after] = [said[0], said.at(-1)];
      if (before === undefined || after === undefined || !said.every(acknowledges)) return [];
      return after.askedAt - before.at > 4 * EVERY ? [] : [[before, other, after] as const];
    });
  });
}

/** When another member than `old` first was writable after `from`: Group Replication's own part of a failover. */
export function newPrimaryAt(samples: readonly Sample[], old: string, from: number): number | undefined {
  return samples.find((sample) => sample.at > from && sample.member !== old && acknowledges(sample))?.at;
}
