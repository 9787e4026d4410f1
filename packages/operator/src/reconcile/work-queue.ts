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
  due: number;
  running: boolean;
  /** When to look again after the run that is going on; a wish made during it. */
  wanted: number | undefined;
  failures: number;
  lastStart: number;
}

/**
 * Keys waiting to be worked on. A key is in it once, is never worked on twice at the same time, and a wish during work
 * leads to one more run after it. Failing keys wait longer and longer, with jitter, without holding up the others.
 */
export class WorkQueue {
  readonly #options: WorkQueueOptions;
  readonly #entries = new Map<string, Entry>();
  #running = 0;
  #timer: NodeJS.Timeout | undefined;
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
      this.#entries.set(key, {
        due,
        running: false,
        wanted: undefined,
        failures: 0,
        lastStart: Number.NEGATIVE_INFINITY,
      });
    } else if (entry.running) {
      entry.wanted = Math.min(entry.wanted ?? due, due);
    } else {
      entry.due = Math.min(entry.due, due);
    }
    this.#pump();
  }

  /** Forgets a key that is gone; work going on for it ends by itself. */
  forget(key: string): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined && !entry.running) this.#entries.delete(key);
  }

  /** Starts no more work; resolves when what is going on has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    if (this.#running > 0) {
      await new Promise<void>((resolve) => {
        this.#idle = resolve;
      });
    }
  }

  #pump(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    const now = this.#options.now();
    const waiting = [...this.#entries]
      .filter(([, entry]) => !entry.running)
      .map(([key, entry]) => ({
        key,
        entry,
        at: Math.max(entry.due, entry.lastStart + this.#options.spacing),
      }))
      .sort((left, right) => left.at - right.at);
    for (const { key, entry, at } of waiting) {
      if (at > now) {
        this.#timer = setTimeout(() => this.#pump(), at - now);
        return;
      }
      if (this.#running >= this.#options.workers) return;
      void this.#run(key, entry);
    }
  }

  async #run(key: string, entry: Entry): Promise<void> {
    const { work, now, random, firstPause, longestPause, onFailure } = this.#options;
    this.#running += 1;
    entry.running = true;
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
    entry.running = false;
    const wishes = [entry.wanted, again === undefined ? undefined : now() + again].filter(
      (wish) => wish !== undefined,
    );
    entry.wanted = undefined;
    if (wishes.length === 0) this.#entries.delete(key);
    else entry.due = Math.min(...wishes);
    if (this.#running === 0) this.#idle?.();
    this.#pump();
  }
}
