import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { runningContainer } from "./container.ts";
import { E2eFault, expectThat } from "./e2e-fault.ts";
import type { Rig } from "./rig.ts";
import type { Sample } from "./sampler.ts";
import type { Access, TestedCluster } from "./tested-cluster.ts";
import type { WriterLog } from "./writer.ts";

/** What the program is told, in the first line of its input: a password is never an argument. */
export interface CutOffOrder {
  readonly member: string;
  readonly tag: string;
  readonly access: Access;
}

/** What a client beside a member went through. */
export interface CutOffReport {
  readonly log: WriterLog;
  readonly samples: readonly Sample[];
}

/** A client beside a member that runs. */
export interface CutOffClient {
  /** Ends it. Times are of this process's `performance.now()`. */
  stop(): Promise<CutOffReport>;
}

/** The program's first line: a row was acknowledged. */
export const WRITING = "writing";

const PROGRAM = join(import.meta.dirname, "cut-off-client-program.ts");

/** The same report with all times later by some milliseconds. */
export function shifted({ log, samples }: CutOffReport, by: number): CutOffReport {
  const later = <T extends { readonly at: number }>(one: T): T => ({ ...one, at: one.at + by });
  return {
    log: {
      ...log,
      acknowledged: log.acknowledged.map(later),
      failedAt: log.failedAt.map((at) => at + by),
    },
    samples: samples.map((sample) => ({ ...later(sample), askedAt: sample.askedAt + by })),
  };
}

/**
 * Writes to a member and asks its state from inside its pod's network namespace, through 127.0.0.1: what a client does
 * that is cut off together with the member. It is a process of the node's, so that no cut ends it or its pipes.
 */
export async function startCutOffClient(
  rig: Rig,
  cluster: TestedCluster,
  member: string,
  tag: string,
): Promise<CutOffClient> {
  const pod = (await cluster.pods()).find(({ metadata }) => metadata.name === member);
  expectThat(pod !== undefined, `there is no pod ${member}`);
  const container = await runningContainer(rig, pod);
  expectThat(container !== undefined, `${member} has no container that runs`);
  const { node, pid } = container;
  const { address, credentials } = await cluster.access({ member });
  const access = { address: { ...address, host: "127.0.0.1" }, credentials };
  const order: CutOffOrder = { member, tag, access };

  const child = rig.start(node, "nsenter", "-t", pid, "-n", "--", process.execPath, PROGRAM);
  const errors: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (piece: string) => errors.push(piece));
  child.stdin.on("error", () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => {
    const { value, done } = await lines.next();
    if (done !== true) return value;
    throw new E2eFault("command", `the client beside ${member} ended: ${errors.join("").trim()}`);
  };
  child.stdin.write(`${JSON.stringify(order)}\n`);
  expectThat((await line()) === WRITING, `the client beside ${member} does not write`);
  return {
    async stop() {
      child.stdin.end();
      const report: CutOffReport = JSON.parse(await line());
      if (child.exitCode === null) await once(child, "exit");
      return shifted(report, performance.now() - Date.now());
    },
  };
}
