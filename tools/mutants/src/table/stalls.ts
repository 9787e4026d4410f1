import type { Mutant } from "../mutant.ts";

const STATES = "packages/planner/src/cluster/tasks/by-state.ts";
const SECRETS = "packages/planner/src/cluster/tasks/create-secrets.ts";
const DECIDE = "packages/planner/src/cluster/decision/decide.ts";
const ROUND = "packages/planner/src/cluster/round/round.ts";

/** Defects of what goes on while something is refused. */
export const STALL_MUTANTS: readonly Mutant[] = [
  {
    id: "W01",
    file: STATES,
    bug: "certificates and Services are left alone while the spec is refused",
    from: "...onceMade(createSecrets, applyObjects),",
    to: "...ifPossible(createSecrets, applyObjects),",
  },
  {
    id: "W02",
    file: SECRETS,
    bug: "a CA is made anew for members that have another one",
    from: "if (isBound(view) || isForeign(authority)) return [];",
    to: "if (isForeign(authority)) return [];",
  },
  {
    id: "W03",
    file: DECIDE,
    bug: "a forbidden step is told of in every other round only",
    from: 'firstForbidden(decided, mustLook ? { ...observation, freshness: "live" } : observation)',
    to: "firstForbidden(mustLook ? [] : decided, observation)",
  },
  {
    id: "W04",
    file: ROUND,
    bug: "a status that is not taken holds up the steps",
    from: 'if (effect.kind === "write-status" && effects.some(({ kind }) => kind === "perform-step"))',
    to: "if (false)",
  },
  {
    id: "W05",
    file: ROUND,
    bug: "a failure of hours ago still counts",
    from: "{ ...observed, failures: recentFailures(observed.failures, now) }",
    to: "observed",
  },
];
