import type { Canary } from "@grampus/planner";
import { CANARY_TABLE } from "@grampus/resources";
import { isFault } from "../fault.ts";
import { STATEMENT_MS } from "../timing.ts";
import type { MemberConnection } from "./member-connection.ts";

const WRITE = `REPLACE INTO ${CANARY_TABLE} (id, written_at) VALUES (1, UTC_TIMESTAMP(6))`;

/** Commits a small transaction and says what became of it. Throws only when the member cannot be asked at all. */
export async function sendCanary(connection: MemberConnection): Promise<Canary["outcome"]> {
  try {
    await connection.query({ sql: WRITE, timeout: STATEMENT_MS.canary });
    return "written";
  } catch (fault) {
    if (isFault(fault, "mysql-timeout")) return "hung";
    if (isFault(fault, "mysql-refused", "mysql-access-denied")) return "refused";
    throw fault;
  }
}
