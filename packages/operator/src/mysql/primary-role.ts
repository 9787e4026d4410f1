import { OperatorFault } from "../fault.ts";
import { STATEMENT_MS, SWITCH_HELD_UP_MS } from "../timing.ts";
import { cutClientSessions } from "./client-sessions.ts";
import type { MemberConnection } from "./member-connection.ts";
import { SWITCH_TRANSACTIONS_S } from "./operations.ts";
import { sqlUuid } from "./sql-text.ts";
import { run } from "./statement.ts";

/** What a switch of the primary needs. */
export interface SwitchContext {
  readonly connection: MemberConnection;
  /** Accounts of the operator and of the members: their sessions are no client's. */
  readonly spared: readonly string[];
  /** A second session with the same member. */
  readonly connectAgain: () => Promise<MemberConnection>;
  /** Told when a statement ended that went on behind the step; with its fault when it failed. */
  readonly onLateEnd: (outcome: string, fault?: Error) => void;
}

/** Makes a server read-only. Commits that hang hold it up: better an error than a session lost to a timeout. */
export async function setReadOnly(connection: MemberConnection): Promise<void> {
  await run(connection, "SET SESSION lock_wait_timeout=3");
  await run(connection, "SET GLOBAL super_read_only=ON");
}

const OWN_ROLE = `SELECT MAX(member_role) AS own_role FROM performance_schema.replication_group_members
  WHERE member_id=@@server_uuid AND member_state='ONLINE'`;

async function isPrimary(connection: MemberConnection): Promise<boolean> {
  const [row] = await run(connection, OWN_ROLE);
  return row?.own_role === "PRIMARY";
}

/** Throws when the server has become the primary: a primary that takes no writes is worse than a secondary that does. */
export async function setReadOnlyUnlessPrimary(connection: MemberConnection): Promise<void> {
  const changed = () => new OperatorFault("mysql-changed", "the server has become the primary");
  if (await isPrimary(connection)) throw changed();
  await setReadOnly(connection);
  if (!(await isPrimary(connection))) return;
  await run(connection, "SET GLOBAL super_read_only=OFF");
  await run(connection, "SET GLOBAL read_only=OFF");
  throw changed();
}

/**
 * Hands the primary's role over. Transactions are ended by the function itself; a schema change that began a moment ago,
 * or a global lock, would hold it up for as long as it lasts, with all writes blocked. Their sessions end with the role
 * in any case: they end before it when they are in its way.
 */
export async function switchPrimary(context: SwitchContext, to: string): Promise<void> {
  const { connection, spared, onLateEnd } = context;
  const second = await context.connectAgain();
  const guard = setTimeout(() => {
    cutClientSessions(second, spared).then(
      (ended) => onLateEnd(`the switch was held up: ${ended} client sessions were ended`),
      (fault: Error) =>
        onLateEnd(`the switch is held up, and client sessions were not ended: ${fault.message}`),
    );
  }, SWITCH_HELD_UP_MS);
  try {
    await run(
      connection,
      `SELECT group_replication_set_as_primary(${sqlUuid(to)}, ${SWITCH_TRANSACTIONS_S})`,
      STATEMENT_MS.switchPrimary,
    );
  } finally {
    clearTimeout(guard);
    second.destroy();
  }
}
