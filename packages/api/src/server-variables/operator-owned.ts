/**
 * Options that only the operator sets, besides all of `group_replication_*`: what makes a member a member, by their
 * names in an option file. The rule `operator-owned` of the API is made from this list.
 */
export const OPERATOR_OWNED_VARIABLES = [
  "admin_address",
  "admin_port",
  "auto_generate_certs",
  "basedir",
  "bind_address",
  "binlog_checksum",
  "binlog_format",
  "character_sets_dir",
  "clone_ssl_ca",
  "clone_ssl_cert",
  "clone_ssl_key",
  "datadir",
  "default_authentication_plugin",
  "disabled_storage_engines",
  "enforce_gtid_consistency",
  "gtid_mode",
  "gtid_next",
  "gtid_purged",
  "init_file",
  "initialize",
  "initialize_insecure",
  "innodb_data_home_dir",
  "innodb_directories",
  "innodb_log_group_home_dir",
  "innodb_read_only",
  "innodb_temp_tablespaces_dir",
  "innodb_undo_directory",
  "lc_messages_dir",
  "log_bin",
  "log_bin_index",
  "log_error",
  "log_replica_updates",
  "log_slave_updates",
  "lower_case_table_names",
  "mysqlx",
  "offline_mode",
  "persisted_globals_load",
  "pid_file",
  "plugin_dir",
  "plugin_load",
  "plugin_load_add",
  "port",
  "read_only",
  "relay_log",
  "relay_log_index",
  "relay_log_recovery",
  "replica_preserve_commit_order",
  "replica_skip_errors",
  "report_host",
  "report_port",
  "require_secure_transport",
  "secure_file_priv",
  "server_id",
  "server_uuid",
  "skip_log_bin",
  "skip_log_replica_updates",
  "skip_log_slave_updates",
  "skip_name_resolve",
  "skip_networking",
  "skip_replica_start",
  "skip_slave_start",
  "slave_preserve_commit_order",
  "slave_skip_errors",
  "socket",
  "ssl_ca",
  "ssl_cert",
  "ssl_key",
  "super_read_only",
  "tmpdir",
  "user",
] as const;

/** A variable that only the operator sets. */
export type OperatorOwnedVariable = (typeof OPERATOR_OWNED_VARIABLES)[number] | `group_replication_${string}`;

/** Variables that data files are made with: they cannot change afterwards. The rule `creation-variables` says so. */
export const CREATION_VARIABLES = ["innodb_data_file_path", "innodb_page_size"] as const;

const OWNED: ReadonlySet<string> = new Set(OPERATOR_OWNED_VARIABLES);

/** Whether only the operator sets a variable. */
export function isOperatorOwned(name: string): boolean {
  return OWNED.has(name) || name.startsWith("group_replication_");
}

/** Whether a variable cannot change once there is data. */
export function isCreationVariable(name: string): boolean {
  return CREATION_VARIABLES.some((known) => known === name);
}
