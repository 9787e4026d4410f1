import type { Canary, CanaryRefusal } from "@grampus/planner";
import { CANARY_TABLE } from "@grampus/resources";
import { isFault, type OperatorFault } from "../fault.ts";
import { STATEMENT_MS } from "../timing.ts";
import type { MemberConnection } from "./member-connection.ts";

/** What became of a canary, and why when it was refused. */
export type CanaryResult = Pick<Canary, "outcome" | "refusal">;

const WRITE = `REPLACE INTO ${CANARY_TABLE} (id, written_at) VALUES (1, UTC_TIMESTAMP(6))`;

/** The schema or the table is not there, or it has other columns. */
const NOT_AS_MADE: readonly number[] = [1049, 1146, 1054, 1364];

function aboutOf(fault: OperatorFault): CanaryRefusal["about"] {
  const { errorNumber = 0 } = fault;
  if (NOT_AS_MADE.includes(errorNumber)) return "schema";
  return isFault(fault, "mysql-access-denied") ? "account" : "server";
}

/** A canary that was refused with this fault, or that could not be sent for it. */
export function refusedCanary(fault: OperatorFault): CanaryResult {
  return { outcome: "refused", refusal: { about: aboutOf(fault), message: fault.message } };
}

/** Commits a small transaction and says what became of it. Throws only when the member cannot be asked at all. */
export async function sendCanary(connection: MemberConnection): Promise<CanaryResult> {
  try {
    await connection.query({ sql: WRITE, timeout: STATEMENT_MS.canary });
    return { outcome: "written" };
  } catch (fault) {
    if (isFault(fault, "mysql-timeout")) return { outcome: "hung" };
    if (isFault(fault, "mysql-refused", "mysql-access-denied")) return refusedCanary(fault);
    throw fault;
  }
}
