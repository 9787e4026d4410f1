import { FILES } from "../member/paths.ts";

/** Readiness: the member is ONLINE in its group. It is never a reason to end the container. */
export const READY_SCRIPT = `#!/bin/bash
state=$(mysql --defaults-extra-file=${FILES.client} --connect-timeout=2 -NB -e \\
  "SELECT member_state FROM performance_schema.replication_group_members WHERE member_id=@@server_uuid" 2>&1)
[ "$state" = ONLINE ] || { echo "member state: \${state:-OFFLINE}"; exit 1; }
`;
