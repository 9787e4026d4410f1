import { expectThat } from "../e2e-fault.ts";
import { eventually } from "../retry.ts";
import type { Rig } from "../rig.ts";
import type { Figures, Stage } from "../scenario.ts";
import type { TestedCluster } from "../tested-cluster.ts";
import { type Writer, writesAfter } from "../writer.ts";
import type { Controllers } from "./controllers.ts";
import type { Fleet, Pushed } from "./fleet.ts";
import type { GitServer } from "./git-server.ts";
import { hasSynced, type SyncState, syncName, type Tool } from "./tool.ts";

/** What the steps of one tool's proof act on. */
export interface Proof {
  readonly stage: Stage;
  readonly rig: Rig;
  readonly tool: Tool;
  readonly controllers: Controllers;
  readonly fleet: Fleet;
  /** `orders` of dev. */
  readonly cluster: TestedCluster;
  readonly server: GitServer;
  /** What an application writes into `orders` of dev from {@link Step} to step. */
  readonly writer: Writer | undefined;
}

/** One thing that is proven of a tool. */
export interface Step {
  readonly name: string;
  /** Whether CI proves it too. */
  readonly inCore?: true;
  /** May give back what the next steps act on besides figures. */
  readonly run: (proof: Proof) => Promise<StepResult>;
}

/** What a step measured, and what it changed of the proof. */
export interface StepResult {
  readonly figures: Figures;
  readonly writer?: Writer;
  readonly server?: GitServer;
}

/** Longer than any sync with a restart of three members takes here. */
const SYNC_WITHIN = 420_000;

/** What syncs `orders` of dev. */
export const DEV_ORDERS = syncName("dev", "orders");

/** The state of one of them; throws when there is none of this name. */
export async function stateOf({ tool, stage }: Proof, name: string): Promise<SyncState> {
  const states = await tool.states(stage.kube);
  const found = states.find((state) => state.name === name);
  expectThat(found !== undefined, `there is no ${name}, but ${states.map((state) => state.name).join(", ")}`);
  return found;
}

/** Waits until all that sync have this commit and are well. Gives the milliseconds since the push. */
export function synced(proof: Proof, pushed: Pushed, count = 1): Promise<number> {
  const { tool, stage } = proof;
  return eventually(
    `${tool.name} has synced ${pushed.revision.slice(0, 7)}`,
    async () => {
      const states = await tool.states(stage.kube);
      expectThat(states.length >= count, `there are ${states.length}, not ${count}`);
      const waiting = states.filter((state) => !hasSynced(pushed, state));
      expectThat(waiting.length === 0, waiting.map(({ name, message }) => `${name}: ${message}`).join(" | "));
      return Math.round(performance.now() - pushed.at);
    },
    { within: SYNC_WITHIN, every: 500 },
  );
}

/** Edits definitions, compiles, commits and pushes. */
export function publish(
  { fleet }: Proof,
  message: string,
  ...edits: readonly (readonly [file: string, before: string, after: string])[]
): Promise<Pushed> {
  for (const edit of edits) fleet.edit(...edit);
  return fleet.publish(message);
}

/** Throws unless a row is acknowledged now. */
export async function serves({ writer }: Proof): Promise<void> {
  expectThat(writer !== undefined, "nobody writes yet");
  await writesAfter(writer, performance.now());
}

/** What would be another after a restart of a member. */
export async function processes(cluster: TestedCluster): Promise<readonly string[]> {
  const pods = await cluster.pods();
  return pods
    .map(
      ({ metadata, status }) =>
        `${metadata.name} ${metadata.uid} ${status?.containerStatuses?.[0]?.containerID}`,
    )
    .sort();
}

/** Throws when a member was restarted in the meantime. */
export async function expectSameProcesses(cluster: TestedCluster, before: readonly string[]): Promise<void> {
  const after = await processes(cluster);
  const gone = before.filter((process) => !after.includes(process));
  expectThat(gone.length === 0, `members were restarted: ${gone} are not among ${after}`);
}

/** The value of a variable on every member. */
export function hasValue(
  { cluster }: Proof,
  members: number,
  variable: string,
  value: string,
  since: number,
): Promise<number> {
  return eventually(
    `${variable} is ${value} on ${members} members`,
    async () => {
      for (let ordinal = 0; ordinal < members; ordinal += 1) {
        const connection = await cluster.connect({ member: `${cluster.name}-${ordinal}` });
        const [row] = await connection
          .query({ sql: `SELECT @@global.${variable} AS value`, timeout: 5000 })
          .finally(() => connection.destroy());
        expectThat(String(row?.value) === value, `${cluster.name}-${ordinal} has ${row?.value}`);
      }
      return Math.round(performance.now() - since);
    },
    { within: 300_000, every: 250 },
  );
}
