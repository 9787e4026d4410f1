/**
 * The value of a server variable. A switch is written `"ON"` or `"OFF"`; what does not fit a JSON integer exactly
 * (a fraction, a number above 2^53) is written as a string.
 *
 * @minimum -9007199254740991
 * @maximum 9007199254740991
 * @pattern ^[^\x00-\x1f\x7f]*$
 * @form "text without control characters, or an integer"
 * @maxLength 1024
 */
export type ServerVariableValue = number | string;

/**
 * MySQL server variables by name, as `SHOW GLOBAL VARIABLES` writes them. Those that make a member a member (its
 * identity, its directories, its network, replication, the binary log and TLS) are the operator's.
 *
 * @keyPattern ^[a-z][a-z0-9_]{0,63}$ "a variable's name has lower-case letters, digits and '_', not '-'"
 * @maxProperties 64
 * @cel operator-owned "self.all(k, !k.startsWith('group_replication_') && !(k in ['admin_address', 'admin_port', 'basedir', 'bind_address', 'binlog_checksum', 'binlog_format', 'datadir', 'default_authentication_plugin', 'disabled_storage_engines', 'enforce_gtid_consistency', 'gtid_mode', 'gtid_next', 'gtid_purged', 'init_file', 'initialize', 'initialize_insecure', 'log_bin', 'log_bin_index', 'log_error', 'log_replica_updates', 'log_slave_updates', 'lower_case_table_names', 'offline_mode', 'pid_file', 'plugin_dir', 'plugin_load', 'plugin_load_add', 'port', 'read_only', 'relay_log', 'relay_log_index', 'replica_preserve_commit_order', 'report_host', 'report_port', 'secure_file_priv', 'server_id', 'server_uuid', 'skip_networking', 'slave_preserve_commit_order', 'socket', 'ssl_ca', 'ssl_cert', 'ssl_key', 'super_read_only', 'tmpdir', 'user']))" "the operator sets this variable itself: group_replication_*, identity, directories, addresses, replication, binary log and TLS are its own"
 */
export type ServerVariables = Readonly<Record<string, ServerVariableValue>>;
