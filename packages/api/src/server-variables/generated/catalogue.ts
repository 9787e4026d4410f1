// Made by tools/server-variables; do not edit.

/** Measured on MySQL 9.7.4 with the plugins of a member: each variable with its effect, type and default. */
export const CATALOGUE_9_7 = `
activate_all_roles_on_login online boolean = OFF
activate_mandatory_roles online boolean = ON
admin_address operator text
admin_port operator integer 0 65535 = 33062
admin_ssl_ca online text
admin_ssl_capath online text
admin_ssl_cert online text
admin_ssl_cipher online text
admin_ssl_crl online text
admin_ssl_crlpath online text
admin_ssl_key online text
admin_tls_ciphersuites online text
admin_tls_version online text = TLSv1.2,TLSv1.3
authentication_policy online text = *,,
auto_generate_certs operator boolean = ON
auto_increment_increment online integer 1 65535 = 1
auto_increment_offset online integer 1 65535 = 1
autocommit online boolean = ON
automatic_sp_privileges online boolean = ON
back_log restart integer 0 65535 = 10000
basedir operator text
big_tables online boolean = OFF
bind_address operator text = *
binlog_cache_size online integer 4096 18446744073709547520 = 32768
binlog_checksum operator enum NONE,CRC32 = CRC32
binlog_direct_non_transactional_updates online boolean = OFF
binlog_encryption online boolean = OFF
binlog_error_action online enum IGNORE_ERROR,ABORT_SERVER = ABORT_SERVER
binlog_expire_logs_auto_purge online boolean = ON
binlog_expire_logs_seconds online integer 0 4294967295 = 2592000
binlog_format operator enum MIXED,STATEMENT,ROW = ROW
binlog_group_commit_sync_delay online integer 0 1000000 = 0
binlog_group_commit_sync_no_delay_count online integer 0 100000 = 0
binlog_gtid_simple_recovery restart boolean = ON
binlog_max_flush_queue_time online integer 0 100000 = 0
binlog_order_commits online boolean = ON
binlog_rotate_encryption_master_key_at_startup restart boolean = OFF
binlog_row_event_max_size restart integer 256 18446744073709551360 = 8192
binlog_row_image online enum MINIMAL,NOBLOB,FULL = FULL
binlog_row_metadata online enum MINIMAL,FULL = MINIMAL
binlog_row_value_options online set PARTIAL_JSON
binlog_rows_query_log_events online boolean = OFF
binlog_stmt_cache_size online integer 4096 18446744073709547520 = 32768
binlog_transaction_compression online boolean = OFF
binlog_transaction_compression_level_zstd online integer 1 22 = 3
binlog_transaction_dependency_history_size online integer 1 100000000 = 10000000
block_encryption_mode online enum aes-128-ecb,aes-192-ecb,aes-256-ecb,aes-128-cbc,aes-192-cbc,aes-256-cbc,aes-128-cfb1,aes-192-cfb1,aes-256-cfb1,aes-128-cfb8,aes-192-cfb8,aes-256-cfb8,aes-128-cfb128,aes-192-cfb128,aes-256-cfb128,aes-128-ofb,aes-192-ofb,aes-256-ofb = aes-128-ecb
build_id not-in-file text
bulk_insert_buffer_size online integer 0 18446744073709551615 = 8388608
caching_sha2_password_auto_generate_rsa_keys restart boolean = ON
caching_sha2_password_digest_rounds online integer 5000 4095000 = 10000
caching_sha2_password_enforce_storage_format online boolean = OFF
caching_sha2_password_private_key_path restart text = private_key.pem
caching_sha2_password_proxy_users online boolean = OFF
caching_sha2_password_public_key_path restart text = public_key.pem
caching_sha2_password_storage_format online enum CRYPT5,PBKDF2_SHA512 = CRYPT5
character_set_client not-in-file text
character_set_connection not-in-file text
character_set_database not-in-file text
character_set_filesystem online text = binary
character_set_results not-in-file text
character_set_server online text = utf8mb4
character_set_system not-in-file text
character_sets_dir operator text
check_proxy_users online boolean = OFF
clone_autotune_concurrency online boolean = ON
clone_block_ddl online boolean = OFF
clone_buffer_size online integer 1048576 268435456 = 4194304
clone_ddl_timeout online integer 0 2592000 = 300
clone_delay_after_data_drop online integer 0 3600 = 0
clone_donor_timeout_after_network_failure online integer 0 30 = 5
clone_enable_compression online boolean = OFF
clone_max_concurrency online integer 1 128 = 16
clone_max_data_bandwidth online integer 0 1048576 = 0
clone_max_network_bandwidth online integer 0 1048576 = 0
clone_ssl_ca operator text
clone_ssl_cert operator text
clone_ssl_key operator text
clone_valid_donor_list online text
collation_connection not-in-file text
collation_database not-in-file text
collation_server online text = utf8mb4_0900_ai_ci
completion_type online enum NO_CHAIN,CHAIN,RELEASE = NO_CHAIN
concurrent_insert online enum NEVER,AUTO,ALWAYS = AUTO
connect_timeout online integer 2 31536000 = 10
connection_memory_chunk_size online integer 1 536870912 = 8192
connection_memory_limit online integer 2097152 18446744073709551615 = 18446744073709551615
connection_memory_status_limit online integer 2097152 18446744073709551615 = 18446744073709551615
container_aware restart boolean = OFF
core_file not-in-file boolean
create_admin_listener_thread restart boolean = OFF
cte_max_recursion_depth online integer 0 4294967295 = 1000
datadir operator text
default_collation_for_utf8mb4 not-in-file text
default_password_lifetime online integer 0 65535 = 0
default_storage_engine online text = InnoDB
default_table_encryption online boolean = OFF
default_time_zone restart text
default_tmp_storage_engine online text = InnoDB
default_week_format online integer 0 7 = 0
delay_key_write online enum OFF,ON,ALL = ON
delayed_insert_limit online integer 1 18446744073709551615 = 100
delayed_insert_timeout online integer 1 31536000 = 300
delayed_queue_size online integer 1 18446744073709551615 = 1000
disabled_storage_engines operator text
disconnect_on_expired_password restart boolean = ON
div_precision_increment online integer 0 30 = 4
enable_cascade_triggers online boolean = OFF
enable_secondary_engine_statistics online boolean = ON
end_markers_in_json online boolean = OFF
enforce_gtid_consistency operator text = ON
eq_range_index_dive_limit online integer 0 4294967295 = 200
error_count not-in-file integer 0 18446744073709551615
event_scheduler online enum OFF,ON,DISABLED = ON
explain_format online enum TRADITIONAL,TRADITIONAL_STRICT,TREE,JSON = TREE
explain_json_format_version online integer 1 2 = 2
explicit_defaults_for_timestamp online boolean = ON
external_table_secondary_storage_engine online text
external_table_storage_engine online text
external_user not-in-file text
flush online boolean = OFF
flush_time online integer 0 31536000 = 0
foreign_key_checks not-in-file boolean
ft_boolean_syntax online text = + -><()~*:""&|
ft_max_word_len restart integer 10 84 = 84
ft_min_word_len restart integer 1 84 = 4
ft_query_expansion_limit restart integer 0 1000 = 20
ft_stopword_file restart text
general_log online boolean = OFF
general_log_file online text
generated_random_password_length online integer 5 255 = 20
global_connection_memory_limit online integer 16777216 18446744073709551615 = 18446744073709551615
global_connection_memory_status_limit online integer 16777216 18446744073709551615 = 18446744073709551615
global_connection_memory_tracking online boolean = OFF
group_concat_max_len online integer 4 18446744073709551615 = 1024
group_replication_advertise_recovery_endpoints operator text = DEFAULT
group_replication_auto_increment_increment operator integer 1 65535 = 7
group_replication_autorejoin_tries operator integer 0 2016 = 3
group_replication_bootstrap_group operator boolean = OFF
group_replication_clone_threshold operator integer 1 9223372036854775807 = 9223372036854775807
group_replication_communication_debug_options operator text = GCS_DEBUG_NONE
group_replication_communication_max_message_size operator integer 0 1073741824 = 10485760
group_replication_communication_stack operator enum XCOM,MYSQL = XCOM
group_replication_components_stop_timeout operator integer 2 31536000 = 300
group_replication_compression_threshold operator integer 0 4294967295 = 1000000
group_replication_consistency operator enum EVENTUAL,BEFORE_ON_PRIMARY_FAILOVER,BEFORE,AFTER,BEFORE_AND_AFTER = BEFORE_ON_PRIMARY_FAILOVER
group_replication_enforce_update_everywhere_checks operator boolean = OFF
group_replication_exit_state_action operator enum READ_ONLY,ABORT_SERVER,OFFLINE_MODE = OFFLINE_MODE
group_replication_flow_control_applier_threshold operator integer 0 2147483647 = 25000
group_replication_flow_control_certifier_threshold operator integer 0 2147483647 = 25000
group_replication_flow_control_hold_percent operator integer 0 100 = 10
group_replication_flow_control_max_quota operator integer 0 2147483647 = 0
group_replication_flow_control_member_quota_percent operator integer 0 100 = 0
group_replication_flow_control_min_quota operator integer 0 2147483647 = 0
group_replication_flow_control_min_recovery_quota operator integer 0 2147483647 = 0
group_replication_flow_control_mode operator enum DISABLED,QUOTA = QUOTA
group_replication_flow_control_period operator integer 1 60 = 1
group_replication_flow_control_release_percent operator integer 0 1000 = 50
group_replication_force_members operator text
group_replication_group_name operator text
group_replication_group_seeds operator text
group_replication_gtid_assignment_block_size operator integer 1 9223372036854775807 = 1000000
group_replication_ip_allowlist operator text = AUTOMATIC
group_replication_local_address operator text
group_replication_member_expel_timeout operator integer 0 3600 = 5
group_replication_member_weight operator integer 0 100 = 50
group_replication_message_cache_size operator integer 134217728 18446744073709551615 = 1073741824
group_replication_paxos_single_leader operator boolean = OFF
group_replication_poll_spin_loops operator integer 0 18446744073709551615 = 0
group_replication_preemptive_garbage_collection operator boolean = OFF
group_replication_preemptive_garbage_collection_rows_threshold operator integer 10000 100000000 = 100000
group_replication_recovery_compression_algorithms operator text = uncompressed
group_replication_recovery_get_public_key operator boolean = OFF
group_replication_recovery_public_key_path operator text
group_replication_recovery_reconnect_interval operator integer 0 31536000 = 60
group_replication_recovery_retry_count operator integer 0 31536000 = 10
group_replication_recovery_ssl_ca operator text
group_replication_recovery_ssl_capath operator text
group_replication_recovery_ssl_cert operator text
group_replication_recovery_ssl_cipher operator text
group_replication_recovery_ssl_crl operator text
group_replication_recovery_ssl_crlpath operator text
group_replication_recovery_ssl_key operator text
group_replication_recovery_ssl_verify_server_cert operator boolean = OFF
group_replication_recovery_tls_ciphersuites operator text
group_replication_recovery_tls_version operator text = TLSv1.2,TLSv1.3
group_replication_recovery_use_ssl operator boolean = ON
group_replication_recovery_zstd_compression_level operator integer 1 22 = 3
group_replication_single_primary_mode operator boolean = ON
group_replication_ssl_mode operator enum DISABLED,REQUIRED,VERIFY_CA,VERIFY_IDENTITY = REQUIRED
group_replication_start_on_boot operator boolean = ON
group_replication_tls_source operator enum MYSQL_MAIN,MYSQL_ADMIN = MYSQL_MAIN
group_replication_transaction_size_limit operator integer 0 2147483647 = 150000000
group_replication_unreachable_majority_timeout operator integer 0 31536000 = 0
group_replication_view_change_uuid operator text = AUTOMATIC
gtid_executed not-in-file text
gtid_executed_compression_period online integer 0 4294967295 = 0
gtid_mode operator enum OFF,OFF_PERMISSIVE,ON_PERMISSIVE,ON = ON
gtid_next operator text
gtid_owned not-in-file text
gtid_purged operator text
have_compress not-in-file text
have_dynamic_loading not-in-file text
have_geometry not-in-file text
have_profiling not-in-file text
have_query_cache not-in-file text
have_rtree_keys not-in-file text
have_statement_timeout not-in-file text
have_symlink not-in-file text
histogram_generation_max_mem_size online integer 1000000 18446744073709551615 = 20000000
host_cache_size online integer 0 65536 = 279
hostname not-in-file text
identity not-in-file integer 0 18446744073709551615
immediate_server_version not-in-file integer 0 999999
information_schema_stats_expiry online integer 0 31536000 = 86400
init_connect online text
init_file operator text
init_replica online text
init_slave online text
innodb_adaptive_flushing online boolean = ON
innodb_adaptive_flushing_lwm online integer 0 70 = 10
innodb_adaptive_hash_index online boolean = OFF
innodb_adaptive_hash_index_parts restart integer 1 512 = 8
innodb_adaptive_max_sleep_delay online integer 0 1000000 = 150000
innodb_api_bk_commit_interval online integer 1 1073741824 = 5
innodb_api_disable_rowlock restart boolean = OFF
innodb_api_enable_binlog restart boolean = OFF
innodb_api_enable_mdl restart boolean = OFF
innodb_api_trx_level online integer 0 3 = 0
innodb_autoextend_increment online integer 1 1000 = 64
innodb_autoinc_lock_mode restart integer 0 2 = 2
innodb_buffer_pool_chunk_size restart integer 1048576 144115188075855871 = 134217728
innodb_buffer_pool_dump_at_shutdown online boolean = ON
innodb_buffer_pool_dump_now online boolean = OFF
innodb_buffer_pool_dump_pct online integer 1 100 = 25
innodb_buffer_pool_filename online text = ib_buffer_pool
innodb_buffer_pool_in_core_file online boolean = OFF
innodb_buffer_pool_instances restart integer 0 64
innodb_buffer_pool_load_abort online boolean = OFF
innodb_buffer_pool_load_at_startup restart boolean = ON
innodb_buffer_pool_load_now online boolean = OFF
innodb_buffer_pool_size online integer 5242880 9223372036854775807 = 134217728
innodb_change_buffer_max_size online integer 0 50 = 5
innodb_change_buffering online enum none,inserts,deletes,changes,purges,all = all
innodb_checksum_algorithm online enum crc32,strict_crc32,innodb,strict_innodb,none,strict_none = crc32
innodb_cmp_per_index_enabled online boolean = OFF
innodb_commit_concurrency online integer 0 1000 = 0
innodb_compression_failure_threshold_pct online integer 0 100 = 5
innodb_compression_level online integer 0 9 = 6
innodb_compression_pad_pct_max online integer 0 75 = 50
innodb_concurrency_tickets online integer 1 4294967295 = 5000
innodb_data_file_path restart text = ibdata1:12M:autoextend
innodb_data_home_dir operator text
innodb_ddl_buffer_size online integer 65536 4294967295 = 1048576
innodb_ddl_threads online integer 1 64 = 4
innodb_deadlock_detect online boolean = ON
innodb_dedicated_server restart boolean = OFF
innodb_default_row_format online enum redundant,compact,dynamic = dynamic
innodb_directories operator text
innodb_disable_sort_file_cache online boolean = OFF
innodb_doublewrite online enum OFF,ON,DETECT_ONLY,DETECT_AND_RECOVER,FALSE,TRUE = ON
innodb_doublewrite_batch_size restart integer 0 256 = 0
innodb_doublewrite_dir restart text
innodb_doublewrite_files restart integer 1 256 = 2
innodb_doublewrite_pages restart integer 1 512 = 128
innodb_extend_and_initialize online boolean = ON
innodb_fast_shutdown online integer 0 2 = 1
innodb_file_per_table online boolean = ON
innodb_fill_factor online integer 10 100 = 100
innodb_flush_log_at_timeout online integer 0 2700 = 1
innodb_flush_log_at_trx_commit online integer 0 2 = 1
innodb_flush_method restart enum fsync,O_DSYNC,littlesync,nosync,O_DIRECT,O_DIRECT_NO_FSYNC
innodb_flush_neighbors online integer 0 2 = 0
innodb_flush_sync online boolean = ON
innodb_flushing_avg_loops online integer 1 1000 = 30
innodb_force_load_corrupted restart boolean = OFF
innodb_force_recovery restart integer 0 6 = 0
innodb_fsync_threshold online integer 0 18446744073709551615 = 0
innodb_ft_aux_table online text
innodb_ft_cache_size restart integer 1600000 80000000 = 8000000
innodb_ft_enable_diag_print online boolean = OFF
innodb_ft_enable_stopword online boolean = ON
innodb_ft_max_token_size restart integer 10 84 = 84
innodb_ft_min_token_size restart integer 0 16 = 3
innodb_ft_num_word_optimize online integer 1000 10000 = 2000
innodb_ft_result_cache_limit online integer 1000000 4294967295 = 2000000000
innodb_ft_server_stopword_table online text
innodb_ft_sort_pll_degree restart integer 1 16 = 2
innodb_ft_total_cache_size restart integer 32000000 1600000000 = 640000000
innodb_ft_user_stopword_table online text
innodb_idle_flush_pct online integer 0 100 = 100
innodb_io_capacity online integer 100 4294967295 = 10000
innodb_io_capacity_max online integer 100 4294967295
innodb_lock_wait_timeout online integer 1 1073741824 = 50
innodb_log_buffer_size online integer 262144 4294967295 = 67108864
innodb_log_checksums online boolean = ON
innodb_log_compressed_pages online boolean = ON
innodb_log_group_home_dir operator text
innodb_log_spin_cpu_abs_lwm online integer 0 4294967295 = 80
innodb_log_spin_cpu_pct_hwm online integer 0 100 = 50
innodb_log_wait_for_flush_spin_hwm online integer 0 4294967295 = 400
innodb_log_write_ahead_size online integer 512 16384 = 8192
innodb_log_writer_threads online enum OFF,ON
innodb_lru_scan_depth online integer 100 4294967295 = 1024
innodb_max_dirty_pages_pct online number 0 99.999 = 90
innodb_max_dirty_pages_pct_lwm online number 0 99.999 = 10
innodb_max_purge_lag online integer 0 4294967295 = 0
innodb_max_purge_lag_delay online integer 0 10000000 = 0
innodb_max_undo_log_size online integer 10485760 18446744073709551615 = 1073741824
innodb_monitor_disable online text
innodb_monitor_enable online text
innodb_monitor_reset online text
innodb_monitor_reset_all online text
innodb_native_foreign_keys restart boolean = OFF
innodb_numa_interleave restart boolean = ON
innodb_old_blocks_pct online integer 5 95 = 37
innodb_old_blocks_time online integer 0 4294967295 = 1000
innodb_online_alter_log_max_size online integer 65536 18446744073709551615 = 134217728
innodb_open_files restart integer 0 2147483647
innodb_optimize_fulltext_only online boolean = OFF
innodb_page_cleaners restart integer 1 64
innodb_page_size restart integer 4096 65536 = 16384
innodb_parallel_read_threads online integer 1 256
innodb_print_all_deadlocks online boolean = OFF
innodb_print_ddl_logs online boolean = OFF
innodb_purge_batch_size online integer 1 5000 = 300
innodb_purge_rseg_truncate_frequency online integer 1 128 = 128
innodb_purge_threads restart integer 1 32
innodb_random_read_ahead online boolean = OFF
innodb_read_ahead_threshold online integer 0 64 = 56
innodb_read_io_threads restart integer 1 64
innodb_read_only operator boolean = OFF
innodb_redo_log_archive_dirs online text
innodb_redo_log_capacity online integer 8388608 549755813888 = 104857600
innodb_redo_log_encrypt online boolean = OFF
innodb_replication_delay online integer 0 4294967295 = 0
innodb_rollback_on_timeout restart boolean = OFF
innodb_rollback_segments online integer 1 128 = 128
innodb_segment_reserve_factor online number 0.03 40 = 12.5
innodb_sort_buffer_size restart integer 65536 67108864 = 1048576
innodb_spin_wait_delay online integer 0 1000 = 6
innodb_spin_wait_pause_multiplier online integer 0 100 = 50
innodb_stats_auto_recalc online boolean = ON
innodb_stats_include_delete_marked online boolean = OFF
innodb_stats_method online enum nulls_equal,nulls_unequal,nulls_ignored = nulls_equal
innodb_stats_on_metadata online boolean = OFF
innodb_stats_persistent online boolean = ON
innodb_stats_persistent_sample_pages online integer 1 18446744073709551615 = 20
innodb_stats_transient_sample_pages online integer 1 18446744073709551615 = 8
innodb_status_output online boolean = OFF
innodb_status_output_locks online boolean = OFF
innodb_strict_mode online boolean = ON
innodb_sync_array_size restart integer 1 1024 = 1
innodb_sync_spin_loops online integer 0 4294967295 = 30
innodb_table_locks online boolean = ON
innodb_temp_data_file_path restart text = ibtmp1:12M:autoextend
innodb_temp_tablespaces_dir operator text
innodb_thread_concurrency online integer 0 1000 = 0
innodb_thread_sleep_delay online integer 0 1000000 = 10000
innodb_tmpdir online text
innodb_undo_directory operator text
innodb_undo_log_encrypt online boolean = OFF
innodb_undo_log_truncate online boolean = ON
innodb_use_fdatasync online boolean = ON
innodb_use_native_aio restart boolean = ON
innodb_validate_tablespace_paths restart boolean = ON
innodb_version not-in-file text
innodb_write_io_threads restart integer 1 64 = 4
insert_id not-in-file integer 0 18446744073709551615
interactive_timeout online integer 1 31536000 = 28800
internal_tmp_mem_storage_engine online enum MEMORY,TempTable = TempTable
join_buffer_size online integer 128 18446744073709551488 = 262144
keep_files_on_create online boolean = OFF
key_buffer_size online integer 0 18446744073709547520 = 8388608
key_cache_age_threshold online integer 100 18446744073709551600 = 300
key_cache_block_size online integer 512 16384 = 1024
key_cache_division_limit online integer 1 100 = 100
keyring_operations not-in-file boolean
large_files_support not-in-file boolean
large_page_size not-in-file integer 0 4294967295
large_pages restart boolean = OFF
last_insert_id not-in-file integer 0 18446744073709551615
lc_messages online text = en_US
lc_messages_dir operator text
lc_time_names online text = en_US
license not-in-file text
local_infile online boolean = OFF
lock_wait_timeout online integer 1 31536000 = 31536000
locked_in_memory not-in-file boolean
log_bin operator boolean
log_bin_basename not-in-file text
log_bin_index operator text
log_bin_trust_function_creators online boolean = OFF
log_error operator text = stderr
log_error_services online text = log_filter_internal; log_sink_internal
log_error_suppression_list online text
log_error_verbosity online integer 1 3
log_output online set NONE,FILE,TABLE = FILE
log_queries_not_using_indexes online boolean = OFF
log_raw online boolean = OFF
log_replica_updates operator boolean = ON
log_slave_updates operator boolean = ON
log_slow_admin_statements online boolean = OFF
log_slow_extra online boolean = OFF
log_slow_replica_statements online boolean = OFF
log_slow_slave_statements online boolean = OFF
log_statements_unsafe_for_binlog online boolean = ON
log_throttle_queries_not_using_indexes online integer 0 18446744073709551615 = 0
log_timestamps online enum UTC,SYSTEM = UTC
long_query_time online number 0 31536000 = 10
low_priority_updates online boolean = OFF
lower_case_file_system not-in-file boolean
lower_case_table_names operator integer 0 2
mandatory_roles online text
master_verify_checksum online boolean = OFF
max_allowed_packet online integer 1024 1073741824 = 67108864
max_binlog_cache_size online integer 4096 18446744073709547520 = 18446744073709547520
max_binlog_size online integer 4096 1073741824 = 1073741824
max_binlog_stmt_cache_size online integer 4096 18446744073709547520 = 18446744073709547520
max_connect_errors online integer 1 18446744073709551615 = 100
max_connections online integer 1 100000 = 151
max_delayed_threads online integer 0 16384 = 20
max_digest_length restart integer 0 1048576 = 1024
max_error_count online integer 0 65535 = 1024
max_execution_time online integer 0 18446744073709551615 = 0
max_heap_table_size online integer 16384 18446744073709550592 = 16777216
max_insert_delayed_threads not-in-file integer 0 16384
max_join_size online integer 1 18446744073709551615 = 18446744073709551615
max_length_for_sort_data online integer 4 8388608 = 4096
max_points_in_geometry online integer 3 1048576 = 65536
max_prepared_stmt_count online integer 0 4194304 = 16382
max_relay_log_size online integer 0 1073741824 = 0
max_seeks_for_key online integer 1 18446744073709551615 = 18446744073709551615
max_sort_length online integer 4 8388608 = 1024
max_sp_recursion_depth online integer 0 255 = 0
max_user_connections online integer 0 4294967295 = 0
max_write_lock_count online integer 1 18446744073709551615 = 18446744073709551615
min_examined_row_limit online integer 0 18446744073709551615 = 0
myisam_data_pointer_size online integer 2 7 = 6
myisam_max_sort_file_size online integer 0 9223372036854775807 = 9223372036853727232
myisam_mmap_size restart integer 7 18446744073709551615 = 18446744073709551615
myisam_recover_options restart set OFF,DEFAULT,BACKUP,FORCE,QUICK = OFF
myisam_sort_buffer_size online integer 4096 18446744073709551615 = 8388608
myisam_stats_method online enum nulls_unequal,nulls_equal,nulls_ignored = nulls_unequal
myisam_use_mmap online boolean = OFF
net_buffer_length online integer 1024 1048576 = 16384
net_read_timeout online integer 1 31536000 = 30
net_retry_count online integer 1 18446744073709551615 = 10
net_write_timeout online integer 1 31536000 = 60
ngram_token_size restart integer 1 10 = 2
offline_mode operator boolean = OFF
old_alter_table online boolean = OFF
open_files_limit restart integer 0 4294967295 = 20000
optimizer_max_subgraph_pairs online integer 1 2147483647 = 100000
optimizer_prune_level online integer 0 1 = 1
optimizer_search_depth online integer 0 62 = 62
optimizer_switch online switches index_merge,index_merge_union,index_merge_sort_union,index_merge_intersection,engine_condition_pushdown,index_condition_pushdown,mrr,mrr_cost_based,block_nested_loop,batched_key_access,materialization,semijoin,loosescan,firstmatch,duplicateweedout,subquery_materialization_cost_based,use_index_extensions,condition_fanout_filter,derived_merge,use_invisible_indexes,skip_scan,hash_join,subquery_to_derived,prefer_ordering_index,hypergraph_optimizer,derived_condition_pushdown,hash_set_operations = index_merge=on,index_merge_union=on,index_merge_sort_union=on,index_merge_intersection=on,engine_condition_pushdown=on,index_condition_pushdown=on,mrr=on,mrr_cost_based=on,block_nested_loop=on,batched_key_access=off,materialization=on,semijoin=on,loosescan=on,firstmatch=on,duplicateweedout=on,subquery_materialization_cost_based=on,use_index_extensions=on,condition_fanout_filter=on,derived_merge=on,use_invisible_indexes=off,skip_scan=on,hash_join=on,subquery_to_derived=off,prefer_ordering_index=on,hypergraph_optimizer=off,derived_condition_pushdown=on,hash_set_operations=on
optimizer_trace online switches enabled,one_line
optimizer_trace_features online switches greedy_search,range_optimizer,dynamic_range,repeated_subselect = greedy_search=on,range_optimizer=on,dynamic_range=on,repeated_subselect=on
optimizer_trace_limit online integer 0 9223372036854775807 = 1
optimizer_trace_max_mem_size online integer 0 18446744073709551615 = 1048576
optimizer_trace_offset online integer -9223372036854775808 9223372036854775807 = -1
original_commit_timestamp not-in-file integer 0 36028797018963968
original_server_version not-in-file integer 0 999999
parser_max_mem_size online integer 10000000 18446744073709551615 = 18446744073709551615
partial_revokes online boolean = OFF
password_history online integer 0 4294967295 = 0
password_require_current online boolean = OFF
password_reuse_interval online integer 0 4294967295 = 0
performance_schema restart boolean = ON
performance_schema_accounts_size restart integer -1 1048576 = -1
performance_schema_digests_size restart integer -1 1048576
performance_schema_error_size restart integer 0 1048576 = 5814
performance_schema_events_stages_history_long_size restart integer -1 1048576
performance_schema_events_stages_history_size restart integer -1 1024
performance_schema_events_statements_history_long_size restart integer -1 1048576
performance_schema_events_statements_history_size restart integer -1 1024
performance_schema_events_transactions_history_long_size restart integer -1 1048576
performance_schema_events_transactions_history_size restart integer -1 1024
performance_schema_events_waits_history_long_size restart integer -1 1048576
performance_schema_events_waits_history_size restart integer -1 1024
performance_schema_hosts_size restart integer -1 1048576 = -1
performance_schema_max_cond_classes restart integer 0 1024 = 150
performance_schema_max_cond_instances restart integer -1 1048576 = -1
performance_schema_max_digest_length restart integer 0 1048576 = 1024
performance_schema_max_digest_sample_age online integer 0 1048576 = 60
performance_schema_max_file_classes restart integer 0 1024 = 80
performance_schema_max_file_handles restart integer 0 1048576 = 32768
performance_schema_max_file_instances restart integer -1 1048576 = -1
performance_schema_max_index_stat restart integer -1 1048576 = -1
performance_schema_max_logger_classes restart integer 0 200 = 80
performance_schema_max_memory_classes restart integer 0 1024 = 470
performance_schema_max_metadata_locks restart integer -1 104857600 = -1
performance_schema_max_meter_classes restart integer 0 64 = 30
performance_schema_max_metric_classes restart integer 0 11000 = 600
performance_schema_max_mutex_classes restart integer 0 1024 = 350
performance_schema_max_mutex_instances restart integer -1 104857600 = -1
performance_schema_max_prepared_statements_instances restart integer -1 4194304 = -1
performance_schema_max_program_instances restart integer -1 1048576 = -1
performance_schema_max_rwlock_classes restart integer 0 1024 = 100
performance_schema_max_rwlock_instances restart integer -1 104857600 = -1
performance_schema_max_socket_classes restart integer 0 1024 = 10
performance_schema_max_socket_instances restart integer -1 1048576 = -1
performance_schema_max_sql_text_length restart integer 0 1048576 = 1024
performance_schema_max_stage_classes restart integer 0 1024 = 175
performance_schema_max_statement_classes restart integer 0 256 = 234
performance_schema_max_statement_stack restart integer 1 256 = 10
performance_schema_max_table_handles restart integer -1 1048576 = -1
performance_schema_max_table_instances restart integer -1 1048576 = -1
performance_schema_max_table_lock_stat restart integer -1 1048576 = -1
performance_schema_max_thread_classes restart integer 0 1024 = 100
performance_schema_max_thread_instances restart integer -1 1048576 = -1
performance_schema_session_connect_attrs_size restart integer -1 1048576
performance_schema_setup_actors_size restart integer -1 1048576 = -1
performance_schema_setup_objects_size restart integer -1 1048576 = -1
performance_schema_show_processlist online boolean = OFF
performance_schema_users_size restart integer -1 1048576 = -1
persist_only_admin_x509_subject restart text
persist_sensitive_variables_in_plaintext restart boolean = ON
persisted_globals_load operator boolean = ON
pid_file operator text
plugin_dir operator text
port operator integer 0 65535
preload_buffer_size online integer 1024 1073741824 = 32768
print_identified_with_as_hex online boolean = OFF
profiling not-in-file boolean
profiling_history_size online integer 0 100 = 15
protocol_compression_algorithms online text = zlib,zstd,uncompressed
protocol_version not-in-file integer 0 4294967295
proxy_user not-in-file text
pseudo_replica_mode not-in-file boolean
pseudo_slave_mode not-in-file boolean
pseudo_thread_id not-in-file integer 0 4294967295
query_alloc_block_size online integer 1024 4294966272 = 8192
query_prealloc_size online integer 8192 18446744073709550592 = 8192
rand_seed1 not-in-file integer 0 18446744073709551615
rand_seed2 not-in-file integer 0 18446744073709551615
range_alloc_block_size online integer 4096 4294966272 = 4096
range_optimizer_max_mem_size online integer 0 18446744073709551615 = 8388608
rbr_exec_mode not-in-file text
read_buffer_size online integer 8192 2147479552 = 131072
read_only operator boolean = OFF
read_rnd_buffer_size online integer 1 2147483647 = 262144
regexp_stack_limit online integer 0 2147483647 = 8000000
regexp_time_limit online integer 0 2147483647 = 32
relay_log operator text = vm-relay-bin
relay_log_basename not-in-file text
relay_log_index operator text
relay_log_purge online boolean = ON
relay_log_recovery operator boolean = OFF
relay_log_space_limit restart integer 0 18446744073709551615 = 0
replica_allow_batching online boolean = ON
replica_allow_higher_version_source online boolean = ON
replica_checkpoint_group online integer 32 524280 = 512
replica_checkpoint_period online integer 1 4294967295 = 300
replica_compressed_protocol online boolean = OFF
replica_exec_mode online enum STRICT,IDEMPOTENT = STRICT
replica_load_tmpdir restart text
replica_max_allowed_packet online integer 1024 1073741824 = 1073741824
replica_net_timeout online integer 1 31536000 = 60
replica_parallel_workers online integer 1 1024
replica_pending_jobs_size_max online integer 1024 18446744073709550592 = 134217728
replica_preserve_commit_order operator boolean = ON
replica_skip_errors operator text
replica_sql_verify_checksum online boolean = ON
replica_transaction_retries online integer 0 18446744073709551615 = 10
replica_type_conversions online set ALL_LOSSY,ALL_NON_LOSSY,ALL_UNSIGNED,ALL_SIGNED
replication_optimize_for_static_plugin_config online boolean = OFF
replication_sender_observe_commit_only online boolean = OFF
report_host operator text
report_password restart text
report_port operator integer 0 65535 = 0
report_user restart text
require_row_format not-in-file boolean
require_secure_transport operator boolean = OFF
restrict_fk_on_non_standard_key online boolean = ON
resultset_metadata not-in-file text
rpl_read_size online integer 8192 18446744073709547520 = 8192
rpl_stop_replica_timeout online integer 2 31536000 = 31536000
rpl_stop_slave_timeout online integer 2 31536000 = 31536000
schema_definition_cache online integer 256 524288 = 256
secondary_engine_cost_threshold online number 0 1e+300 = 100000
secure_file_priv operator text = NULL
select_into_buffer_size online integer 8192 2147479552 = 131072
select_into_disk_sync online boolean = OFF
select_into_disk_sync_delay online integer 0 31536000 = 0
server_id operator integer 0 4294967295 = 1
server_id_bits online integer 0 32 = 32
server_memory restart integer 0 18446744073709551615 = 0
server_uuid operator text
session_track_gtids online enum OFF,OWN_GTID,ALL_GTIDS = OFF
session_track_schema online boolean = ON
session_track_state_change online boolean = OFF
session_track_system_variables online text = time_zone,autocommit,character_set_client,character_set_results,character_set_connection
session_track_transaction_info online enum OFF,STATE,CHARACTERISTICS = OFF
set_operations_buffer_size online integer 16384 18446744073709550592 = 262144
sha256_password_auto_generate_rsa_keys restart boolean = ON
sha256_password_private_key_path restart text = private_key.pem
sha256_password_proxy_users online boolean = OFF
sha256_password_public_key_path restart text = public_key.pem
show_create_table_skip_secondary_engine not-in-file boolean
show_create_table_verbosity online boolean = OFF
show_gipk_in_create_table_and_information_schema online boolean = ON
skip_external_locking not-in-file boolean
skip_name_resolve operator boolean = OFF
skip_networking operator boolean
skip_replica_start operator boolean = OFF
skip_show_database restart boolean = OFF
skip_slave_start operator boolean = OFF
slave_allow_batching online boolean = ON
slave_checkpoint_group online integer 32 524280 = 512
slave_checkpoint_period online integer 1 4294967295 = 300
slave_compressed_protocol online boolean = OFF
slave_exec_mode online enum STRICT,IDEMPOTENT = STRICT
slave_load_tmpdir restart text
slave_max_allowed_packet online integer 1024 1073741824 = 1073741824
slave_net_timeout online integer 1 31536000 = 60
slave_parallel_workers online integer 1 1024
slave_pending_jobs_size_max online integer 1024 18446744073709550592 = 134217728
slave_preserve_commit_order operator boolean = ON
slave_skip_errors operator text
slave_sql_verify_checksum online boolean = ON
slave_transaction_retries online integer 0 18446744073709551615 = 10
slave_type_conversions online set ALL_LOSSY,ALL_NON_LOSSY,ALL_UNSIGNED,ALL_SIGNED
slow_launch_time online integer 0 31536000 = 2
slow_query_log online boolean = OFF
slow_query_log_file online text
socket operator text
sort_buffer_size online integer 32768 18446744073709551615 = 262144
source_verify_checksum online boolean = OFF
sql_auto_is_null not-in-file boolean
sql_big_selects not-in-file boolean
sql_buffer_result not-in-file boolean
sql_generate_invisible_primary_key online boolean = OFF
sql_log_bin not-in-file boolean
sql_log_off not-in-file boolean
sql_mode online set REAL_AS_FLOAT,PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,ONLY_FULL_GROUP_BY,NO_UNSIGNED_SUBTRACTION,NO_DIR_IN_CREATE,ANSI,NO_AUTO_VALUE_ON_ZERO,NO_BACKSLASH_ESCAPES,STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ALLOW_INVALID_DATES,ERROR_FOR_DIVISION_BY_ZERO,TRADITIONAL,NO_ENGINE_SUBSTITUTION,HIGH_NOT_PRECEDENCE,PAD_CHAR_TO_FULL_LENGTH,TIME_TRUNCATE_FRACTIONAL,INTERPRET_UTF8_AS_UTF8MB4 = ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION
sql_notes not-in-file boolean
sql_quote_show_create not-in-file boolean
sql_replica_skip_counter not-in-file integer 0 4294967295
sql_require_primary_key online boolean = OFF
sql_safe_updates not-in-file boolean
sql_select_limit not-in-file integer 0 18446744073709551615
sql_slave_skip_counter not-in-file integer 0 4294967295
sql_warnings not-in-file boolean
ssl_ca operator text
ssl_capath online text
ssl_cert operator text
ssl_cipher online text
ssl_crl online text
ssl_crlpath online text
ssl_fips_mode restart text = OFF
ssl_key operator text
ssl_session_cache_mode online boolean = ON
ssl_session_cache_timeout online integer 0 86400 = 300
statement_id not-in-file integer 0 9223372036854775807
stored_program_cache online integer 16 524288 = 256
stored_program_definition_cache online integer 256 524288 = 256
super_read_only operator boolean = OFF
sync_binlog online integer 0 4294967295 = 1
sync_master_info online integer 0 4294967295 = 10000
sync_relay_log online integer 0 4294967295 = 10000
sync_relay_log_info online integer 0 4294967295 = 10000
sync_source_info online integer 0 4294967295 = 10000
system_time_zone not-in-file text
table_definition_cache online integer 400 524288 = 2000
table_encryption_privilege_check online boolean = OFF
table_open_cache online integer 1 524288 = 4000
table_open_cache_instances restart integer 1 64 = 16
table_open_cache_triggers online integer 1 524288 = 524288
tablespace_definition_cache online integer 256 524288 = 256
temptable_max_mmap online integer 0 18446744073709551615 = 0
temptable_max_ram online integer 2097152 18446744073709551615
terminology_use_previous online enum NONE,BEFORE_8_0_26,BEFORE_8_2_0 = NONE
thread_cache_size online integer 0 16384 = 9
thread_handling restart enum one-thread-per-connection,no-threads = one-thread-per-connection
thread_stack restart integer 131072 18446744073709550592 = 1048576
time_zone online text
timestamp not-in-file text
tls_certificates_enforced_validation restart boolean = OFF
tls_ciphersuites online text
tls_version online text = TLSv1.2,TLSv1.3
tmp_table_size online integer 1024 18446744073709551615 = 16777216
tmpdir operator text
transaction_alloc_block_size online integer 1024 131072 = 8192
transaction_allow_batching not-in-file boolean
transaction_isolation online enum READ-UNCOMMITTED,READ-COMMITTED,REPEATABLE-READ,SERIALIZABLE = REPEATABLE-READ
transaction_prealloc_size online integer 1024 131072 = 4096
transaction_read_only online boolean = OFF
unique_checks not-in-file boolean
updatable_views_with_limit online enum NO,YES = YES
use_secondary_engine not-in-file text
version not-in-file text
version_comment not-in-file text
version_compile_machine not-in-file text
version_compile_os not-in-file text
version_compile_zlib not-in-file text
version_with_update not-in-file text
wait_timeout online integer 1 31536000 = 28800
warning_count not-in-file integer 0 18446744073709551615
windowing_use_high_precision online boolean = ON
xa_detach_on_prepare online boolean = ON
`;

/** Variables of 9.7 that 8.4 lacks; from documents, see tools/server-variables/src/documented-8-4.ts. */
export const ABSENT_IN_8_4 = `
activate_mandatory_roles
build_id
caching_sha2_password_enforce_storage_format
caching_sha2_password_storage_format
connection_memory_status_limit
container_aware
enable_cascade_triggers
enable_secondary_engine_statistics
external_table_secondary_storage_engine
external_table_storage_engine
global_connection_memory_status_limit
innodb_native_foreign_keys
performance_schema_max_logger_classes
replica_allow_higher_version_source
server_memory
table_open_cache_triggers
version_with_update
`;

/** Variables that 8.4 has and 9.7 lacks or has otherwise; from the same documents. */
export const OTHER_IN_8_4 = `
explain_format online enum TRADITIONAL,TREE,JSON,TRADITIONAL_STRICT = TRADITIONAL
innodb_log_file_size restart integer 4194304 549755813888
innodb_log_files_in_group restart integer 2 100 = 2
innodb_log_writer_threads online boolean
innodb_undo_tablespaces online integer 2 127 = 2
mysql_native_password restart enum OFF,ON,FORCE,FORCE_PLUS_PERMANENT = OFF
mysql_native_password_proxy_users online boolean = OFF
replica_parallel_type online enum DATABASE,LOGICAL_CLOCK = LOGICAL_CLOCK
slave_parallel_type online enum DATABASE,LOGICAL_CLOCK = LOGICAL_CLOCK
temptable_use_mmap online boolean = OFF
`;
