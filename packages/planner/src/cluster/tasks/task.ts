import type { ClusterObjects } from "@grampus/resources";
import type { Step } from "../../steps/step.ts";
import type { Diagnosis, Group, Stall } from "../diagnosis/diagnosis.ts";
import type { ClusterView } from "../view/cluster-view.ts";

/** What a task looks at. */
export interface Context {
  readonly view: ClusterView;
  readonly diagnosis: Diagnosis;
  /** The group, when one was seen. */
  readonly group?: Group;
  /** The objects as they should be; absent while the spec cannot be made true. */
  readonly objects?: ClusterObjects;
}

/** What a task has to say; `undefined` is nothing at all. */
export type Work =
  /** Perform these, then look again. `live`: only on what was read from the API server. */
  | {
      readonly kind: "do";
      readonly steps: readonly Step[];
      readonly live: boolean;
      readonly requeueAfter?: number;
      /** Whether each step is of use without those before it. */
      readonly independent?: true;
    }
  /** Nothing can be done until something happens; later tasks do not run. */
  | { readonly kind: "wait"; readonly because: string; readonly stall?: Stall }
  /** Something is awaited, and later tasks run: what they do does not build on it. */
  | { readonly kind: "pending"; readonly because: string }
  /** Something waits for a person, and later tasks run. */
  | { readonly kind: "note"; readonly stall: Stall };

/** One thing the operator looks after. Tasks are tried in order, and the first with steps decides. */
export type Task = (context: Context) => Work | undefined;

/** Steps that a stale cache cannot turn into harm: their preconditions are enough. */
export function perform(...steps: readonly Step[]): Work {
  return { kind: "do", steps, live: false };
}

/** The same for steps that do not build on each other. */
export function performEach(...steps: readonly Step[]): Work {
  return { kind: "do", steps, live: false, independent: true };
}

/** Steps that cannot be undone: they want an observation read from the API server itself. */
export function performLive(...steps: readonly Step[]): Work {
  return { kind: "do", steps, live: true };
}

/** Waits for the world. */
export function waitFor(because: string): Work {
  return { kind: "wait", because };
}

/** Waits for the world, while later tasks go on. */
export function pending(because: string): Work {
  return { kind: "pending", because };
}

/** Waits for a person. */
export function waitForPerson(reason: Stall["reason"], message: string): Work {
  return { kind: "wait", because: message, stall: { reason, message } };
}
