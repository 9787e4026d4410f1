declare global {
  /** Shows values while definitions are evaluated, as messages with their place. It gives nothing back. */
  interface Console {
    log(...values: readonly unknown[]): void;
    info(...values: readonly unknown[]): void;
    debug(...values: readonly unknown[]): void;
    warn(...values: readonly unknown[]): void;
    error(...values: readonly unknown[]): void;
  }
  var console: Console;
}

export {};
