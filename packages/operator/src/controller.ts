import { errorText } from "./fault.ts";
import type { Log } from "./log.ts";
import { WorkQueue } from "./reconcile/work-queue.ts";
import { QUEUE_MS } from "./timing.ts";

/** What one round came to: when to look again, in milliseconds, or that the object is gone. */
export type Requeue = { readonly kind: "gone" } | { readonly kind: "again"; readonly after: number };

/** What a controller of one kind is made from. `State` is what it keeps of an object between two rounds. */
export interface ControllerOptions<State> {
  /** The kind, for logs: `Cluster`. */
  readonly kind: string;
  /** Objects worked on at the same time. */
  readonly workers: number;
  readonly log: Log;
  /** Uid of the object of this name; `undefined` when there is none. */
  readonly uidOf: (namespace: string, name: string) => string | undefined;
  /** What is kept of an object nothing is known of yet; `wake` asks for a round at once. */
  readonly newState: (wake: () => void) => State;
  /** Gives up what the state holds. */
  readonly closeState: (state: State) => void;
  readonly reconcile: (namespace: string, name: string, state: State) => Promise<Requeue>;
  /** The object is gone. */
  readonly onGone: (key: string) => void;
  readonly onFailure: () => void;
  readonly now: () => number;
  readonly random: () => number;
}

/** The rounds of all objects of one kind: a queue, and what is kept of each object. */
export interface Controller {
  /** Asks for a round of this object; before {@link Controller.start} it is not heard. */
  readonly add: (key: string) => void;
  start(keys: Iterable<string>): void;
  /** Lets the rounds that go on end, starts no others, gives up all state. */
  stop(): Promise<void>;
}

/** Key of an object in a queue and in the caches: `namespace/name`. */
export function objectKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** Makes the controller of one kind. An object that was deleted and made again is another one, by its uid. */
export function createController<State>(options: ControllerOptions<State>): Controller {
  const { kind, workers, log, now, random } = options;
  const states = new Map<string, { readonly uid: string; readonly state: State }>();
  let started = false;

  function stateOf(key: string, uid: string): State {
    const known = states.get(key);
    if (known?.uid === uid) return known.state;
    if (known !== undefined) options.closeState(known.state);
    const state = options.newState(() => add(key));
    states.set(key, { uid, state });
    return state;
  }

  function close(key: string): void {
    const known = states.get(key);
    if (known !== undefined) options.closeState(known.state);
    states.delete(key);
  }

  function forget(key: string): void {
    close(key);
    options.onGone(key);
  }

  const queue: WorkQueue = new WorkQueue({
    workers,
    spacing: QUEUE_MS.spacing,
    firstPause: QUEUE_MS.firstPause,
    longestPause: QUEUE_MS.longestPause,
    now,
    random,
    onFailure: (key, error, pause) => {
      options.onFailure();
      log("warn", `round failed: ${errorText(error)}`, {
        [kind.toLowerCase()]: key,
        pause: Math.round(pause),
      });
    },
    work: async (key) => {
      const [namespace = "", name = ""] = key.split("/");
      const uid = options.uidOf(namespace, name);
      const requeue =
        uid === undefined
          ? ({ kind: "gone" } as const)
          : await options.reconcile(namespace, name, stateOf(key, uid));
      if (requeue.kind === "again") return { again: requeue.after };
      forget(key);
      return {};
    },
  });

  function add(key: string): void {
    if (started) queue.add(key);
  }

  return {
    add,
    start(keys) {
      started = true;
      for (const key of keys) queue.add(key);
    },
    async stop() {
      started = false;
      await queue.stop();
      for (const key of [...states.keys()]) close(key);
    },
  };
}
