import type { ClusterObjects } from "@grampus/resources";
import type { Step } from "../../steps/step.ts";
import type { Context } from "../desired/context.ts";
import type { MajorityGroup, PrimaryGroup, Stall, State } from "../diagnosis/diagnosis.ts";
import { isLed, isMajority } from "../diagnosis/group.ts";
import type { ClusterView } from "../view/cluster-view.ts";

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
  /** Something is awaited, and later tasks run: what they do does not build on it. `isSwitch`: a switch of the primary waits. */
  | { readonly kind: "pending"; readonly because: string; readonly isSwitch?: true }
  /** Something waits for a person, and later tasks run. */
  | { readonly kind: "note"; readonly stall: Stall };

/** One thing the operator looks after, with what it has to know. The first of a state's tasks with steps decides. */
export type Task<C extends Context = Context> = (context: C) => Work | undefined;

/** Known once the spec can be made true. */
export interface Desired {
  readonly objects: ClusterObjects;
}

/** The states in which a group is seen. */
export type StateWithGroup = "Grouped" | "ApplierStuck";

/** Known while most of a group say the same. */
export interface ByMajority<S extends StateWithGroup = StateWithGroup> extends Context<S> {
  readonly group: MajorityGroup;
}

/** Known while most of a group say the same, and that it has a primary. */
export interface UnderPrimary extends Context<StateWithGroup> {
  readonly group: PrimaryGroup;
}

/** Tasks that are left out while the spec cannot be made true. */
export function ifPossible<C extends Context>(...tasks: readonly Task<C & Desired>[]): readonly Task<C>[] {
  return tasks.map((task) => (context: C) => {
    const { objects } = context;
    return objects === undefined ? undefined : task({ ...context, objects });
  });
}

/** Whether there is, or was, a member: what runs is looked after whatever becomes of the spec. */
function wasMade({ identity, observation }: ClusterView): boolean {
  return observation.statefulSet !== undefined || (identity?.members.length ?? 0) > 0;
}

/** Tasks that go on while the spec cannot be made true, but for a cluster of which nothing was ever made. */
export function onceMade<C extends Context>(...tasks: readonly Task<C>[]): readonly Task<C>[] {
  return tasks.map(
    (task) => (context: C) =>
      context.objects !== undefined || wasMade(context.view) ? task(context) : undefined,
  );
}

/** Tasks that are left out while too few members of the group could be asked. */
export function byMajority<S extends StateWithGroup>(
  ...tasks: readonly Task<ByMajority<S>>[]
): readonly Task<Context<S>>[] {
  return tasks.map((task) => (context: Context<S>) => {
    const { group } = context.diagnosis;
    return isMajority(group) ? task({ ...context, group }) : undefined;
  });
}

/** Tasks that are left out while the group has no primary, or too few members could be asked. */
export function underPrimary(
  ...tasks: readonly Task<UnderPrimary>[]
): readonly Task<Context<StateWithGroup>>[] {
  return tasks.map((task) => (context: Context<StateWithGroup>) => {
    const { group } = context.diagnosis;
    return isLed(group) ? task({ ...context, group }) : undefined;
  });
}

/** What to do in each state, in this order. */
export type TasksByState = { readonly [S in State]: readonly Task<Context<S>>[] };

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
