/** What went wrong, for code that has to tell cases apart; the message is for people. */
export type FaultCode =
  | "kube-not-found"
  | "kube-conflict"
  | "kube-exists"
  | "kube-gone"
  | "kube-refused"
  | "kube-unavailable"
  | "lease-lost"
  | "mysql-unreachable"
  | "mysql-connection-refused"
  | "mysql-tls"
  | "mysql-access-denied"
  | "mysql-refused"
  | "mysql-changed"
  | "mysql-timeout"
  | "certificate"
  | "configuration"
  | "step-forbidden";

/** The operator's only Error: the world, or the operator itself, did not do its part. Never carries a secret. */
export class OperatorFault extends Error {
  override readonly name = "OperatorFault";
  readonly code: FaultCode;
  /** MySQL's error number, where a server gave one. */
  readonly errorNumber: number | undefined;

  constructor(
    code: FaultCode,
    message: string,
    { cause, errorNumber }: { readonly cause?: unknown; readonly errorNumber?: number } = {},
  ) {
    super(message, { cause });
    this.code = code;
    this.errorNumber = errorNumber;
  }
}

/** Whether the error is a fault with one of these codes. */
export function isFault(error: unknown, ...codes: readonly FaultCode[]): error is OperatorFault {
  return error instanceof OperatorFault && (codes.length === 0 || codes.includes(error.code));
}

/** One line about any thrown value. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
