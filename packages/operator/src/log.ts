/** How much a message matters, least first. */
export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;

/** How much a message matters. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What goes with a message; never a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes lines that machines read. */
export type Log = (level: LogLevel, message: string, fields?: LogFields) => void;

/** A log of JSON lines, one object a line, through `write`. What matters less than `least` is not written. */
export function jsonLog(write: (line: string) => void, now: () => Date, least: LogLevel): Log {
  const written = new Set(LOG_LEVELS.slice(LOG_LEVELS.indexOf(least)));
  return (level, message, fields = {}) => {
    if (!written.has(level)) return;
    write(`${JSON.stringify({ time: now().toISOString(), level, message, ...fields })}\n`);
  };
}
