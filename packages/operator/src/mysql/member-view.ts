import type { MemberConnection, Row } from "./member-connection.ts";

/** A row of `performance_schema.replication_group_members`: one member as another one sees it. */
export interface GroupMemberRow {
  readonly id: string;
  readonly host: string;
  readonly port: number;
  readonly state: string;
  readonly role: string;
  readonly version: string;
}

/** A replication channel of the group on one member. */
export interface ChannelRow {
  readonly name: string;
  readonly serviceState: string;
  /** GTID set received into the relay log, applied or not. */
  readonly received: string;
  readonly lastErrorNumber: number;
  readonly lastErrorMessage: string;
}

/** A session or replication thread of one member. */
export interface ThreadRow {
  readonly id: number;
  readonly user: string;
  readonly command: string;
  readonly state: string;
  /** Beginning of the statement it runs. */
  readonly statement: string;
  readonly seconds: number;
}

/** What one member says about itself and its group. */
export interface MemberView {
  readonly serverUuid: string;
  readonly serverId: number;
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly superReadOnly: boolean;
  readonly readOnly: boolean;
  readonly offlineMode: boolean;
  readonly executed: string;
  readonly purged: string;
  readonly group: readonly GroupMemberRow[];
  readonly channels: readonly ChannelRow[];
  readonly threads: readonly ThreadRow[];
  /** `performance_schema.clone_status`, when a clone ever ran. */
  readonly clone?: { readonly state: string; readonly errorNumber: number; readonly errorMessage: string };
  /** Values of the variables asked for, as the server prints them. */
  readonly variables: Readonly<Record<string, string>>;
}

const TIMEOUT = 4000;

const SELF = `SELECT @@server_uuid AS server_uuid, @@server_id AS server_id, @@version AS version,
  @@global.super_read_only AS super_read_only, @@global.read_only AS read_only, @@global.offline_mode AS offline_mode,
  @@global.gtid_executed AS executed, @@global.gtid_purged AS purged,
  (SELECT variable_value FROM performance_schema.global_status WHERE variable_name='Uptime') AS uptime`;

const GROUP = `SELECT member_id, member_host, member_port, member_state, member_role, member_version
  FROM performance_schema.replication_group_members WHERE member_id<>'' ORDER BY member_host, member_id`;

const CHANNELS = `SELECT channel_name, service_state, received_transaction_set, last_error_number, last_error_message
  FROM performance_schema.replication_connection_status WHERE channel_name LIKE 'group\\_replication\\_%'`;

const THREADS = `SELECT id, user, command, IFNULL(state,'') AS state, LEFT(IFNULL(info,''), 40) AS statement, time
  FROM information_schema.processlist WHERE id<>CONNECTION_ID() AND command<>'Sleep'`;

const CLONE = "SELECT state, error_no, error_message FROM performance_schema.clone_status";

function text(row: Row, column: string): string {
  return String(row[column] ?? "");
}

function number(row: Row, column: string): number {
  return Number(row[column] ?? 0);
}

/** A GTID set as one line: the server breaks long ones after commas. */
function gtidSet(row: Row, column: string): string {
  return text(row, column).replaceAll("\n", "");
}

function variablesStatement(names: readonly string[]): string {
  const list = names.map((name) => `'${name.replaceAll(/[^a-z0-9_]/g, "")}'`).join(",");
  return `SELECT variable_name, variable_value FROM performance_schema.global_variables WHERE variable_name IN (${list})`;
}

/** Asks one member for its view; throws the connection's faults. `variables` are names of server variables. */
export async function observeMember(
  connection: MemberConnection,
  variables: readonly string[],
): Promise<MemberView> {
  const ask = (sql: string) => connection.query({ sql, timeout: TIMEOUT });
  const [[self = {}], group, channels, threads, [clone], values] = await Promise.all([
    ask(SELF),
    ask(GROUP),
    ask(CHANNELS),
    ask(THREADS),
    ask(CLONE),
    variables.length === 0 ? [] : ask(variablesStatement(variables)),
  ]);
  return {
    serverUuid: text(self, "server_uuid"),
    serverId: number(self, "server_id"),
    version: text(self, "version"),
    uptimeSeconds: number(self, "uptime"),
    superReadOnly: number(self, "super_read_only") === 1,
    readOnly: number(self, "read_only") === 1,
    offlineMode: number(self, "offline_mode") === 1,
    executed: gtidSet(self, "executed"),
    purged: gtidSet(self, "purged"),
    group: group.map((row) => ({
      id: text(row, "member_id"),
      host: text(row, "member_host"),
      port: number(row, "member_port"),
      state: text(row, "member_state"),
      role: text(row, "member_role"),
      version: text(row, "member_version"),
    })),
    channels: channels.map((row) => ({
      name: text(row, "channel_name"),
      serviceState: text(row, "service_state"),
      received: gtidSet(row, "received_transaction_set"),
      lastErrorNumber: number(row, "last_error_number"),
      lastErrorMessage: text(row, "last_error_message"),
    })),
    threads: threads.map((row) => ({
      id: number(row, "id"),
      user: text(row, "user"),
      command: text(row, "command"),
      state: text(row, "state"),
      statement: text(row, "statement"),
      seconds: number(row, "time"),
    })),
    ...(clone === undefined
      ? {}
      : {
          clone: {
            state: text(clone, "state"),
            errorNumber: number(clone, "error_no"),
            errorMessage: text(clone, "error_message"),
          },
        }),
    variables: Object.fromEntries(
      values.map((row) => [text(row, "variable_name"), text(row, "variable_value")]),
    ),
  };
}
