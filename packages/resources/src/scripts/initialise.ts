import { ACCOUNTS } from "../account/account.ts";
import { initialStatements } from "../account/account-statements.ts";
import { FILES, PATHS } from "../member/paths.ts";
import { CERTIFICATE_KEYS } from "../member/volumes.ts";
import { ADMIN_PORT, MYSQL_PORT } from "../names.ts";

/**
 * Runs before mysqld at every start of the pod: writes what differs per member, and makes the data directory once.
 * Passwords go from files to files, never into an argument. A half-made directory never counts: it has another name
 * until it is complete and on disk. It is made with the settings that its files keep for good, the later file's before the
 * earlier one's, as mysqld will read them.
 */
export const INITIALISE_SCRIPT = `#!/bin/bash
set -euo pipefail
umask 077
log() { printf '%s init: %s\\n' "$(date -u +%FT%T.%3NZ)" "$*"; }
body() { local s; s=$(<"${PATHS.secrets}/$1"); s=\${s//\\\\/\\\\\\\\}; s=\${s//\\'/\\\\\\'}; printf '%s' "$s"; }
host=$POD_NAME.$MEMBER_DOMAIN
printf '[mysqld]\\nserver_id=%d\\nreport_host=%s\\ngroup_replication_local_address=%s:${MYSQL_PORT}\\nadmin_address=%s\\nadmin_port=${ADMIN_PORT}\\n' \\
  $((SERVER_ID_BASE + \${POD_NAME##*-})) "$host" "$host" "$POD_IP" >${FILES.instance}
printf '127.0.0.1\\tlocalhost\\n::1\\tlocalhost\\n%s\\t%s\\t%s\\n' "$POD_IP" "$host" "$POD_NAME" >${FILES.ownHosts}
cat ${FILES.ownHosts} >${FILES.hosts}
printf '[client]\\nuser=${ACCOUNTS.local.user}\\npassword=\\x27%s\\x27\\nsocket=${FILES.socket}\\n' "$(body local)" >${FILES.client}
printf '[client]\\nuser=${ACCOUNTS.operator.user}\\npassword=\\x27%s\\x27\\nhost=%s\\nport=${ADMIN_PORT}\\nprotocol=TCP\\nssl-mode=VERIFY_CA\\nssl-ca=${PATHS.certificate}/${CERTIFICATE_KEYS.authority}\\n' \\
  "$(body operator)" "$POD_IP" >${FILES.adminClient}
if [ -d ${PATHS.data} ]; then log "data directory exists"; exit 0; fi
rm -rf ${PATHS.data}.new
cat >${FILES.initialStatements} <<SQL
${initialStatements((password) => `$(body ${password})`).join("\n")}
SQL
creation=()
option=$'^[[:space:]]*innodb[-_](page[-_]size|data[-_]file[-_]path)[[:space:]]*=[[:space:]]*["\\']?([^"\\'#[:space:]]+)'
for file in ${FILES.userConfiguration} ${FILES.configuration} ${FILES.variables}; do
  [ -f "$file" ] || continue
  while IFS= read -r line || [ -n "$line" ]; do
    if [[ $line =~ $option ]]; then creation+=("--innodb-\${BASH_REMATCH[1]}=\${BASH_REMATCH[2]}"); fi
  done <"$file"
done
log "initialising" "\${creation[@]}"
mysqld --no-defaults --initialize-insecure --datadir=${PATHS.data}.new --init-file=${FILES.initialStatements} --tmpdir=${PATHS.temporary} \\
  --innodb-redo-log-capacity=8M --innodb-doublewrite=OFF --skip-log-bin --innodb-log-buffer-size=1M \\
  --innodb-buffer-pool-size=64M --auto-generate-certs=OFF --mysqlx=OFF --performance-schema=OFF --secure-file-priv=NULL \\
  "\${creation[@]}"
rm -f ${FILES.initialStatements}
sync -f ${PATHS.volume}
mv ${PATHS.data}.new ${PATHS.data}
sync -f ${PATHS.volume}
log "initialised"
`;
