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
 * @cel operator-owned "self.all(k, !k.startsWith('group_replication_') && !(k in ['admin_address', 'admin_port', 'auto_generate_certs', 'basedir', 'bind_address', 'binlog_checksum', 'binlog_format', 'character_sets_dir', 'clone_ssl_ca', 'clone_ssl_cert', 'clone_ssl_key', 'datadir', 'default_authentication_plugin', 'disabled_storage_engines', 'enforce_gtid_consistency', 'gtid_mode', 'gtid_next', 'gtid_purged', 'init_file', 'initialize', 'initialize_insecure', 'innodb_data_home_dir', 'innodb_directories', 'innodb_log_group_home_dir', 'innodb_read_only', 'innodb_temp_tablespaces_dir', 'innodb_undo_directory', 'lc_messages_dir', 'log_bin', 'log_bin_index', 'log_error', 'log_replica_updates', 'log_slave_updates', 'lower_case_table_names', 'mysqlx', 'offline_mode', 'persisted_globals_load', 'pid_file', 'plugin_dir', 'plugin_load', 'plugin_load_add', 'port', 'read_only', 'relay_log', 'relay_log_index', 'relay_log_recovery', 'replica_preserve_commit_order', 'replica_skip_errors', 'report_host', 'report_port', 'require_secure_transport', 'secure_file_priv', 'server_id', 'server_uuid', 'skip_log_bin', 'skip_log_replica_updates', 'skip_log_slave_updates', 'skip_name_resolve', 'skip_networking', 'skip_replica_start', 'skip_slave_start', 'slave_preserve_commit_order', 'slave_skip_errors', 'socket', 'ssl_ca', 'ssl_cert', 'ssl_key', 'super_read_only', 'tmpdir', 'user']))" "the operator sets this variable itself: group_replication_*, identity, directories, addresses, replication, binary log and TLS are its own"
 * @cel option-prefix "self.all(k, !k.startsWith('loose_') && !k.startsWith('disable_') && !k.startsWith('maximum_'))" "the variable's own name is needed: prefixes of options (loose_, disable_, maximum_) could reach variables of the operator"
 */
export type ServerVariables = Readonly<Record<string, ServerVariableValue>>;
