import { type FaultCode, OperatorFault } from "../fault.ts";
import type { KubeRequest } from "./request.ts";

interface StatusBody {
  readonly message?: string;
  readonly reason?: string;
}

function statusBody(text: string): StatusBody {
  try {
    const body: StatusBody = JSON.parse(text);
    return body;
  } catch {
    return { message: text.slice(0, 200) };
  }
}

function codeOf(status: number, reason: string | undefined): FaultCode {
  if (status === 404) return "kube-not-found";
  if (status === 409) return reason === "AlreadyExists" ? "kube-exists" : "kube-conflict";
  if (status === 410) return "kube-gone";
  return status === 429 || status >= 500 ? "kube-unavailable" : "kube-refused";
}

/** The fault for an answer with an error status; the API server's own words are its message. */
export function faultOfStatus(request: KubeRequest, status: number, text: string): OperatorFault {
  const { message, reason } = statusBody(text);
  return new OperatorFault(
    codeOf(status, reason),
    `${request.method} ${request.path}: ${status} ${reason ?? ""}: ${message ?? "no message"}`,
  );
}
