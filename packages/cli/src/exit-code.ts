/** What a command's exit code says. */
export const EXIT = {
  /** All is well. */
  fine: 0,
  /** The user's problem: a wrong definition, an outdated file, a wrong argument. */
  user: 1,
  /** Ours or the world's: a full disk, a missing permission, a bug. */
  fault: 2,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
