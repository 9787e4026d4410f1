// Made by tools/server-variables from MySQL 9.7.4 and documents about 8.4; do not edit.
import type { IntegerText, NumberText, Switch } from "../setting-values.ts";

/** MySQL system variables that a definition may set, by name. What the operator sets itself is not among them. */
export interface ServerVariableSettings {
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly activate_all_roles_on_login?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. 9.7 only. */
  readonly activate_mandatory_roles?: Switch;
  /** Text. Changes without a restart. */
  readonly admin_ssl_ca?: string;
  /** Text. Changes without a restart. */
  readonly admin_ssl_capath?: string;
  /** Text. Changes without a restart. */
  readonly admin_ssl_cert?: string;
  /** Text. Changes without a restart. */
  readonly admin_ssl_cipher?: string;
  /** Text. Changes without a restart. */
  readonly admin_ssl_crl?: string;
  /** Text. Changes without a restart. */
  readonly admin_ssl_crlpath?: string;
  /** Text. Changes without a restart. */
  readonly admin_ssl_key?: string;
  /** Text. Changes without a restart. */
  readonly admin_tls_ciphersuites?: string;
  /** Text, `TLSv1.2,TLSv1.3` unless said. Changes without a restart. */
  readonly admin_tls_version?: string;
  /** Text, `*,,` unless said. Changes without a restart. */
  readonly authentication_policy?: string;
  /** An integer from 1 to 65,535, `1` unless said. Changes without a restart. */
  readonly auto_increment_increment?: IntegerText;
  /** An integer from 1 to 65,535, `1` unless said. Changes without a restart. */
  readonly auto_increment_offset?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly autocommit?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly automatic_sp_privileges?: Switch;
  /** An integer from 0 to 65,535, `10000` unless said. A change restarts every member. */
  readonly back_log?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly big_tables?: Switch;
  /** An integer from 4,096 to 18,446,744,073,709,547,520, `32768` unless said. Changes without a restart. */
  readonly binlog_cache_size?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly binlog_direct_non_transactional_updates?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly binlog_encryption?: Switch;
  /** One of IGNORE_ERROR, ABORT_SERVER, `ABORT_SERVER` unless said. Changes without a restart. */
  readonly binlog_error_action?: "IGNORE_ERROR" | "ABORT_SERVER";
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly binlog_expire_logs_auto_purge?: Switch;
  /** An integer from 0 to 4,294,967,295, `2592000` unless said. Changes without a restart. */
  readonly binlog_expire_logs_seconds?: IntegerText;
  /** An integer from 0 to 1,000,000, `0` unless said. Changes without a restart. */
  readonly binlog_group_commit_sync_delay?: IntegerText;
  /** An integer from 0 to 100,000, `0` unless said. Changes without a restart. */
  readonly binlog_group_commit_sync_no_delay_count?: IntegerText;
  /** A switch, `ON` unless said. A change restarts every member. */
  readonly binlog_gtid_simple_recovery?: Switch;
  /** An integer from 0 to 100,000, `0` unless said. Changes without a restart. */
  readonly binlog_max_flush_queue_time?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly binlog_order_commits?: Switch;
  /** A switch, `OFF` unless said. A change restarts every member. */
  readonly binlog_rotate_encryption_master_key_at_startup?: Switch;
  /** An integer from 256 to 18,446,744,073,709,551,360, `8192` unless said. A change restarts every member. */
  readonly binlog_row_event_max_size?: IntegerText;
  /** One of MINIMAL, NOBLOB, FULL, `FULL` unless said. Changes without a restart. */
  readonly binlog_row_image?: "MINIMAL" | "NOBLOB" | "FULL";
  /** One of MINIMAL, FULL, `MINIMAL` unless said. Changes without a restart. */
  readonly binlog_row_metadata?: "MINIMAL" | "FULL";
  /** Some of PARTIAL_JSON, with commas between them. Changes without a restart. */
  readonly binlog_row_value_options?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly binlog_rows_query_log_events?: Switch;
  /** An integer from 4,096 to 18,446,744,073,709,547,520, `32768` unless said. Changes without a restart. */
  readonly binlog_stmt_cache_size?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly binlog_transaction_compression?: Switch;
  /** An integer from 1 to 22, `3` unless said. Changes without a restart. */
  readonly binlog_transaction_compression_level_zstd?: IntegerText;
  /** An integer from 1 to 100,000,000, `10000000` unless said. Changes without a restart. */
  readonly binlog_transaction_dependency_history_size?: IntegerText;
  /** One of aes-128-ecb, aes-192-ecb, aes-256-ecb, aes-128-cbc, aes-192-cbc, aes-256-cbc, aes-128-cfb1, aes-192-cfb1, aes-256-cfb1, aes-128-cfb8, aes-192-cfb8, aes-256-cfb8, aes-128-cfb128, aes-192-cfb128, aes-256-cfb128, aes-128-ofb, aes-192-ofb, aes-256-ofb, `aes-128-ecb` unless said. Changes without a restart. */
  readonly block_encryption_mode?: "aes-128-ecb" | "aes-192-ecb" | "aes-256-ecb" | "aes-128-cbc" | "aes-192-cbc" | "aes-256-cbc" | "aes-128-cfb1" | "aes-192-cfb1" | "aes-256-cfb1" | "aes-128-cfb8" | "aes-192-cfb8" | "aes-256-cfb8" | "aes-128-cfb128" | "aes-192-cfb128" | "aes-256-cfb128" | "aes-128-ofb" | "aes-192-ofb" | "aes-256-ofb";
  /** An integer from 0 to 18,446,744,073,709,551,615, `8388608` unless said. Changes without a restart. */
  readonly bulk_insert_buffer_size?: IntegerText;
  /** A switch, `ON` unless said. A change restarts every member. */
  readonly caching_sha2_password_auto_generate_rsa_keys?: Switch;
  /** An integer from 5,000 to 4,095,000, `10000` unless said. Changes without a restart. */
  readonly caching_sha2_password_digest_rounds?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. 9.7 only. */
  readonly caching_sha2_password_enforce_storage_format?: Switch;
  /** Text, `private_key.pem` unless said. A change restarts every member. */
  readonly caching_sha2_password_private_key_path?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly caching_sha2_password_proxy_users?: Switch;
  /** Text, `public_key.pem` unless said. A change restarts every member. */
  readonly caching_sha2_password_public_key_path?: string;
  /** One of CRYPT5, PBKDF2_SHA512, `CRYPT5` unless said. Changes without a restart. 9.7 only. */
  readonly caching_sha2_password_storage_format?: "CRYPT5" | "PBKDF2_SHA512";
  /** Text, `binary` unless said. Changes without a restart. */
  readonly character_set_filesystem?: string;
  /** Text, `utf8mb4` unless said. Changes without a restart. */
  readonly character_set_server?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly check_proxy_users?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly clone_autotune_concurrency?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly clone_block_ddl?: Switch;
  /** An integer from 1,048,576 to 268,435,456, `4194304` unless said. Changes without a restart. */
  readonly clone_buffer_size?: IntegerText;
  /** An integer from 0 to 2,592,000, `300` unless said. Changes without a restart. */
  readonly clone_ddl_timeout?: IntegerText;
  /** An integer from 0 to 3,600, `0` unless said. Changes without a restart. */
  readonly clone_delay_after_data_drop?: IntegerText;
  /** An integer from 0 to 30, `5` unless said. Changes without a restart. */
  readonly clone_donor_timeout_after_network_failure?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly clone_enable_compression?: Switch;
  /** An integer from 1 to 128, `16` unless said. Changes without a restart. */
  readonly clone_max_concurrency?: IntegerText;
  /** An integer from 0 to 1,048,576, `0` unless said. Changes without a restart. */
  readonly clone_max_data_bandwidth?: IntegerText;
  /** An integer from 0 to 1,048,576, `0` unless said. Changes without a restart. */
  readonly clone_max_network_bandwidth?: IntegerText;
  /** Text. Changes without a restart. */
  readonly clone_valid_donor_list?: string;
  /** Text, `utf8mb4_0900_ai_ci` unless said. Changes without a restart. */
  readonly collation_server?: string;
  /** One of NO_CHAIN, CHAIN, RELEASE, `NO_CHAIN` unless said. Changes without a restart. */
  readonly completion_type?: "NO_CHAIN" | "CHAIN" | "RELEASE";
  /** One of NEVER, AUTO, ALWAYS, `AUTO` unless said. Changes without a restart. */
  readonly concurrent_insert?: "NEVER" | "AUTO" | "ALWAYS";
  /** An integer from 2 to 31,536,000, `10` unless said. Changes without a restart. */
  readonly connect_timeout?: IntegerText;
  /** An integer from 1 to 536,870,912, `8192` unless said. Changes without a restart. */
  readonly connection_memory_chunk_size?: IntegerText;
  /** An integer from 2,097,152 to 18,446,744,073,709,551,615, `18446744073709551615` unless said. Changes without a restart. */
  readonly connection_memory_limit?: IntegerText;
  /** An integer from 2,097,152 to 18,446,744,073,709,551,615, `18446744073709551615` unless said. Changes without a restart. 9.7 only. */
  readonly connection_memory_status_limit?: IntegerText;
  /** A switch, `OFF` unless said. A change restarts every member. 9.7 only. */
  readonly container_aware?: Switch;
  /** A switch, `OFF` unless said. A change restarts every member. */
  readonly create_admin_listener_thread?: Switch;
  /** An integer from 0 to 4,294,967,295, `1000` unless said. Changes without a restart. */
  readonly cte_max_recursion_depth?: IntegerText;
  /** An integer from 0 to 65,535, `0` unless said. Changes without a restart. */
  readonly default_password_lifetime?: IntegerText;
  /** Text, `InnoDB` unless said. Changes without a restart. */
  readonly default_storage_engine?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly default_table_encryption?: Switch;
  /** Text. A change restarts every member. */
  readonly default_time_zone?: string;
  /** Text, `InnoDB` unless said. Changes without a restart. */
  readonly default_tmp_storage_engine?: string;
  /** An integer from 0 to 7, `0` unless said. Changes without a restart. */
  readonly default_week_format?: IntegerText;
  /** One of OFF, ON, ALL, `ON` unless said. Changes without a restart. */
  readonly delay_key_write?: boolean | "OFF" | "ON" | "ALL";
  /** An integer from 1 to 18,446,744,073,709,551,615, `100` unless said. Changes without a restart. */
  readonly delayed_insert_limit?: IntegerText;
  /** An integer from 1 to 31,536,000, `300` unless said. Changes without a restart. */
  readonly delayed_insert_timeout?: IntegerText;
  /** An integer from 1 to 18,446,744,073,709,551,615, `1000` unless said. Changes without a restart. */
  readonly delayed_queue_size?: IntegerText;
  /** A switch, `ON` unless said. A change restarts every member. */
  readonly disconnect_on_expired_password?: Switch;
  /** An integer from 0 to 30, `4` unless said. Changes without a restart. */
  readonly div_precision_increment?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. 9.7 only. */
  readonly enable_cascade_triggers?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. 9.7 only. */
  readonly enable_secondary_engine_statistics?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly end_markers_in_json?: Switch;
  /** An integer from 0 to 4,294,967,295, `200` unless said. Changes without a restart. */
  readonly eq_range_index_dive_limit?: IntegerText;
  /** One of OFF, ON, DISABLED, `ON` unless said. Changes without a restart. */
  readonly event_scheduler?: boolean | "OFF" | "ON" | "DISABLED";
  /** One of TRADITIONAL, TRADITIONAL_STRICT, TREE, JSON, `TREE` unless said. Changes without a restart. */
  readonly explain_format?: "TRADITIONAL" | "TRADITIONAL_STRICT" | "TREE" | "JSON";
  /** An integer from 1 to 2, `2` unless said. Changes without a restart. */
  readonly explain_json_format_version?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly explicit_defaults_for_timestamp?: Switch;
  /** Text. Changes without a restart. 9.7 only. */
  readonly external_table_secondary_storage_engine?: string;
  /** Text. Changes without a restart. 9.7 only. */
  readonly external_table_storage_engine?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly flush?: Switch;
  /** An integer from 0 to 31,536,000, `0` unless said. Changes without a restart. */
  readonly flush_time?: IntegerText;
  /** Text, `+ -><()~*:""&|` unless said. Changes without a restart. */
  readonly ft_boolean_syntax?: string;
  /** An integer from 10 to 84, `84` unless said. A change restarts every member. */
  readonly ft_max_word_len?: IntegerText;
  /** An integer from 1 to 84, `4` unless said. A change restarts every member. */
  readonly ft_min_word_len?: IntegerText;
  /** An integer from 0 to 1,000, `20` unless said. A change restarts every member. */
  readonly ft_query_expansion_limit?: IntegerText;
  /** Text. A change restarts every member. */
  readonly ft_stopword_file?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly general_log?: Switch;
  /** Text. Changes without a restart. */
  readonly general_log_file?: string;
  /** An integer from 5 to 255, `20` unless said. Changes without a restart. */
  readonly generated_random_password_length?: IntegerText;
  /** An integer from 16,777,216 to 18,446,744,073,709,551,615, `18446744073709551615` unless said. Changes without a restart. */
  readonly global_connection_memory_limit?: IntegerText;
  /** An integer from 16,777,216 to 18,446,744,073,709,551,615, `18446744073709551615` unless said. Changes without a restart. 9.7 only. */
  readonly global_connection_memory_status_limit?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly global_connection_memory_tracking?: Switch;
  /** An integer from 4 to 18,446,744,073,709,551,615, `1024` unless said. Changes without a restart. */
  readonly group_concat_max_len?: IntegerText;
  /** An integer from 0 to 4,294,967,295, `0` unless said. Changes without a restart. */
  readonly gtid_executed_compression_period?: IntegerText;
  /** An integer from 1,000,000 to 18,446,744,073,709,551,615, `20000000` unless said. Changes without a restart. */
  readonly histogram_generation_max_mem_size?: IntegerText;
  /** An integer from 0 to 65,536, `279` unless said. Changes without a restart. */
  readonly host_cache_size?: IntegerText;
  /** An integer from 0 to 31,536,000, `86400` unless said. Changes without a restart. */
  readonly information_schema_stats_expiry?: IntegerText;
  /** Text. Changes without a restart. */
  readonly init_connect?: string;
  /** Text. Changes without a restart. */
  readonly init_replica?: string;
  /** Text. Changes without a restart. */
  readonly init_slave?: string;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_adaptive_flushing?: Switch;
  /** An integer from 0 to 70, `10` unless said. Changes without a restart. */
  readonly innodb_adaptive_flushing_lwm?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_adaptive_hash_index?: Switch;
  /** An integer from 1 to 512, `8` unless said. A change restarts every member. */
  readonly innodb_adaptive_hash_index_parts?: IntegerText;
  /** An integer from 0 to 1,000,000, `150000` unless said. Changes without a restart. */
  readonly innodb_adaptive_max_sleep_delay?: IntegerText;
  /** An integer from 1 to 1,073,741,824, `5` unless said. Changes without a restart. */
  readonly innodb_api_bk_commit_interval?: IntegerText;
  /** A switch, `OFF` unless said. A change restarts every member. */
  readonly innodb_api_disable_rowlock?: Switch;
  /** A switch, `OFF` unless said. A change restarts every member. */
  readonly innodb_api_enable_binlog?: Switch;
  /** A switch, `OFF` unless said. A change restarts every member. */
  readonly innodb_api_enable_mdl?: Switch;
  /** An integer from 0 to 3, `0` unless said. Changes without a restart. */
  readonly innodb_api_trx_level?: IntegerText;
  /** An integer from 1 to 1,000, `64` unless said. Changes without a restart. */
  readonly innodb_autoextend_increment?: IntegerText;
  /** An integer from 0 to 2, `2` unless said. A change restarts every member. */
  readonly innodb_autoinc_lock_mode?: IntegerText;
  /** An integer from 1,048,576 to 144,115,188,075,855,871, `134217728` unless said. A change restarts every member. */
  readonly innodb_buffer_pool_chunk_size?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_buffer_pool_dump_at_shutdown?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_buffer_pool_dump_now?: Switch;
  /** An integer from 1 to 100, `25` unless said. Changes without a restart. */
  readonly innodb_buffer_pool_dump_pct?: IntegerText;
  /** Text, `ib_buffer_pool` unless said. Changes without a restart. */
  readonly innodb_buffer_pool_filename?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_buffer_pool_in_core_file?: Switch;
  /** An integer from 0 to 64. A change restarts every member. */
  readonly innodb_buffer_pool_instances?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_buffer_pool_load_abort?: Switch;
  /** A switch, `ON` unless said. A change restarts every member. */
  readonly innodb_buffer_pool_load_at_startup?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_buffer_pool_load_now?: Switch;
  /** An integer from 5,242,880 to 9,223,372,036,854,775,807, `134217728` unless said. Changes without a restart. */
  readonly innodb_buffer_pool_size?: IntegerText;
  /** An integer from 0 to 50, `5` unless said. Changes without a restart. */
  readonly innodb_change_buffer_max_size?: IntegerText;
  /** One of none, inserts, deletes, changes, purges, all, `all` unless said. Changes without a restart. */
  readonly innodb_change_buffering?: "none" | "inserts" | "deletes" | "changes" | "purges" | "all";
  /** One of crc32, strict_crc32, innodb, strict_innodb, none, strict_none, `crc32` unless said. Changes without a restart. */
  readonly innodb_checksum_algorithm?: "crc32" | "strict_crc32" | "innodb" | "strict_innodb" | "none" | "strict_none";
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_cmp_per_index_enabled?: Switch;
  /** An integer from 0 to 1,000, `0` unless said. Changes without a restart. */
  readonly innodb_commit_concurrency?: IntegerText;
  /** An integer from 0 to 100, `5` unless said. Changes without a restart. */
  readonly innodb_compression_failure_threshold_pct?: IntegerText;
  /** An integer from 0 to 9, `6` unless said. Changes without a restart. */
  readonly innodb_compression_level?: IntegerText;
  /** An integer from 0 to 75, `50` unless said. Changes without a restart. */
  readonly innodb_compression_pad_pct_max?: IntegerText;
  /** An integer from 1 to 4,294,967,295, `5000` unless said. Changes without a restart. */
  readonly innodb_concurrency_tickets?: IntegerText;
  /** Text, `ibdata1:12M:autoextend` unless said. For new volumes: it cannot change afterwards. */
  readonly innodb_data_file_path?: string;
  /** An integer from 65,536 to 4,294,967,295, `1048576` unless said. Changes without a restart. */
  readonly innodb_ddl_buffer_size?: IntegerText;
  /** An integer from 1 to 64, `4` unless said. Changes without a restart. */
  readonly innodb_ddl_threads?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_deadlock_detect?: Switch;
  /** A switch, `OFF` unless said. A change restarts every member. */
  readonly innodb_dedicated_server?: Switch;
  /** One of redundant, compact, dynamic, `dynamic` unless said. Changes without a restart. */
  readonly innodb_default_row_format?: "redundant" | "compact" | "dynamic";
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_disable_sort_file_cache?: Switch;
  /** One of OFF, ON, DETECT_ONLY, DETECT_AND_RECOVER, FALSE, TRUE, `ON` unless said. Changes without a restart. */
  readonly innodb_doublewrite?: boolean | "OFF" | "ON" | "DETECT_ONLY" | "DETECT_AND_RECOVER" | "FALSE" | "TRUE";
  /** An integer from 0 to 256, `0` unless said. A change restarts every member. */
  readonly innodb_doublewrite_batch_size?: IntegerText;
  /** Text. A change restarts every member. */
  readonly innodb_doublewrite_dir?: string;
  /** An integer from 1 to 256, `2` unless said. A change restarts every member. */
  readonly innodb_doublewrite_files?: IntegerText;
  /** An integer from 1 to 512, `128` unless said. A change restarts every member. */
  readonly innodb_doublewrite_pages?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_extend_and_initialize?: Switch;
  /** An integer from 0 to 2, `1` unless said. Changes without a restart. */
  readonly innodb_fast_shutdown?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_file_per_table?: Switch;
  /** An integer from 10 to 100, `100` unless said. Changes without a restart. */
  readonly innodb_fill_factor?: IntegerText;
  /** An integer from 0 to 2,700, `1` unless said. Changes without a restart. */
  readonly innodb_flush_log_at_timeout?: IntegerText;
  /** An integer from 0 to 2, `1` unless said. Changes without a restart. */
  readonly innodb_flush_log_at_trx_commit?: IntegerText;
  /** One of fsync, O_DSYNC, littlesync, nosync, O_DIRECT, O_DIRECT_NO_FSYNC. A change restarts every member. */
  readonly innodb_flush_method?: "fsync" | "O_DSYNC" | "littlesync" | "nosync" | "O_DIRECT" | "O_DIRECT_NO_FSYNC";
  /** An integer from 0 to 2, `0` unless said. Changes without a restart. */
  readonly innodb_flush_neighbors?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_flush_sync?: Switch;
  /** An integer from 1 to 1,000, `30` unless said. Changes without a restart. */
  readonly innodb_flushing_avg_loops?: IntegerText;
  /** A switch, `OFF` unless said. A change restarts every member. */
  readonly innodb_force_load_corrupted?: Switch;
  /** An integer from 0 to 6, `0` unless said. A change restarts every member. */
  readonly innodb_force_recovery?: IntegerText;
  /** An integer from 0 to 18,446,744,073,709,551,615, `0` unless said. Changes without a restart. */
  readonly innodb_fsync_threshold?: IntegerText;
  /** Text. Changes without a restart. */
  readonly innodb_ft_aux_table?: string;
  /** An integer from 1,600,000 to 80,000,000, `8000000` unless said. A change restarts every member. */
  readonly innodb_ft_cache_size?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_ft_enable_diag_print?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_ft_enable_stopword?: Switch;
  /** An integer from 10 to 84, `84` unless said. A change restarts every member. */
  readonly innodb_ft_max_token_size?: IntegerText;
  /** An integer from 0 to 16, `3` unless said. A change restarts every member. */
  readonly innodb_ft_min_token_size?: IntegerText;
  /** An integer from 1,000 to 10,000, `2000` unless said. Changes without a restart. */
  readonly innodb_ft_num_word_optimize?: IntegerText;
  /** An integer from 1,000,000 to 4,294,967,295, `2000000000` unless said. Changes without a restart. */
  readonly innodb_ft_result_cache_limit?: IntegerText;
  /** Text. Changes without a restart. */
  readonly innodb_ft_server_stopword_table?: string;
  /** An integer from 1 to 16, `2` unless said. A change restarts every member. */
  readonly innodb_ft_sort_pll_degree?: IntegerText;
  /** An integer from 32,000,000 to 1,600,000,000, `640000000` unless said. A change restarts every member. */
  readonly innodb_ft_total_cache_size?: IntegerText;
  /** Text. Changes without a restart. */
  readonly innodb_ft_user_stopword_table?: string;
  /** An integer from 0 to 100, `100` unless said. Changes without a restart. */
  readonly innodb_idle_flush_pct?: IntegerText;
  /** An integer from 100 to 4,294,967,295, `10000` unless said. Changes without a restart. */
  readonly innodb_io_capacity?: IntegerText;
  /** An integer from 100 to 4,294,967,295. Changes without a restart. */
  readonly innodb_io_capacity_max?: IntegerText;
  /** An integer from 1 to 1,073,741,824, `50` unless said. Changes without a restart. */
  readonly innodb_lock_wait_timeout?: IntegerText;
  /** An integer from 262,144 to 4,294,967,295, `67108864` unless said. Changes without a restart. */
  readonly innodb_log_buffer_size?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_log_checksums?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_log_compressed_pages?: Switch;
  /** An integer from 4,194,304 to 549,755,813,888. A change restarts every member. 8.4 only. */
  readonly innodb_log_file_size?: IntegerText;
  /** An integer from 2 to 100, `2` unless said. A change restarts every member. 8.4 only. */
  readonly innodb_log_files_in_group?: IntegerText;
  /** An integer from 0 to 4,294,967,295, `80` unless said. Changes without a restart. */
  readonly innodb_log_spin_cpu_abs_lwm?: IntegerText;
  /** An integer from 0 to 100, `50` unless said. Changes without a restart. */
  readonly innodb_log_spin_cpu_pct_hwm?: IntegerText;
  /** An integer from 0 to 4,294,967,295, `400` unless said. Changes without a restart. */
  readonly innodb_log_wait_for_flush_spin_hwm?: IntegerText;
  /** An integer from 512 to 16,384, `8192` unless said. Changes without a restart. */
  readonly innodb_log_write_ahead_size?: IntegerText;
  /** One of OFF, ON. Changes without a restart. */
  readonly innodb_log_writer_threads?: boolean | "OFF" | "ON";
  /** An integer from 100 to 4,294,967,295, `1024` unless said. Changes without a restart. */
  readonly innodb_lru_scan_depth?: IntegerText;
  /** A number from 0 to 99.999; a fraction is written as text, `90` unless said. Changes without a restart. */
  readonly innodb_max_dirty_pages_pct?: NumberText;
  /** A number from 0 to 99.999; a fraction is written as text, `10` unless said. Changes without a restart. */
  readonly innodb_max_dirty_pages_pct_lwm?: NumberText;
  /** An integer from 0 to 4,294,967,295, `0` unless said. Changes without a restart. */
  readonly innodb_max_purge_lag?: IntegerText;
  /** An integer from 0 to 10,000,000, `0` unless said. Changes without a restart. */
  readonly innodb_max_purge_lag_delay?: IntegerText;
  /** An integer from 10,485,760 to 18,446,744,073,709,551,615, `1073741824` unless said. Changes without a restart. */
  readonly innodb_max_undo_log_size?: IntegerText;
  /** Text. Changes without a restart. */
  readonly innodb_monitor_disable?: string;
  /** Text. Changes without a restart. */
  readonly innodb_monitor_enable?: string;
  /** Text. Changes without a restart. */
  readonly innodb_monitor_reset?: string;
  /** Text. Changes without a restart. */
  readonly innodb_monitor_reset_all?: string;
  /** A switch, `OFF` unless said. A change restarts every member. 9.7 only. */
  readonly innodb_native_foreign_keys?: Switch;
  /** A switch, `ON` unless said. A change restarts every member. */
  readonly innodb_numa_interleave?: Switch;
  /** An integer from 5 to 95, `37` unless said. Changes without a restart. */
  readonly innodb_old_blocks_pct?: IntegerText;
  /** An integer from 0 to 4,294,967,295, `1000` unless said. Changes without a restart. */
  readonly innodb_old_blocks_time?: IntegerText;
  /** An integer from 65,536 to 18,446,744,073,709,551,615, `134217728` unless said. Changes without a restart. */
  readonly innodb_online_alter_log_max_size?: IntegerText;
  /** An integer from 0 to 2,147,483,647. A change restarts every member. */
  readonly innodb_open_files?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_optimize_fulltext_only?: Switch;
  /** An integer from 1 to 64. A change restarts every member. */
  readonly innodb_page_cleaners?: IntegerText;
  /** An integer from 4,096 to 65,536, `16384` unless said. For new volumes: it cannot change afterwards. */
  readonly innodb_page_size?: IntegerText;
  /** An integer from 1 to 256. Changes without a restart. */
  readonly innodb_parallel_read_threads?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_print_all_deadlocks?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_print_ddl_logs?: Switch;
  /** An integer from 1 to 5,000, `300` unless said. Changes without a restart. */
  readonly innodb_purge_batch_size?: IntegerText;
  /** An integer from 1 to 128, `128` unless said. Changes without a restart. */
  readonly innodb_purge_rseg_truncate_frequency?: IntegerText;
  /** An integer from 1 to 32. A change restarts every member. */
  readonly innodb_purge_threads?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_random_read_ahead?: Switch;
  /** An integer from 0 to 64, `56` unless said. Changes without a restart. */
  readonly innodb_read_ahead_threshold?: IntegerText;
  /** An integer from 1 to 64. A change restarts every member. */
  readonly innodb_read_io_threads?: IntegerText;
  /** Text. Changes without a restart. */
  readonly innodb_redo_log_archive_dirs?: string;
  /** An integer from 8,388,608 to 549,755,813,888, `104857600` unless said. Changes without a restart. */
  readonly innodb_redo_log_capacity?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_redo_log_encrypt?: Switch;
  /** An integer from 0 to 4,294,967,295, `0` unless said. Changes without a restart. */
  readonly innodb_replication_delay?: IntegerText;
  /** A switch, `OFF` unless said. A change restarts every member. */
  readonly innodb_rollback_on_timeout?: Switch;
  /** An integer from 1 to 128, `128` unless said. Changes without a restart. */
  readonly innodb_rollback_segments?: IntegerText;
  /** A number from 0.03 to 40; a fraction is written as text, `12.5` unless said. Changes without a restart. */
  readonly innodb_segment_reserve_factor?: NumberText;
  /** An integer from 65,536 to 67,108,864, `1048576` unless said. A change restarts every member. */
  readonly innodb_sort_buffer_size?: IntegerText;
  /** An integer from 0 to 1,000, `6` unless said. Changes without a restart. */
  readonly innodb_spin_wait_delay?: IntegerText;
  /** An integer from 0 to 100, `50` unless said. Changes without a restart. */
  readonly innodb_spin_wait_pause_multiplier?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_stats_auto_recalc?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_stats_include_delete_marked?: Switch;
  /** One of nulls_equal, nulls_unequal, nulls_ignored, `nulls_equal` unless said. Changes without a restart. */
  readonly innodb_stats_method?: "nulls_equal" | "nulls_unequal" | "nulls_ignored";
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_stats_on_metadata?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_stats_persistent?: Switch;
  /** An integer from 1 to 18,446,744,073,709,551,615, `20` unless said. Changes without a restart. */
  readonly innodb_stats_persistent_sample_pages?: IntegerText;
  /** An integer from 1 to 18,446,744,073,709,551,615, `8` unless said. Changes without a restart. */
  readonly innodb_stats_transient_sample_pages?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_status_output?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_status_output_locks?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_strict_mode?: Switch;
  /** An integer from 1 to 1,024, `1` unless said. A change restarts every member. */
  readonly innodb_sync_array_size?: IntegerText;
  /** An integer from 0 to 4,294,967,295, `30` unless said. Changes without a restart. */
  readonly innodb_sync_spin_loops?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_table_locks?: Switch;
  /** Text, `ibtmp1:12M:autoextend` unless said. A change restarts every member. */
  readonly innodb_temp_data_file_path?: string;
  /** An integer from 0 to 1,000, `0` unless said. Changes without a restart. */
  readonly innodb_thread_concurrency?: IntegerText;
  /** An integer from 0 to 1,000,000, `10000` unless said. Changes without a restart. */
  readonly innodb_thread_sleep_delay?: IntegerText;
  /** Text. Changes without a restart. */
  readonly innodb_tmpdir?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly innodb_undo_log_encrypt?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_undo_log_truncate?: Switch;
  /** An integer from 2 to 127, `2` unless said. Changes without a restart. 8.4 only. */
  readonly innodb_undo_tablespaces?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly innodb_use_fdatasync?: Switch;
  /** A switch, `ON` unless said. A change restarts every member. */
  readonly innodb_use_native_aio?: Switch;
  /** A switch, `ON` unless said. A change restarts every member. */
  readonly innodb_validate_tablespace_paths?: Switch;
  /** An integer from 1 to 64, `4` unless said. A change restarts every member. */
  readonly innodb_write_io_threads?: IntegerText;
  /** An integer from 1 to 31,536,000, `28800` unless said. Changes without a restart. */
  readonly interactive_timeout?: IntegerText;
  /** One of MEMORY, TempTable, `TempTable` unless said. Changes without a restart. */
  readonly internal_tmp_mem_storage_engine?: "MEMORY" | "TempTable";
  /** An integer from 128 to 18,446,744,073,709,551,488, `262144` unless said. Changes without a restart. */
  readonly join_buffer_size?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly keep_files_on_create?: Switch;
  /** An integer from 0 to 18,446,744,073,709,547,520, `8388608` unless said. Changes without a restart. */
  readonly key_buffer_size?: IntegerText;
  /** An integer from 100 to 18,446,744,073,709,551,600, `300` unless said. Changes without a restart. */
  readonly key_cache_age_threshold?: IntegerText;
  /** An integer from 512 to 16,384, `1024` unless said. Changes without a restart. */
  readonly key_cache_block_size?: IntegerText;
  /** An integer from 1 to 100, `100` unless said. Changes without a restart. */
  readonly key_cache_division_limit?: IntegerText;
  /** A switch, `OFF` unless said. A change restarts every member. */
  readonly large_pages?: Switch;
  /** Text, `en_US` unless said. Changes without a restart. */
  readonly lc_messages?: string;
  /** Text, `en_US` unless said. Changes without a restart. */
  readonly lc_time_names?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly local_infile?: Switch;
  /** An integer from 1 to 31,536,000, `31536000` unless said. Changes without a restart. */
  readonly lock_wait_timeout?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly log_bin_trust_function_creators?: Switch;
  /** Text, `log_filter_internal; log_sink_internal` unless said. Changes without a restart. */
  readonly log_error_services?: string;
  /** Text. Changes without a restart. */
  readonly log_error_suppression_list?: string;
  /** An integer from 1 to 3. Changes without a restart. */
  readonly log_error_verbosity?: IntegerText;
  /** Some of NONE, FILE, TABLE, with commas between them, `FILE` unless said. Changes without a restart. */
  readonly log_output?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly log_queries_not_using_indexes?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly log_raw?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly log_slow_admin_statements?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly log_slow_extra?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly log_slow_replica_statements?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly log_slow_slave_statements?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly log_statements_unsafe_for_binlog?: Switch;
  /** An integer from 0 to 18,446,744,073,709,551,615, `0` unless said. Changes without a restart. */
  readonly log_throttle_queries_not_using_indexes?: IntegerText;
  /** One of UTC, SYSTEM, `UTC` unless said. Changes without a restart. */
  readonly log_timestamps?: "UTC" | "SYSTEM";
  /** A number from 0 to 31536000; a fraction is written as text, `10` unless said. Changes without a restart. */
  readonly long_query_time?: NumberText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly low_priority_updates?: Switch;
  /** Text. Changes without a restart. */
  readonly mandatory_roles?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly master_verify_checksum?: Switch;
  /** An integer from 1,024 to 1,073,741,824, `67108864` unless said. Changes without a restart. */
  readonly max_allowed_packet?: IntegerText;
  /** An integer from 4,096 to 18,446,744,073,709,547,520, `18446744073709547520` unless said. Changes without a restart. */
  readonly max_binlog_cache_size?: IntegerText;
  /** An integer from 4,096 to 1,073,741,824, `1073741824` unless said. Changes without a restart. */
  readonly max_binlog_size?: IntegerText;
  /** An integer from 4,096 to 18,446,744,073,709,547,520, `18446744073709547520` unless said. Changes without a restart. */
  readonly max_binlog_stmt_cache_size?: IntegerText;
  /** An integer from 1 to 18,446,744,073,709,551,615, `100` unless said. Changes without a restart. */
  readonly max_connect_errors?: IntegerText;
  /** An integer from 1 to 100,000, `151` unless said. Changes without a restart. */
  readonly max_connections?: IntegerText;
  /** An integer from 0 to 16,384, `20` unless said. Changes without a restart. */
  readonly max_delayed_threads?: IntegerText;
  /** An integer from 0 to 1,048,576, `1024` unless said. A change restarts every member. */
  readonly max_digest_length?: IntegerText;
  /** An integer from 0 to 65,535, `1024` unless said. Changes without a restart. */
  readonly max_error_count?: IntegerText;
  /** An integer from 0 to 18,446,744,073,709,551,615, `0` unless said. Changes without a restart. */
  readonly max_execution_time?: IntegerText;
  /** An integer from 16,384 to 18,446,744,073,709,550,592, `16777216` unless said. Changes without a restart. */
  readonly max_heap_table_size?: IntegerText;
  /** An integer from 1 to 18,446,744,073,709,551,615, `18446744073709551615` unless said. Changes without a restart. */
  readonly max_join_size?: IntegerText;
  /** An integer from 4 to 8,388,608, `4096` unless said. Changes without a restart. */
  readonly max_length_for_sort_data?: IntegerText;
  /** An integer from 3 to 1,048,576, `65536` unless said. Changes without a restart. */
  readonly max_points_in_geometry?: IntegerText;
  /** An integer from 0 to 4,194,304, `16382` unless said. Changes without a restart. */
  readonly max_prepared_stmt_count?: IntegerText;
  /** An integer from 0 to 1,073,741,824, `0` unless said. Changes without a restart. */
  readonly max_relay_log_size?: IntegerText;
  /** An integer from 1 to 18,446,744,073,709,551,615, `18446744073709551615` unless said. Changes without a restart. */
  readonly max_seeks_for_key?: IntegerText;
  /** An integer from 4 to 8,388,608, `1024` unless said. Changes without a restart. */
  readonly max_sort_length?: IntegerText;
  /** An integer from 0 to 255, `0` unless said. Changes without a restart. */
  readonly max_sp_recursion_depth?: IntegerText;
  /** An integer from 0 to 4,294,967,295, `0` unless said. Changes without a restart. */
  readonly max_user_connections?: IntegerText;
  /** An integer from 1 to 18,446,744,073,709,551,615, `18446744073709551615` unless said. Changes without a restart. */
  readonly max_write_lock_count?: IntegerText;
  /** An integer from 0 to 18,446,744,073,709,551,615, `0` unless said. Changes without a restart. */
  readonly min_examined_row_limit?: IntegerText;
  /** An integer from 2 to 7, `6` unless said. Changes without a restart. */
  readonly myisam_data_pointer_size?: IntegerText;
  /** An integer from 0 to 9,223,372,036,854,775,807, `9223372036853727232` unless said. Changes without a restart. */
  readonly myisam_max_sort_file_size?: IntegerText;
  /** An integer from 7 to 18,446,744,073,709,551,615, `18446744073709551615` unless said. A change restarts every member. */
  readonly myisam_mmap_size?: IntegerText;
  /** Some of OFF, DEFAULT, BACKUP, FORCE, QUICK, with commas between them, `OFF` unless said. A change restarts every member. */
  readonly myisam_recover_options?: string;
  /** An integer from 4,096 to 18,446,744,073,709,551,615, `8388608` unless said. Changes without a restart. */
  readonly myisam_sort_buffer_size?: IntegerText;
  /** One of nulls_unequal, nulls_equal, nulls_ignored, `nulls_unequal` unless said. Changes without a restart. */
  readonly myisam_stats_method?: "nulls_unequal" | "nulls_equal" | "nulls_ignored";
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly myisam_use_mmap?: Switch;
  /** One of OFF, ON, FORCE, FORCE_PLUS_PERMANENT, `OFF` unless said. A change restarts every member. 8.4 only. */
  readonly mysql_native_password?: boolean | "OFF" | "ON" | "FORCE" | "FORCE_PLUS_PERMANENT";
  /** A switch, `OFF` unless said. Changes without a restart. 8.4 only. */
  readonly mysql_native_password_proxy_users?: Switch;
  /** An integer from 1,024 to 1,048,576, `16384` unless said. Changes without a restart. */
  readonly net_buffer_length?: IntegerText;
  /** An integer from 1 to 31,536,000, `30` unless said. Changes without a restart. */
  readonly net_read_timeout?: IntegerText;
  /** An integer from 1 to 18,446,744,073,709,551,615, `10` unless said. Changes without a restart. */
  readonly net_retry_count?: IntegerText;
  /** An integer from 1 to 31,536,000, `60` unless said. Changes without a restart. */
  readonly net_write_timeout?: IntegerText;
  /** An integer from 1 to 10, `2` unless said. A change restarts every member. */
  readonly ngram_token_size?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly old_alter_table?: Switch;
  /** An integer from 0 to 4,294,967,295, `20000` unless said. A change restarts every member. */
  readonly open_files_limit?: IntegerText;
  /** An integer from 1 to 2,147,483,647, `100000` unless said. Changes without a restart. */
  readonly optimizer_max_subgraph_pairs?: IntegerText;
  /** An integer from 0 to 1, `1` unless said. Changes without a restart. */
  readonly optimizer_prune_level?: IntegerText;
  /** An integer from 0 to 62, `62` unless said. Changes without a restart. */
  readonly optimizer_search_depth?: IntegerText;
  /** `name=on` or `name=off` for some of index_merge, index_merge_union, index_merge_sort_union, index_merge_intersection, engine_condition_pushdown, index_condition_pushdown, mrr, mrr_cost_based, block_nested_loop, batched_key_access, materialization, semijoin, loosescan, firstmatch, duplicateweedout, subquery_materialization_cost_based, use_index_extensions, condition_fanout_filter, derived_merge, use_invisible_indexes, skip_scan, hash_join, subquery_to_derived, prefer_ordering_index, hypergraph_optimizer, derived_condition_pushdown, hash_set_operations, with commas between them, `index_merge=on,index_merge_union=on,index_merge_sort_union=on,index_merge_intersection=on,engine_condition_pushdown=on,index_condition_pushdown=on,mrr=on,mrr_cost_based=on,block_nested_loop=on,batched_key_access=off,materialization=on,semijoin=on,loosescan=on,firstmatch=on,duplicateweedout=on,subquery_materialization_cost_based=on,use_index_extensions=on,condition_fanout_filter=on,derived_merge=on,use_invisible_indexes=off,skip_scan=on,hash_join=on,subquery_to_derived=off,prefer_ordering_index=on,hypergraph_optimizer=off,derived_condition_pushdown=on,hash_set_operations=on` unless said. Changes without a restart. */
  readonly optimizer_switch?: string;
  /** `name=on` or `name=off` for some of enabled, one_line, with commas between them. Changes without a restart. */
  readonly optimizer_trace?: string;
  /** `name=on` or `name=off` for some of greedy_search, range_optimizer, dynamic_range, repeated_subselect, with commas between them, `greedy_search=on,range_optimizer=on,dynamic_range=on,repeated_subselect=on` unless said. Changes without a restart. */
  readonly optimizer_trace_features?: string;
  /** An integer from 0 to 9,223,372,036,854,775,807, `1` unless said. Changes without a restart. */
  readonly optimizer_trace_limit?: IntegerText;
  /** An integer from 0 to 18,446,744,073,709,551,615, `1048576` unless said. Changes without a restart. */
  readonly optimizer_trace_max_mem_size?: IntegerText;
  /** An integer from -9,223,372,036,854,775,808 to 9,223,372,036,854,775,807, `-1` unless said. Changes without a restart. */
  readonly optimizer_trace_offset?: IntegerText;
  /** An integer from 10,000,000 to 18,446,744,073,709,551,615, `18446744073709551615` unless said. Changes without a restart. */
  readonly parser_max_mem_size?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly partial_revokes?: Switch;
  /** An integer from 0 to 4,294,967,295, `0` unless said. Changes without a restart. */
  readonly password_history?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly password_require_current?: Switch;
  /** An integer from 0 to 4,294,967,295, `0` unless said. Changes without a restart. */
  readonly password_reuse_interval?: IntegerText;
  /** A switch, `ON` unless said. A change restarts every member. */
  readonly performance_schema?: Switch;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_accounts_size?: IntegerText;
  /** An integer from -1 to 1,048,576. A change restarts every member. */
  readonly performance_schema_digests_size?: IntegerText;
  /** An integer from 0 to 1,048,576, `5814` unless said. A change restarts every member. */
  readonly performance_schema_error_size?: IntegerText;
  /** An integer from -1 to 1,048,576. A change restarts every member. */
  readonly performance_schema_events_stages_history_long_size?: IntegerText;
  /** An integer from -1 to 1,024. A change restarts every member. */
  readonly performance_schema_events_stages_history_size?: IntegerText;
  /** An integer from -1 to 1,048,576. A change restarts every member. */
  readonly performance_schema_events_statements_history_long_size?: IntegerText;
  /** An integer from -1 to 1,024. A change restarts every member. */
  readonly performance_schema_events_statements_history_size?: IntegerText;
  /** An integer from -1 to 1,048,576. A change restarts every member. */
  readonly performance_schema_events_transactions_history_long_size?: IntegerText;
  /** An integer from -1 to 1,024. A change restarts every member. */
  readonly performance_schema_events_transactions_history_size?: IntegerText;
  /** An integer from -1 to 1,048,576. A change restarts every member. */
  readonly performance_schema_events_waits_history_long_size?: IntegerText;
  /** An integer from -1 to 1,024. A change restarts every member. */
  readonly performance_schema_events_waits_history_size?: IntegerText;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_hosts_size?: IntegerText;
  /** An integer from 0 to 1,024, `150` unless said. A change restarts every member. */
  readonly performance_schema_max_cond_classes?: IntegerText;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_max_cond_instances?: IntegerText;
  /** An integer from 0 to 1,048,576, `1024` unless said. A change restarts every member. */
  readonly performance_schema_max_digest_length?: IntegerText;
  /** An integer from 0 to 1,048,576, `60` unless said. Changes without a restart. */
  readonly performance_schema_max_digest_sample_age?: IntegerText;
  /** An integer from 0 to 1,024, `80` unless said. A change restarts every member. */
  readonly performance_schema_max_file_classes?: IntegerText;
  /** An integer from 0 to 1,048,576, `32768` unless said. A change restarts every member. */
  readonly performance_schema_max_file_handles?: IntegerText;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_max_file_instances?: IntegerText;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_max_index_stat?: IntegerText;
  /** An integer from 0 to 200, `80` unless said. A change restarts every member. 9.7 only. */
  readonly performance_schema_max_logger_classes?: IntegerText;
  /** An integer from 0 to 1,024, `470` unless said. A change restarts every member. */
  readonly performance_schema_max_memory_classes?: IntegerText;
  /** An integer from -1 to 104,857,600, `-1` unless said. A change restarts every member. */
  readonly performance_schema_max_metadata_locks?: IntegerText;
  /** An integer from 0 to 64, `30` unless said. A change restarts every member. */
  readonly performance_schema_max_meter_classes?: IntegerText;
  /** An integer from 0 to 11,000, `600` unless said. A change restarts every member. */
  readonly performance_schema_max_metric_classes?: IntegerText;
  /** An integer from 0 to 1,024, `350` unless said. A change restarts every member. */
  readonly performance_schema_max_mutex_classes?: IntegerText;
  /** An integer from -1 to 104,857,600, `-1` unless said. A change restarts every member. */
  readonly performance_schema_max_mutex_instances?: IntegerText;
  /** An integer from -1 to 4,194,304, `-1` unless said. A change restarts every member. */
  readonly performance_schema_max_prepared_statements_instances?: IntegerText;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_max_program_instances?: IntegerText;
  /** An integer from 0 to 1,024, `100` unless said. A change restarts every member. */
  readonly performance_schema_max_rwlock_classes?: IntegerText;
  /** An integer from -1 to 104,857,600, `-1` unless said. A change restarts every member. */
  readonly performance_schema_max_rwlock_instances?: IntegerText;
  /** An integer from 0 to 1,024, `10` unless said. A change restarts every member. */
  readonly performance_schema_max_socket_classes?: IntegerText;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_max_socket_instances?: IntegerText;
  /** An integer from 0 to 1,048,576, `1024` unless said. A change restarts every member. */
  readonly performance_schema_max_sql_text_length?: IntegerText;
  /** An integer from 0 to 1,024, `175` unless said. A change restarts every member. */
  readonly performance_schema_max_stage_classes?: IntegerText;
  /** An integer from 0 to 256, `234` unless said. A change restarts every member. */
  readonly performance_schema_max_statement_classes?: IntegerText;
  /** An integer from 1 to 256, `10` unless said. A change restarts every member. */
  readonly performance_schema_max_statement_stack?: IntegerText;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_max_table_handles?: IntegerText;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_max_table_instances?: IntegerText;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_max_table_lock_stat?: IntegerText;
  /** An integer from 0 to 1,024, `100` unless said. A change restarts every member. */
  readonly performance_schema_max_thread_classes?: IntegerText;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_max_thread_instances?: IntegerText;
  /** An integer from -1 to 1,048,576. A change restarts every member. */
  readonly performance_schema_session_connect_attrs_size?: IntegerText;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_setup_actors_size?: IntegerText;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_setup_objects_size?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly performance_schema_show_processlist?: Switch;
  /** An integer from -1 to 1,048,576, `-1` unless said. A change restarts every member. */
  readonly performance_schema_users_size?: IntegerText;
  /** Text. A change restarts every member. */
  readonly persist_only_admin_x509_subject?: string;
  /** A switch, `ON` unless said. A change restarts every member. */
  readonly persist_sensitive_variables_in_plaintext?: Switch;
  /** An integer from 1,024 to 1,073,741,824, `32768` unless said. Changes without a restart. */
  readonly preload_buffer_size?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly print_identified_with_as_hex?: Switch;
  /** An integer from 0 to 100, `15` unless said. Changes without a restart. */
  readonly profiling_history_size?: IntegerText;
  /** Text, `zlib,zstd,uncompressed` unless said. Changes without a restart. */
  readonly protocol_compression_algorithms?: string;
  /** An integer from 1,024 to 4,294,966,272, `8192` unless said. Changes without a restart. */
  readonly query_alloc_block_size?: IntegerText;
  /** An integer from 8,192 to 18,446,744,073,709,550,592, `8192` unless said. Changes without a restart. */
  readonly query_prealloc_size?: IntegerText;
  /** An integer from 4,096 to 4,294,966,272, `4096` unless said. Changes without a restart. */
  readonly range_alloc_block_size?: IntegerText;
  /** An integer from 0 to 18,446,744,073,709,551,615, `8388608` unless said. Changes without a restart. */
  readonly range_optimizer_max_mem_size?: IntegerText;
  /** An integer from 8,192 to 2,147,479,552, `131072` unless said. Changes without a restart. */
  readonly read_buffer_size?: IntegerText;
  /** An integer from 1 to 2,147,483,647, `262144` unless said. Changes without a restart. */
  readonly read_rnd_buffer_size?: IntegerText;
  /** An integer from 0 to 2,147,483,647, `8000000` unless said. Changes without a restart. */
  readonly regexp_stack_limit?: IntegerText;
  /** An integer from 0 to 2,147,483,647, `32` unless said. Changes without a restart. */
  readonly regexp_time_limit?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly relay_log_purge?: Switch;
  /** An integer from 0 to 18,446,744,073,709,551,615, `0` unless said. A change restarts every member. */
  readonly relay_log_space_limit?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly replica_allow_batching?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. 9.7 only. */
  readonly replica_allow_higher_version_source?: Switch;
  /** An integer from 32 to 524,280, `512` unless said. Changes without a restart. */
  readonly replica_checkpoint_group?: IntegerText;
  /** An integer from 1 to 4,294,967,295, `300` unless said. Changes without a restart. */
  readonly replica_checkpoint_period?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly replica_compressed_protocol?: Switch;
  /** One of STRICT, IDEMPOTENT, `STRICT` unless said. Changes without a restart. */
  readonly replica_exec_mode?: "STRICT" | "IDEMPOTENT";
  /** Text. A change restarts every member. */
  readonly replica_load_tmpdir?: string;
  /** An integer from 1,024 to 1,073,741,824, `1073741824` unless said. Changes without a restart. */
  readonly replica_max_allowed_packet?: IntegerText;
  /** An integer from 1 to 31,536,000, `60` unless said. Changes without a restart. */
  readonly replica_net_timeout?: IntegerText;
  /** One of DATABASE, LOGICAL_CLOCK, `LOGICAL_CLOCK` unless said. Changes without a restart. 8.4 only. */
  readonly replica_parallel_type?: "DATABASE" | "LOGICAL_CLOCK";
  /** An integer from 1 to 1,024. Changes without a restart. */
  readonly replica_parallel_workers?: IntegerText;
  /** An integer from 1,024 to 18,446,744,073,709,550,592, `134217728` unless said. Changes without a restart. */
  readonly replica_pending_jobs_size_max?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly replica_sql_verify_checksum?: Switch;
  /** An integer from 0 to 18,446,744,073,709,551,615, `10` unless said. Changes without a restart. */
  readonly replica_transaction_retries?: IntegerText;
  /** Some of ALL_LOSSY, ALL_NON_LOSSY, ALL_UNSIGNED, ALL_SIGNED, with commas between them. Changes without a restart. */
  readonly replica_type_conversions?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly replication_optimize_for_static_plugin_config?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly replication_sender_observe_commit_only?: Switch;
  /** Text. A change restarts every member. */
  readonly report_password?: string;
  /** Text. A change restarts every member. */
  readonly report_user?: string;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly restrict_fk_on_non_standard_key?: Switch;
  /** An integer from 8,192 to 18,446,744,073,709,547,520, `8192` unless said. Changes without a restart. */
  readonly rpl_read_size?: IntegerText;
  /** An integer from 2 to 31,536,000, `31536000` unless said. Changes without a restart. */
  readonly rpl_stop_replica_timeout?: IntegerText;
  /** An integer from 2 to 31,536,000, `31536000` unless said. Changes without a restart. */
  readonly rpl_stop_slave_timeout?: IntegerText;
  /** An integer from 256 to 524,288, `256` unless said. Changes without a restart. */
  readonly schema_definition_cache?: IntegerText;
  /** A number from 0 to 1e+300; a fraction is written as text, `100000` unless said. Changes without a restart. */
  readonly secondary_engine_cost_threshold?: NumberText;
  /** An integer from 8,192 to 2,147,479,552, `131072` unless said. Changes without a restart. */
  readonly select_into_buffer_size?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly select_into_disk_sync?: Switch;
  /** An integer from 0 to 31,536,000, `0` unless said. Changes without a restart. */
  readonly select_into_disk_sync_delay?: IntegerText;
  /** An integer from 0 to 32, `32` unless said. Changes without a restart. */
  readonly server_id_bits?: IntegerText;
  /** An integer from 0 to 18,446,744,073,709,551,615, `0` unless said. A change restarts every member. 9.7 only. */
  readonly server_memory?: IntegerText;
  /** One of OFF, OWN_GTID, ALL_GTIDS, `OFF` unless said. Changes without a restart. */
  readonly session_track_gtids?: "OFF" | "OWN_GTID" | "ALL_GTIDS";
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly session_track_schema?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly session_track_state_change?: Switch;
  /** Text, `time_zone,autocommit,character_set_client,character_set_results,character_set_connection` unless said. Changes without a restart. */
  readonly session_track_system_variables?: string;
  /** One of OFF, STATE, CHARACTERISTICS, `OFF` unless said. Changes without a restart. */
  readonly session_track_transaction_info?: "OFF" | "STATE" | "CHARACTERISTICS";
  /** An integer from 16,384 to 18,446,744,073,709,550,592, `262144` unless said. Changes without a restart. */
  readonly set_operations_buffer_size?: IntegerText;
  /** A switch, `ON` unless said. A change restarts every member. */
  readonly sha256_password_auto_generate_rsa_keys?: Switch;
  /** Text, `private_key.pem` unless said. A change restarts every member. */
  readonly sha256_password_private_key_path?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly sha256_password_proxy_users?: Switch;
  /** Text, `public_key.pem` unless said. A change restarts every member. */
  readonly sha256_password_public_key_path?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly show_create_table_verbosity?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly show_gipk_in_create_table_and_information_schema?: Switch;
  /** A switch, `OFF` unless said. A change restarts every member. */
  readonly skip_show_database?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly slave_allow_batching?: Switch;
  /** An integer from 32 to 524,280, `512` unless said. Changes without a restart. */
  readonly slave_checkpoint_group?: IntegerText;
  /** An integer from 1 to 4,294,967,295, `300` unless said. Changes without a restart. */
  readonly slave_checkpoint_period?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly slave_compressed_protocol?: Switch;
  /** One of STRICT, IDEMPOTENT, `STRICT` unless said. Changes without a restart. */
  readonly slave_exec_mode?: "STRICT" | "IDEMPOTENT";
  /** Text. A change restarts every member. */
  readonly slave_load_tmpdir?: string;
  /** An integer from 1,024 to 1,073,741,824, `1073741824` unless said. Changes without a restart. */
  readonly slave_max_allowed_packet?: IntegerText;
  /** An integer from 1 to 31,536,000, `60` unless said. Changes without a restart. */
  readonly slave_net_timeout?: IntegerText;
  /** One of DATABASE, LOGICAL_CLOCK, `LOGICAL_CLOCK` unless said. Changes without a restart. 8.4 only. */
  readonly slave_parallel_type?: "DATABASE" | "LOGICAL_CLOCK";
  /** An integer from 1 to 1,024. Changes without a restart. */
  readonly slave_parallel_workers?: IntegerText;
  /** An integer from 1,024 to 18,446,744,073,709,550,592, `134217728` unless said. Changes without a restart. */
  readonly slave_pending_jobs_size_max?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly slave_sql_verify_checksum?: Switch;
  /** An integer from 0 to 18,446,744,073,709,551,615, `10` unless said. Changes without a restart. */
  readonly slave_transaction_retries?: IntegerText;
  /** Some of ALL_LOSSY, ALL_NON_LOSSY, ALL_UNSIGNED, ALL_SIGNED, with commas between them. Changes without a restart. */
  readonly slave_type_conversions?: string;
  /** An integer from 0 to 31,536,000, `2` unless said. Changes without a restart. */
  readonly slow_launch_time?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly slow_query_log?: Switch;
  /** Text. Changes without a restart. */
  readonly slow_query_log_file?: string;
  /** An integer from 32,768 to 18,446,744,073,709,551,615, `262144` unless said. Changes without a restart. */
  readonly sort_buffer_size?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly source_verify_checksum?: Switch;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly sql_generate_invisible_primary_key?: Switch;
  /** Some of REAL_AS_FLOAT, PIPES_AS_CONCAT, ANSI_QUOTES, IGNORE_SPACE, ONLY_FULL_GROUP_BY, NO_UNSIGNED_SUBTRACTION, NO_DIR_IN_CREATE, ANSI, NO_AUTO_VALUE_ON_ZERO, NO_BACKSLASH_ESCAPES, STRICT_TRANS_TABLES, STRICT_ALL_TABLES, NO_ZERO_IN_DATE, NO_ZERO_DATE, ALLOW_INVALID_DATES, ERROR_FOR_DIVISION_BY_ZERO, TRADITIONAL, NO_ENGINE_SUBSTITUTION, HIGH_NOT_PRECEDENCE, PAD_CHAR_TO_FULL_LENGTH, TIME_TRUNCATE_FRACTIONAL, INTERPRET_UTF8_AS_UTF8MB4, with commas between them, `ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION` unless said. Changes without a restart. */
  readonly sql_mode?: string;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly sql_require_primary_key?: Switch;
  /** Text. Changes without a restart. */
  readonly ssl_capath?: string;
  /** Text. Changes without a restart. */
  readonly ssl_cipher?: string;
  /** Text. Changes without a restart. */
  readonly ssl_crl?: string;
  /** Text. Changes without a restart. */
  readonly ssl_crlpath?: string;
  /** Text, `OFF` unless said. A change restarts every member. */
  readonly ssl_fips_mode?: string;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly ssl_session_cache_mode?: Switch;
  /** An integer from 0 to 86,400, `300` unless said. Changes without a restart. */
  readonly ssl_session_cache_timeout?: IntegerText;
  /** An integer from 16 to 524,288, `256` unless said. Changes without a restart. */
  readonly stored_program_cache?: IntegerText;
  /** An integer from 256 to 524,288, `256` unless said. Changes without a restart. */
  readonly stored_program_definition_cache?: IntegerText;
  /** An integer from 0 to 4,294,967,295, `1` unless said. Changes without a restart. */
  readonly sync_binlog?: IntegerText;
  /** An integer from 0 to 4,294,967,295, `10000` unless said. Changes without a restart. */
  readonly sync_master_info?: IntegerText;
  /** An integer from 0 to 4,294,967,295, `10000` unless said. Changes without a restart. */
  readonly sync_relay_log?: IntegerText;
  /** An integer from 0 to 4,294,967,295, `10000` unless said. Changes without a restart. */
  readonly sync_relay_log_info?: IntegerText;
  /** An integer from 0 to 4,294,967,295, `10000` unless said. Changes without a restart. */
  readonly sync_source_info?: IntegerText;
  /** An integer from 400 to 524,288, `2000` unless said. Changes without a restart. */
  readonly table_definition_cache?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly table_encryption_privilege_check?: Switch;
  /** An integer from 1 to 524,288, `4000` unless said. Changes without a restart. */
  readonly table_open_cache?: IntegerText;
  /** An integer from 1 to 64, `16` unless said. A change restarts every member. */
  readonly table_open_cache_instances?: IntegerText;
  /** An integer from 1 to 524,288, `524288` unless said. Changes without a restart. 9.7 only. */
  readonly table_open_cache_triggers?: IntegerText;
  /** An integer from 256 to 524,288, `256` unless said. Changes without a restart. */
  readonly tablespace_definition_cache?: IntegerText;
  /** An integer from 0 to 18,446,744,073,709,551,615, `0` unless said. Changes without a restart. */
  readonly temptable_max_mmap?: IntegerText;
  /** An integer from 2,097,152 to 18,446,744,073,709,551,615. Changes without a restart. */
  readonly temptable_max_ram?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. 8.4 only. */
  readonly temptable_use_mmap?: Switch;
  /** One of NONE, BEFORE_8_0_26, BEFORE_8_2_0, `NONE` unless said. Changes without a restart. */
  readonly terminology_use_previous?: "NONE" | "BEFORE_8_0_26" | "BEFORE_8_2_0";
  /** An integer from 0 to 16,384, `9` unless said. Changes without a restart. */
  readonly thread_cache_size?: IntegerText;
  /** One of one-thread-per-connection, no-threads, `one-thread-per-connection` unless said. A change restarts every member. */
  readonly thread_handling?: "one-thread-per-connection" | "no-threads";
  /** An integer from 131,072 to 18,446,744,073,709,550,592, `1048576` unless said. A change restarts every member. */
  readonly thread_stack?: IntegerText;
  /** Text. Changes without a restart. */
  readonly time_zone?: string;
  /** A switch, `OFF` unless said. A change restarts every member. */
  readonly tls_certificates_enforced_validation?: Switch;
  /** Text. Changes without a restart. */
  readonly tls_ciphersuites?: string;
  /** Text, `TLSv1.2,TLSv1.3` unless said. Changes without a restart. */
  readonly tls_version?: string;
  /** An integer from 1,024 to 18,446,744,073,709,551,615, `16777216` unless said. Changes without a restart. */
  readonly tmp_table_size?: IntegerText;
  /** An integer from 1,024 to 131,072, `8192` unless said. Changes without a restart. */
  readonly transaction_alloc_block_size?: IntegerText;
  /** One of READ-UNCOMMITTED, READ-COMMITTED, REPEATABLE-READ, SERIALIZABLE, `REPEATABLE-READ` unless said. Changes without a restart. */
  readonly transaction_isolation?: "READ-UNCOMMITTED" | "READ-COMMITTED" | "REPEATABLE-READ" | "SERIALIZABLE";
  /** An integer from 1,024 to 131,072, `4096` unless said. Changes without a restart. */
  readonly transaction_prealloc_size?: IntegerText;
  /** A switch, `OFF` unless said. Changes without a restart. */
  readonly transaction_read_only?: Switch;
  /** One of NO, YES, `YES` unless said. Changes without a restart. */
  readonly updatable_views_with_limit?: "NO" | "YES";
  /** An integer from 1 to 31,536,000, `28800` unless said. Changes without a restart. */
  readonly wait_timeout?: IntegerText;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly windowing_use_high_precision?: Switch;
  /** A switch, `ON` unless said. Changes without a restart. */
  readonly xa_detach_on_prepare?: Switch;
}
