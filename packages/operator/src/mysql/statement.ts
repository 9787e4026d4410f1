import { STATEMENT_MS } from "../timing.ts";
import type { MemberConnection, Row } from "./member-connection.ts";

/** Runs a statement; one that takes a moment unless `timeout`, in milliseconds, says otherwise. */
export function run(
  connection: MemberConnection,
  sql: string,
  timeout: number = STATEMENT_MS.quick,
): Promise<readonly Row[]> {
  return connection.query({ sql, timeout });
}
