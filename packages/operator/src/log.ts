/** How much it matters. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** What goes with a message; never a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes lines that machines read. */
export type Log = (level: LogLevel, message: string, fields?: LogFields) => void;

/** A log of JSON lines, one object a line, through `write`. */
export function jsonLog(write: (line: string) => void, now: () => Date): Log {
  return (level, message, fields = {}) =>
    write(`${JSON.stringify({ time: now().toISOString(), level, message, ...fields })}\n`);
}
