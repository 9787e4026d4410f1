/** What kept the compiler from doing its work though the definitions may be fine. */
export type FaultCode =
  | "cannot-read"
  | "cannot-write"
  | "git-failed"
  | "type-checker-failed"
  | "evaluator-failed"
  | "self-check-failed";

/** A failure that is the world's or ours, not the user's definitions': a full disk, a missing permission, a bug. */
export class CompilerFault extends Error {
  override readonly name = "CompilerFault";
  readonly code: FaultCode;
  /** What to do about it. */
  readonly hint: string | undefined;

  constructor(code: FaultCode, message: string, options: { cause?: unknown; hint?: string } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

const SYSTEM_HINTS: Readonly<Record<string, string>> = {
  EACCES: "check the owner and the permissions of the file and of its directory",
  EPERM: "check the owner and the permissions of the file and of its directory",
  ENOSPC: "free some disk space and run the command again",
  EDQUOT: "the disk quota is used up; free some space and run the command again",
  EROFS: "the file system is read-only",
  EMFILE: "too many files are open; raise the limit with ulimit -n",
  EIO: "the disk reports an input/output error",
};

/** The system's code of an error (`ENOSPC`), or undefined when it is no system error. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Turns an error of the file system into a fault that names the file and says what to do. */
export function fileFault(code: "cannot-read" | "cannot-write", file: string, cause: unknown): CompilerFault {
  const system = systemErrorCode(cause);
  const verb = code === "cannot-read" ? "read" : "write";
  const reason = system ?? (cause instanceof Error ? cause.message : String(cause));
  const hint = system === undefined ? undefined : SYSTEM_HINTS[system];
  return new CompilerFault(code, `cannot ${verb} ${file}: ${reason}`, {
    cause,
    ...(hint === undefined ? {} : { hint }),
  });
}
