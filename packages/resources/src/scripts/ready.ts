import { FILES } from "../member/paths.ts";

/** What the client says of a server whose connections are all taken. */
const FULL = "ERROR 1040";

/**
 * Readiness: the member is ONLINE in its group. It is never a reason to end the container. A server that is full is asked
 * through its administrative interface.
 */
export const READY_SCRIPT = `#!/bin/bash
ask() {
  mysql --defaults-extra-file="$1" --connect-timeout=2 -NB -e \\
    "SELECT member_state FROM performance_schema.replication_group_members WHERE member_id=@@server_uuid" 2>&1
}
state=$(ask ${FILES.client})
if [[ $state == *"${FULL}"* ]]; then state=$(ask ${FILES.adminClient}); fi
[ "$state" = ONLINE ] || { echo "member state: \${state:-OFFLINE}"; exit 1; }
`;
