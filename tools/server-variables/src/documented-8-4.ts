import type { ServerVariable } from "@grampus/api";

/**
 * How MySQL 8.4 differs from 9.7, from documents and not from a server: no server of that series is at hand. Source: the
 * options that `mysqld --verbose --help` prints in 8.4.6, kept in MySQL's own test suite
 * (mysql-test/r/mysqld--help-notwin.result), and the variables that 8.4.6's InnoDB declares; what neither lists (paths,
 * TLS, plugins) is taken to be as in 9.7, and so are ranges, values and defaults of all others.
 */
export const ABSENT_IN_8_4: readonly string[] = [
  "activate_mandatory_roles",
  "build_id",
  "caching_sha2_password_enforce_storage_format",
  "caching_sha2_password_storage_format",
  "connection_memory_status_limit",
  "container_aware",
  "enable_cascade_triggers",
  "enable_secondary_engine_statistics",
  "external_table_secondary_storage_engine",
  "external_table_storage_engine",
  "global_connection_memory_status_limit",
  "innodb_native_foreign_keys",
  "performance_schema_max_logger_classes",
  "replica_allow_higher_version_source",
  "server_memory",
  "table_open_cache_triggers",
  "version_with_update",
];

const PARALLEL_TYPE = { kind: "enum", values: ["DATABASE", "LOGICAL_CLOCK"] } as const;

/** Variables that 8.4 has and 9.7 has not, or has otherwise. `mysql_native_password` is an option without a variable. */
export const OTHER_IN_8_4: readonly ServerVariable[] = [
  {
    name: "explain_format",
    effect: "online",
    type: { kind: "enum", values: ["TRADITIONAL", "TREE", "JSON", "TRADITIONAL_STRICT"] },
    default: "TRADITIONAL",
  },
  {
    name: "innodb_log_file_size",
    effect: "restart",
    type: { kind: "integer", minimum: 4_194_304n, maximum: 549_755_813_888n },
  },
  {
    name: "innodb_log_files_in_group",
    effect: "restart",
    type: { kind: "integer", minimum: 2n, maximum: 100n },
    default: "2",
  },
  { name: "innodb_log_writer_threads", effect: "online", type: { kind: "boolean" } },
  {
    name: "innodb_undo_tablespaces",
    effect: "online",
    type: { kind: "integer", minimum: 2n, maximum: 127n },
    default: "2",
  },
  {
    name: "mysql_native_password",
    effect: "restart",
    type: { kind: "enum", values: ["OFF", "ON", "FORCE", "FORCE_PLUS_PERMANENT"] },
    default: "OFF",
  },
  { name: "mysql_native_password_proxy_users", effect: "online", type: { kind: "boolean" }, default: "OFF" },
  { name: "replica_parallel_type", effect: "online", type: PARALLEL_TYPE, default: "LOGICAL_CLOCK" },
  { name: "slave_parallel_type", effect: "online", type: PARALLEL_TYPE, default: "LOGICAL_CLOCK" },
  { name: "temptable_use_mmap", effect: "online", type: { kind: "boolean" }, default: "OFF" },
];
