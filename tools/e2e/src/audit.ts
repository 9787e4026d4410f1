import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";

/** A request the operator made, as the API server's audit log has it. */
export interface AuditedRequest {
  readonly verb: string;
  readonly requestURI: string;
  readonly stageTimestamp: string;
  readonly objectRef?: { readonly resource?: string; readonly name?: string; readonly subresource?: string };
  readonly responseStatus?: { readonly code?: number };
}

const WRITES = new Set(["create", "update", "patch", "delete", "deletecollection"]);

/** Writes of the operator after a time, renewals of its Lease aside. */
export async function writesSince(auditLog: string, since: Date): Promise<readonly AuditedRequest[]> {
  const writes: AuditedRequest[] = [];
  for await (const line of createInterface({ input: createReadStream(auditLog) })) {
    const request: AuditedRequest = JSON.parse(line);
    if (!WRITES.has(request.verb) || new Date(request.stageTimestamp) < since) continue;
    if (request.objectRef?.resource !== "leases") writes.push(request);
  }
  return writes;
}
