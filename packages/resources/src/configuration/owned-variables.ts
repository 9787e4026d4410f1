import type { OperatorOwnedVariable, Series } from "@grampus/api";
import { FILES, PATHS } from "../member/paths.ts";
import { MYSQL_PORT } from "../names.ts";

/** Values of variables that only the operator sets: the API refuses each of these names in a spec. */
type Owned = Readonly<Partial<Record<OperatorOwnedVariable, string | number>>>;

const ca = `${PATHS.certificate}/ca.crt`;
const certificate = `${PATHS.certificate}/tls.crt`;
const key = `${PATHS.certificate}/tls.key`;

/** Settings a spec may change. They come first in the file, so that the spec's own win. */
export const BASE_VARIABLES = {
  binlog_expire_logs_seconds: 604_800,
} as const;

const SERVER: Owned = {
  port: MYSQL_PORT,
  bind_address: "*",
  mysqlx: "OFF",
  datadir: PATHS.data,
  socket: FILES.socket,
  pid_file: `${PATHS.run}/mysqld.pid`,
  tmpdir: PATHS.temporary,
  secure_file_priv: "NULL",
  skip_name_resolve: "ON",
  report_port: MYSQL_PORT,
  relay_log: "relay-bin",
};

const TLS: Owned = {
  ssl_ca: ca,
  ssl_cert: certificate,
  ssl_key: key,
  require_secure_transport: "ON",
  auto_generate_certs: "OFF",
  clone_ssl_ca: ca,
  clone_ssl_cert: certificate,
  clone_ssl_key: key,
};

const LOG: Owned = {
  gtid_mode: "ON",
  enforce_gtid_consistency: "ON",
  log_bin: "binlog",
  log_replica_updates: "ON",
  binlog_format: "ROW",
};

/** Nobody writes, and nobody joins, until the operator says so; nothing that was persisted in the volume says otherwise. */
const START: Owned = {
  persisted_globals_load: "OFF",
  super_read_only: "ON",
  skip_replica_start: "ON",
  group_replication_start_on_boot: "OFF",
  group_replication_bootstrap_group: "OFF",
};

const GROUP: Owned = {
  group_replication_communication_stack: "MYSQL",
  group_replication_single_primary_mode: "ON",
  group_replication_enforce_update_everywhere_checks: "OFF",
  group_replication_ssl_mode: "VERIFY_IDENTITY",
  group_replication_recovery_use_ssl: "ON",
  group_replication_recovery_ssl_ca: ca,
  group_replication_recovery_ssl_cert: certificate,
  group_replication_recovery_ssl_key: key,
  group_replication_recovery_ssl_verify_server_cert: "ON",
  group_replication_consistency: "BEFORE_ON_PRIMARY_FAILOVER",
  group_replication_member_expel_timeout: 0,
  group_replication_unreachable_majority_timeout: 20,
  group_replication_autorejoin_tries: 3,
  group_replication_exit_state_action: "READ_ONLY",
};

/** `binlog_format` is deprecated in 9.7 and has its only useful value; 8.4 is told. */
const OMITTED: Readonly<Record<Series, ReadonlySet<string>>> = {
  "8.4": new Set(),
  "9.7": new Set(["binlog_format"]),
};

/** Plugins of a member. */
export const PLUGINS = "group_replication.so;mysql_clone.so";

/** Settings that make a member a member. They come last in the file, so that nothing overrides them. */
export function ownedVariables(series: Series, groupName: string): Readonly<Record<string, string | number>> {
  const all = { ...SERVER, ...TLS, ...LOG, ...START, group_replication_group_name: groupName, ...GROUP };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !OMITTED[series].has(name)));
}
