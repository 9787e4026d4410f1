import type { GroupState, MemberAnswer, ViewMember } from "@grampus/planner";
import { STATEMENT_MS } from "../timing.ts";
import type { MemberConnection, Row } from "./member-connection.ts";
import { askOperations, type OperationFacts } from "./operations.ts";
import { lookAtAccounts } from "./own-accounts.ts";

/** What one member says now; how long it has said so is the history's to know. */
export type MemberFacts = Omit<
  MemberAnswer,
  "stateSince" | "misfitSince" | "behindSince" | "applier" | "login" | "operations"
> & {
  readonly operations?: readonly OperationFacts[];
  readonly applier: Omit<MemberAnswer["applier"], "stuckSince">;
  readonly rootChangedAt?: string;
};

/** The channel through which a member gets what the group commits. */
export const APPLIER_CHANNEL = "group_replication_applier";
/** The channel through which a joining member gets what it lacks. */
export const RECOVERY_CHANNEL = "group_replication_recovery";
const GROUP_STATES: readonly GroupState[] = ["ONLINE", "RECOVERING", "OFFLINE", "ERROR", "UNREACHABLE"];

/** Thread state of a worker that waits for its turn to commit; for ever, when the applier is stuck. */
const WAITS_FOR_TICKET = "Waiting for Binlog Group Commit ticket";

const SELF = `SELECT @@server_uuid AS server_uuid, @@version AS version,
  @@global.super_read_only AS super_read_only, @@global.read_only AS read_only, @@global.gtid_executed AS executed,
  (SELECT view_id FROM performance_schema.replication_group_member_stats WHERE member_id=@@server_uuid) AS view_id,
  (SELECT variable_value FROM performance_schema.global_variables
    WHERE variable_name='group_replication_bootstrap_group') AS bootstrap_group`;

const GROUP = `SELECT member_id, member_host, member_state, member_role, member_version,
  IF(member_id=@@server_uuid, @@global.gtid_executed, NULL) AS executed,
  @@global.super_read_only AS super_read_only, @@global.read_only AS read_only
  FROM performance_schema.replication_group_members WHERE member_id<>'' ORDER BY member_host, member_id`;

const CHANNELS = `SELECT connection.channel_name AS channel_name, configuration.user AS user,
  connection.received_transaction_set AS received, applier.service_state AS applier_state,
  connection.last_error_message AS connection_error, coordinator.last_error_message AS coordinator_error,
  (SELECT MAX(worker.last_error_message) FROM performance_schema.replication_applier_status_by_worker AS worker
    WHERE worker.channel_name=connection.channel_name AND worker.last_error_number<>0) AS worker_error
  FROM performance_schema.replication_connection_status AS connection
  JOIN performance_schema.replication_connection_configuration AS configuration USING (channel_name)
  LEFT JOIN performance_schema.replication_applier_status AS applier USING (channel_name)
  LEFT JOIN performance_schema.replication_applier_status_by_coordinator AS coordinator USING (channel_name)
  WHERE channel_name IN ('${APPLIER_CHANNEL}','${RECOVERY_CHANNEL}')`;

// Not from information_schema: that makes a table on the server's volume, which may be full.
const THREADS = "SHOW PROCESSLIST";

/** User of the threads that apply. */
const APPLIER_USER = "system user";

const CLONE = "SELECT state, error_no, error_message FROM performance_schema.clone_status";
const CERTIFICATE = "SHOW SESSION STATUS LIKE 'Ssl_server_not_after'";

function text(row: Row | undefined, column: string): string {
  return String(row?.[column] ?? "");
}

function isOn(row: Row | undefined, column: string): boolean {
  return Number(row?.[column]) === 1;
}

/** A GTID set as one line: the server breaks long ones after commas. */
function gtidSet(row: Row | undefined, column: string): string {
  return text(row, column).replaceAll("\n", "");
}

function groupState(value: string): GroupState {
  return GROUP_STATES.find((state) => state === value) ?? "ERROR";
}

function viewMember(row: Row): ViewMember {
  const role = text(row, "member_role");
  return {
    serverUuid: text(row, "member_id"),
    host: text(row, "member_host"),
    state: groupState(text(row, "member_state")),
    role: role === "PRIMARY" || role === "SECONDARY" ? role : "",
    version: text(row, "member_version"),
  };
}

function activity(threads: readonly Row[], clone: Row | undefined): MemberAnswer["busy"] {
  const statements = threads.map((row) => text(row, "info").toUpperCase());
  if (text(clone, "state") === "In Progress") return "cloning";
  if (statements.some((statement) => statement.startsWith("START GROUP_REPLICATION"))) return "starting";
  return statements.some((statement) => statement.startsWith("STOP GROUP_REPLICATION"))
    ? "stopping"
    : undefined;
}

/** What holds up threads that apply: a lock of somebody else's session. */
function appliersLock(threads: readonly Row[]): string | undefined {
  return threads
    .filter((row) => text(row, "user") === APPLIER_USER)
    .map((row) => text(row, "state"))
    .find((state) => /^Waiting for .* lock$/.test(state));
}

function joinError(clone: Row | undefined, recovery: Row | undefined): string | undefined {
  const cloneFailed = text(clone, "state") === "Failed";
  const message = cloneFailed ? text(clone, "error_message") : text(recovery, "connection_error");
  return message === "" ? undefined : message;
}

function withinGroup(view: readonly ViewMember[], serverUuid: string): readonly ViewMember[] {
  const own = view.find((member) => member.serverUuid === serverUuid);
  return own === undefined || own.state === "OFFLINE" ? [] : view;
}

/** What changes without notice, and has to be noticed soon. */
export type Pulse = Pick<MemberFacts, "view"> &
  Partial<Pick<MemberFacts, "superReadOnly" | "readOnly" | "executed">>;

/**
 * Asks a member for its view of the group, whether it takes writes and what it executed: cheap enough to be asked all
 * the time. Outside of a group it says nothing.
 */
export async function askPulse(
  connection: MemberConnection,
  serverUuid: string,
  timeout: number,
): Promise<Pulse> {
  const rows = await connection.query({ sql: GROUP, timeout });
  const view = withinGroup(rows.map(viewMember), serverUuid);
  const own = rows.find((row) => text(row, "member_id") === serverUuid);
  if (view.length === 0 || own === undefined) return { view };
  return {
    view,
    superReadOnly: isOn(own, "super_read_only"),
    readOnly: isOn(own, "read_only"),
    executed: gtidSet(own, "executed"),
  };
}

function variablesStatement(names: readonly string[]): string {
  const list = names.map((name) => `'${name.replaceAll(/[^a-z0-9_]/g, "")}'`).join(",");
  return `SELECT variable_name, variable_value FROM performance_schema.global_variables WHERE variable_name IN (${list})`;
}

/**
 * Asks one member what it is and sees; throws the connection's faults. Works with `performance_schema=OFF`.
 * `variables` are names of server variables whose values are wanted.
 */
export async function askMember(
  connection: MemberConnection,
  podUid: string,
  variables: readonly string[],
): Promise<MemberFacts> {
  const ask = (sql: string) => connection.query({ sql, timeout: STATEMENT_MS.question });
  const [[self], group, channels, threads, [clone], [certificate], values, accounts, operations] =
    await Promise.all([
      ask(SELF),
      ask(GROUP),
      ask(CHANNELS),
      ask(THREADS),
      ask(CLONE),
      ask(CERTIFICATE),
      variables.length === 0 ? [] : ask(variablesStatement(variables)),
      lookAtAccounts(connection),
      askOperations(connection),
    ]);
  const serverUuid = text(self, "server_uuid");
  const view = group.map(viewMember);
  const state = view.find((member) => member.serverUuid === serverUuid)?.state ?? "OFFLINE";
  const applier = channels.find((row) => text(row, "channel_name") === APPLIER_CHANNEL);
  const recovery = channels.find((row) => text(row, "channel_name") === RECOVERY_CHANNEL);
  const applierError = text(applier, "worker_error") || text(applier, "coordinator_error");
  const notAfter = Date.parse(text(certificate, "value"));
  const busy = activity(threads, clone);
  const failure = joinError(clone, recovery);
  const lock = appliersLock(threads);
  return {
    kind: "answered",
    podUid,
    serverUuid,
    version: text(self, "version").replace(/-.*$/, ""),
    superReadOnly: isOn(self, "super_read_only"),
    readOnly: isOn(self, "read_only"),
    bootstrapArmed: text(self, "bootstrap_group") === "ON",
    state,
    viewId: state === "OFFLINE" ? "" : text(self, "view_id"),
    view: withinGroup(view, serverUuid),
    executed: gtidSet(self, "executed"),
    applier: {
      configured: applier !== undefined,
      running: text(applier, "applier_state") === "ON",
      received: gtidSet(applier, "received"),
      ...(applierError === "" ? {} : { error: applierError }),
      stuckWorkers: threads.filter((row) => text(row, "state") === WAITS_FOR_TICKET).length,
      ...(lock === undefined ? {} : { waitsFor: lock }),
    },
    recoveryConfigured: text(recovery, "user") !== "",
    ...(operations === undefined ? {} : { operations }),
    ...(busy === undefined ? {} : { busy }),
    ...(failure === undefined ? {} : { joinError: failure }),
    accountFlaws: accounts.flaws,
    ...(accounts.rootChangedAt === undefined ? {} : { rootChangedAt: accounts.rootChangedAt }),
    variables: Object.fromEntries(
      values.map((row) => [text(row, "variable_name"), text(row, "variable_value")]),
    ),
    ...(Number.isNaN(notAfter) ? {} : { certificateNotAfter: notAfter }),
  };
}
