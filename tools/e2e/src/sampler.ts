import { setTimeout as delay } from "node:timers/promises";
import type { MemberConnection } from "@grampus/operator";
import type { Sessions } from "./tested-cluster.ts";

/** What one member said at one time. */
export interface Sample {
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
      const [row] = await connection.query({ sql: QUESTION, timeout: TIMEOUT });
      samples.push({
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

/**
 * Proofs of two members that would acknowledge at once: a willing sample of one between two willing samples of another
 * that are next to each other, with the three.
 */
export function doublePrimaries(samples: readonly Sample[]): readonly (readonly [Sample, Sample, Sample])[] {
  const members = [...new Set(samples.map(({ member }) => member))];
  return members.flatMap((member) => {
    const own = samples.filter((sample) => sample.member === member);
    const others = samples.filter((sample) => sample.member !== member && acknowledges(sample));
    return own.flatMap((before, index) => {
      const after = own[index + 1];
      if (after === undefined || !acknowledges(before) || !acknowledges(after)) return [];
      if (after.at - before.at > 4 * EVERY) return [];
      const between = others.find(({ at }) => before.at < at && at < after.at);
      return between === undefined ? [] : [[before, between, after] as const];
    });
  });
}

/** When another member than `old` first was writable after `from`: Group Replication's own part of a failover. */
export function newPrimaryAt(samples: readonly Sample[], old: string, from: number): number | undefined {
  return samples.find((sample) => sample.at > from && sample.member !== old && acknowledges(sample))?.at;
}
