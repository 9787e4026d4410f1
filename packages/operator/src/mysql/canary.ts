import type { Canary } from "@grampus/planner";
import { isFault } from "../fault.ts";
import type { MemberConnection } from "./member-connection.ts";

const TIMEOUT = 5000;
const WRITE = "REPLACE INTO grampus.canary (id, written_at) VALUES (1, UTC_TIMESTAMP(6))";
const NO_SUCH_TABLE = [1049, 1146];

const CREATE = [
  "CREATE DATABASE IF NOT EXISTS grampus",
  "CREATE TABLE IF NOT EXISTS grampus.canary (id TINYINT UNSIGNED PRIMARY KEY, written_at TIMESTAMP(6) NOT NULL)",
];

async function write(connection: MemberConnection): Promise<void> {
  try {
    await connection.query({ sql: WRITE, timeout: TIMEOUT });
  } catch (fault) {
    if (!isFault(fault) || !NO_SUCH_TABLE.includes(fault.errorNumber ?? 0)) throw fault;
    for (const sql of [...CREATE, WRITE]) await connection.query({ sql, timeout: TIMEOUT });
  }
}

/** Commits a small transaction and says what became of it. Throws only when the member cannot be asked at all. */
export async function sendCanary(connection: MemberConnection): Promise<Canary["outcome"]> {
  try {
    await write(connection);
    return "written";
  } catch (fault) {
    if (isFault(fault, "mysql-timeout")) return "hung";
    if (isFault(fault, "mysql-refused", "mysql-access-denied")) return "refused";
    throw fault;
  }
}
