import { setTimeout as delay } from "node:timers/promises";
import type { ServerStep } from "@grampus/planner";
import { type ACCOUNT_SECRET_KEYS, ACCOUNTS, mendingStatements, SCHEMA_STATEMENTS } from "@grampus/resources";
import { isFault, OperatorFault } from "../fault.ts";
import { BETWEEN_CONFIGURATIONS_MS, STATEMENT_MS, STAY_MS } from "../timing.ts";
import { cutClientSessions } from "./client-sessions.ts";
import { APPLIER_CHANNEL, RECOVERY_CHANNEL } from "./member-answer.ts";
import type { MemberConnection } from "./member-connection.ts";
import { endOperations } from "./operations.ts";
import { type SwitchContext, setReadOnly, setReadOnlyUnlessPrimary, switchPrimary } from "./primary-role.ts";
import { sqlString, sqlVariable, variableLiteral } from "./sql-text.ts";
import { run } from "./statement.ts";

/** Passwords of the operator's accounts, by account. */
export type OwnPasswords = Readonly<Record<(typeof ACCOUNT_SECRET_KEYS)[number], string>>;

/** What a server step may need besides its own fields. */
export interface ServerStepContext extends SwitchContext {
  /** Absent while no Secret with them was ever seen. */
  readonly passwords: OwnPasswords | undefined;
  /** Whether the session is root's. */
  readonly asRoot: boolean;
}

const APPLIER = `FOR CHANNEL '${APPLIER_CHANNEL}'`;
const RECOVERY = `FOR CHANNEL '${RECOVERY_CHANNEL}'`;

/** Throws when the server on this connection is not the one the step was decided for. */
async function confirmServer(connection: MemberConnection, serverUuid: string): Promise<void> {
  const [row] = await run(connection, "SELECT @@server_uuid AS server_uuid");
  if (row?.server_uuid !== serverUuid) {
    throw new OperatorFault(
      "mysql-changed",
      `the server is ${row?.server_uuid}, the step is for ${serverUuid}`,
    );
  }
}

/**
 * Runs a group command on the connection and closes it after. Returns when it ends or after a moment, whichever is
 * first; an end that comes later is only told.
 */
async function startGroupCommand(context: ServerStepContext, sql: string): Promise<"ended" | "going on"> {
  const { connection, onLateEnd } = context;
  const outcome = run(connection, sql, STATEMENT_MS.groupCommand);
  let patience: NodeJS.Timeout | undefined;
  const waited = new Promise<"going on">((resolve) => {
    patience = setTimeout(() => resolve("going on"), STAY_MS.groupCommand);
  });
  const first = await Promise.race([outcome.then(() => "ended" as const), waited]).finally(() =>
    clearTimeout(patience),
  );
  if (first === "going on") {
    outcome
      .then(
        () => onLateEnd(`${sql} ended`),
        (fault: Error) => onLateEnd(`${sql} failed: ${fault.message}`, fault),
      )
      .finally(() => connection.destroy());
  }
  return first;
}

function passwordsOf({ passwords }: ServerStepContext): OwnPasswords {
  if (passwords === undefined)
    throw new OperatorFault("mysql-unreachable", "the Secret with the accounts' passwords is missing");
  return passwords;
}

async function configureRecovery(context: ServerStepContext): Promise<void> {
  const { user } = ACCOUNTS.replication;
  const { replication } = passwordsOf(context);
  const account = `SOURCE_USER=${sqlString(user)}, SOURCE_PASSWORD=${sqlString(replication)}`;
  await run(context.connection, `CHANGE REPLICATION SOURCE TO ${account} ${RECOVERY}`);
}

const ARM = "SET GLOBAL group_replication_bootstrap_group=ON";
const DISARM = "SET GLOBAL group_replication_bootstrap_group=OFF";

/** Throws unless the server still is what the bootstrap was decided for: its transactions, and no trace of a group. */
async function confirmUngrouped(connection: MemberConnection, executed: string): Promise<void> {
  const set = sqlString(executed);
  const [row] = await run(
    connection,
    `SELECT GTID_SUBSET(@@global.gtid_executed, ${set}) AND GTID_SUBSET(${set}, @@global.gtid_executed) AS same,
      (SELECT COUNT(*) FROM performance_schema.replication_connection_configuration
        WHERE channel_name='${APPLIER_CHANNEL}') AS channels`,
  );
  if (Number(row?.same) !== 1) {
    throw new OperatorFault(
      "mysql-changed",
      "the server's transactions have changed since the bootstrap was decided",
    );
  }
  if (Number(row?.channels) !== 0) {
    throw new OperatorFault(
      "mysql-changed",
      `the server has a channel ${APPLIER_CHANNEL}: it was in a group since the bootstrap was decided`,
    );
  }
}

// With the MySQL communication stack even the first member logs in to itself with the replication account.
async function bootstrap(context: ServerStepContext, executed: string): Promise<void> {
  const { connection } = context;
  await confirmUngrouped(connection, executed);
  await configureRecovery(context);
  await run(connection, ARM);
  try {
    await run(connection, "START GROUP_REPLICATION", STATEMENT_MS.groupCommand);
  } finally {
    await run(connection, DISARM);
  }
}

async function resetApplier(connection: MemberConnection): Promise<void> {
  const [row] = await run(
    connection,
    `SELECT GTID_SUBSET(received_transaction_set, @@global.gtid_executed) AS held
      FROM performance_schema.replication_connection_status WHERE channel_name='${APPLIER_CHANNEL}'`,
  );
  if (row !== undefined && Number(row.held) !== 1) {
    throw new OperatorFault("mysql-changed", "received transactions are not applied yet: the channel stays");
  }
  await run(connection, `RESET REPLICA ALL ${APPLIER}`);
}

/** The oldest configuration that XCom keeps is dropped with the fourth that comes after it. */
const CONFIGURATIONS = 4;

// Any change of the configuration does, and this one says what is so already. It is asynchronous: the answer comes before
// the change, and four that were asked for within 30 ms left commits waiting on a real cluster.
async function forgetExpelled(connection: MemberConnection): Promise<void> {
  for (let change = 0; change < CONFIGURATIONS; change += 1) {
    await run(
      connection,
      "SELECT group_replication_set_write_concurrency(group_replication_get_write_concurrency())",
    );
    await delay(BETWEEN_CONFIGURATIONS_MS);
  }
}

/**
 * Performs a step on the server it was decided for; throws when it is another one. `going on`: the statement runs on,
 * and its connection closes itself when it ends.
 */
export async function performServerStep(
  step: ServerStep,
  context: ServerStepContext,
): Promise<"ended" | "going on"> {
  const { connection } = context;
  await confirmServer(connection, step.target.serverUuid);
  switch (step.kind) {
    case "configure-recovery":
      await configureRecovery(context);
      return "ended";
    case "bootstrap":
      await bootstrap(context, step.executed);
      return "ended";
    case "disarm-bootstrap":
      await run(connection, DISARM);
      return "ended";
    case "join":
      await run(connection, DISARM);
      if (step.cloneThreshold !== undefined) {
        await run(connection, `SET GLOBAL group_replication_clone_threshold=${BigInt(step.cloneThreshold)}`);
      }
      return startGroupCommand(context, "START GROUP_REPLICATION");
    case "leave":
      // A group that takes no writes may not take this either; leaving is what helps then.
      await setReadOnly(connection).catch((fault) => {
        if (!isFault(fault, "mysql-refused")) throw fault;
      });
      return leaveGroup(context);
    case "start-applier":
      await run(connection, `START REPLICA SQL_THREAD ${APPLIER}`);
      return "ended";
    case "stop-applier":
      await run(connection, `STOP REPLICA SQL_THREAD ${APPLIER}`, STATEMENT_MS.switchPrimary);
      return "ended";
    case "reset-applier":
      await resetApplier(connection);
      return "ended";
    case "switch-primary":
      await switchPrimary(context, step.toServerUuid);
      return "ended";
    case "set-read-only":
      await setReadOnlyUnlessPrimary(connection);
      return "ended";
    case "set-variables":
      for (const { name, value } of step.assignments) {
        await run(connection, `SET GLOBAL ${sqlVariable(name)}=${variableLiteral(name, value)}`);
      }
      return "ended";
    case "mend-accounts":
      await mendAccounts(step, context);
      return "ended";
    case "restore-schema":
      for (const statement of SCHEMA_STATEMENTS) await run(connection, statement);
      return "ended";
    case "end-operations":
      await endOperations(connection, step.operations);
      return "ended";
    case "end-sessions":
      await cutClientSessions(connection, context.spared);
      return "ended";
    case "forget-expelled":
      await forgetExpelled(connection);
      return "ended";
    case "reload-tls":
      await run(connection, "ALTER INSTANCE RELOAD TLS");
      return "ended";
    default:
      return unknownStep(step);
  }
}

async function mendAccounts(
  { passwords, rootOnly }: Extract<ServerStep, { readonly kind: "mend-accounts" }>,
  context: ServerStepContext,
): Promise<void> {
  const { connection, asRoot } = context;
  if (rootOnly && !asRoot) {
    throw new OperatorFault(
      "mysql-access-denied",
      "only root can mend them, and it is not let in with the password of its Secret",
    );
  }
  const held = passwordsOf(context);
  const text = (account: keyof OwnPasswords) => sqlString(held[account]).slice(1, -1);
  for (const statement of mendingStatements(text, { passwords, asRoot })) await run(connection, statement);
}

async function leaveGroup(context: ServerStepContext): Promise<"ended" | "going on"> {
  const outcome = await startGroupCommand(context, "STOP GROUP_REPLICATION");
  if (outcome === "ended") await setReadOnly(context.connection);
  return outcome;
}

function unknownStep(step: never): never {
  throw new OperatorFault("configuration", `a step nobody performs: ${JSON.stringify(step)}`);
}
