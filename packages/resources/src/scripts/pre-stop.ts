import { ACCOUNTS } from "../account/account.ts";
import { FILES } from "../member/paths.ts";

/** Seconds that a member which is to end leaves to what runs on it, should it be the primary. */
const WAIT_SECONDS = 30;

const OWN = Object.values(ACCOUNTS)
  .filter(({ user }) => user !== ACCOUNTS.root.user)
  .map(({ user }) => `'${user}'`);
const CLIENTS = `id<>CONNECTION_ID() AND user NOT IN ('system user','event_scheduler','unauthenticated user','mysql.session',${OWN.join(",")})`;

// The first word is all that is shown of a statement: the rest may hold what nobody should read in a log.
const COMMENTS = "^([[:space:]]|/[*]!?[0-9]*[^*]*[*]/)*";
const WORD = `UPPER(REGEXP_SUBSTR(REGEXP_REPLACE(LEFT(info,512),'${COMMENTS}',''),'^[A-Za-z]+'))`;
const CHANGES = "'ALTER','ANALYZE','CREATE','DROP','IMPORT','LOAD','OPTIMIZE','RENAME','REPAIR','TRUNCATE'";
/**
 * Leaves the group without hurting writers: a primary waits for schema changes and loads, ends what is left of them,
 * hands over to the member that is least behind, and then the member stops. What holds up the switch all the same loses
 * its session after 3 s: writes are blocked meanwhile. `super_read_only` is set before and after STOP, which leaves a
 * former primary writable for an instant. Every statement is bounded. A server that lets nobody in by its socket, for it
 * is full, is spoken to through its administrative interface.
 */
export const PRE_STOP_SCRIPT = `#!/bin/bash
client=${FILES.client}
sql() { timeout "$1" mysql --defaults-extra-file=$client --connect-timeout=3 --force -NB -e "$2"; }
log() { printf '%s preStop: %s\\n' "$(date -u +%FT%T.%3NZ)" "$*" >/proc/1/fd/1; }
word="${WORD}"
clients="FROM information_schema.processlist WHERE ${CLIENTS}"
changes="$clients AND command IN ('Query','Execute') AND $word IN (${CHANGES})"
running() { sql 5 "SELECT CONCAT_WS(' ', $word, 'in session', id, 'of', user) $changes ORDER BY id"; }
kills() { sql 5 "SELECT CONCAT('KILL $1 ', id, ';') $2"; }
members=performance_schema.replication_group_members
ask() { sql 5 "SELECT CONCAT(member_state,'/',member_role) FROM $members WHERE member_id=@@server_uuid"; }
self=$(ask) || { client=${FILES.adminClient}; self=$(ask); } || { log "mysqld does not answer"; exit 0; }
log "I am \${self:-OFFLINE}"
if [ "$self" = ONLINE/PRIMARY ]; then
  until=$((SECONDS + ${WAIT_SECONDS})) now=$(running) said=
  while [ -n "$now" ] && [ "$SECONDS" -lt "$until" ]; do
    [ "$now" = "$said" ] || log "the switch waits for" $now
    said=$now
    sleep 1
    now=$(running)
  done
  if [ -n "$now" ]; then log "ends" $now; sql 5 "$(kills QUERY "$changes")"; sleep 1; fi
  to=$(sql 5 "SELECT m.member_id FROM $members m JOIN performance_schema.replication_group_member_stats s USING (member_id) WHERE m.member_state='ONLINE' AND m.member_role='SECONDARY' ORDER BY s.count_transactions_remote_in_applier_queue, m.member_host LIMIT 1")
  if [ -n "$to" ]; then
    { sleep 3; log "the switch is held up: sessions of clients are ended"; sql 5 "$(kills CONNECTION "$clients")"; } &
    guard=$!
    sql 20 "SELECT group_replication_set_as_primary('$to', 5)"; log "switch to $to: $?"
    kill "$guard" 2>/dev/null
  fi
fi
sql 5 "SET GLOBAL super_read_only=ON"; log "read only: $?"
sql 30 "STOP GROUP_REPLICATION"; log "stop: $?"
sql 5 "SET GLOBAL super_read_only=ON"
exit 0
`;
