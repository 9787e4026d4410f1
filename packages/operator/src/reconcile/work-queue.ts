/** What the work on a key says when it is done: when to look again, in milliseconds; nothing for "when told". */
export type WorkResult = { readonly again?: number };

/** Settings of a queue. */
export interface WorkQueueOptions {
  /** Keys worked on at the same time. */
  readonly workers: number;
  /** Least time between two starts of work on one key, in milliseconds. */
  readonly spacing: number;
  /** Pause after the first failure; doubles up to `longestPause`. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** Does the work; what it throws is a failure. */
  readonly work: (key: string) => Promise<WorkResult>;
  readonly onFailure: (key: string, error: unknown, pause: number) => void;
  readonly random: () => number;
  readonly now: () => number;
}

interface Entry {
  /** When to begin; a wish made during the run that is going on waits in it for the end of that. */
  due: number;
  state: "waiting" | "ready" | "running";
  /** Puts it among the ready ones when it is due. */
  timer: NodeJS.Timeout | undefined;
  failures: number;
  lastStart: number;
}

/**
 * Keys waiting to be worked on. A key is in it once, is never worked on twice at the same time, and a wish during work
 * leads to one more run after it. Failing keys wait longer and longer, with jitter, without holding up the others. A key
 * that waits costs nothing but its timer, however many there are.
 */
export class WorkQueue {
  readonly #options: WorkQueueOptions;
  readonly #entries = new Map<string, Entry>();
  /** Keys that are due, in the order in which they became so. */
  readonly #ready = new Set<string>();
  #running = 0;
  #stopped = false;
  #idle: (() => void) | undefined;

  constructor(options: WorkQueueOptions) {
    this.#options = options;
  }

  /** Keys that wait or are worked on. */
  get size(): number {
    return this.#entries.size;
  }

  /** Keys worked on now. */
  get running(): number {
    return this.#running;
  }

  /** Asks for work on the key, in `after` milliseconds at the latest. */
  add(key: string, after = 0): void {
    if (this.#stopped) return;
    const due = this.#options.now() + after;
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      const fresh: Entry = {
        due,
        state: "waiting",
        timer: undefined,
        failures: 0,
        lastStart: Number.NEGATIVE_INFINITY,
      };
      this.#entries.set(key, fresh);
      this.#wait(key, fresh);
    } else if (due < entry.due) {
      entry.due = due;
      if (entry.state === "waiting") this.#wait(key, entry);
    }
  }

  /** Starts no more work; resolves when what is going on has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#ready.clear();
    for (const { timer } of this.#entries.values()) clearTimeout(timer);
    if (this.#running > 0) {
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
    }
  }

  #wait(key: string, entry: Entry): void {
    clearTimeout(entry.timer);
    const left = Math.max(entry.due, entry.lastStart + this.#options.spacing) - this.#options.now();
    entry.state = "waiting";
    if (left <= 0) this.#makeReady(key, entry);
    else entry.timer = setTimeout(() => this.#makeReady(key, entry), left);
  }

  #makeReady(key: string, entry: Entry): void {
    entry.state = "ready";
    this.#ready.add(key);
    this.#pump();
  }

  #pump(): void {
    for (const key of this.#ready) {
      if (this.#running >= this.#options.workers) return;
      this.#ready.delete(key);
      const entry = this.#entries.get(key);
      if (entry !== undefined) void this.#run(key, entry);
    }
  }

  async #run(key: string, entry: Entry): Promise<void> {
    const { work, now, random, firstPause, longestPause, onFailure } = this.#options;
    this.#running += 1;
    entry.state = "running";
    entry.due = Number.POSITIVE_INFINITY;
    entry.lastStart = now();
    let again: number | undefined;
    try {
      again = (await work(key)).again;
      entry.failures = 0;
    } catch (error) {
      again = Math.min(firstPause * 2 ** entry.failures, longestPause) * (0.5 + random() / 2);
      entry.failures += 1;
      onFailure(key, error, again);
    }
    this.#running -= 1;
    if (again !== undefined) entry.due = Math.min(entry.due, now() + again);
    if (this.#stopped) {
      if (this.#running === 0) this.#idle?.();
      return;
    }
    if (entry.due === Number.POSITIVE_INFINITY) this.#entries.delete(key);
    else this.#wait(key, entry);
    this.#pump();
  }
}
