import { FILES } from "../member/paths.ts";

/**
 * Leaves the group without hurting writers: a primary hands over first, then the member stops. `super_read_only` is
 * set before and after STOP, which leaves a former primary writable for an instant. Every statement is bounded.
 */
export const PRE_STOP_SCRIPT = `#!/bin/bash
sql() { timeout "$1" mysql --defaults-extra-file=${FILES.client} --connect-timeout=3 -NB -e "$2"; }
log() { printf '%s preStop: %s\\n' "$(date -u +%FT%T.%3NZ)" "$*" >/proc/1/fd/1; }
members=performance_schema.replication_group_members
self=$(sql 5 "SELECT CONCAT(member_state,'/',member_role) FROM $members WHERE member_id=@@server_uuid") || { log "mysqld does not answer"; exit 0; }
log "I am \${self:-OFFLINE}"
if [ "$self" = ONLINE/PRIMARY ]; then
  to=$(sql 5 "SELECT member_id FROM $members WHERE member_state='ONLINE' AND member_role='SECONDARY' ORDER BY member_host LIMIT 1")
  if [ -n "$to" ]; then sql 20 "SELECT group_replication_set_as_primary('$to', 5)"; log "switch to $to: $?"; fi
fi
sql 5 "SET GLOBAL super_read_only=ON"; log "read only: $?"
sql 30 "STOP GROUP_REPLICATION"; log "stop: $?"
sql 5 "SET GLOBAL super_read_only=ON"
exit 0
`;
