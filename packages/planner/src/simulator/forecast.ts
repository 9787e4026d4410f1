import type { Cluster } from "@grampus/api";
import { decide } from "../cluster/decision/decide.ts";
import type { Stall } from "../cluster/diagnosis/diagnosis.ts";
import type { Step } from "../steps/step.ts";
import { isWhole } from "./faults.ts";
import { lookOnce, newOperator, type Operator } from "./operator.ts";
import { changeSpec, createCluster } from "./people.ts";
import { isReady, progress } from "./simulate.ts";
import { newWorld, type World } from "./world.ts";

/**
 * What the operator is going to do for a change of a spec, when nothing fails meanwhile. `stalled`: it stops, and a
 * person is asked; the steps are those it does before. `endless`: the change does not settle in the model.
 */
export type Forecast =
  | { readonly kind: "settled"; readonly steps: readonly Step[] }
  | { readonly kind: "stalled"; readonly steps: readonly Step[]; readonly stall: Stall }
  | { readonly kind: "endless"; readonly steps: readonly Step[] };

const SEED = 1;
const LONGEST = 3_000;
const STALLED_LOOKS = 20;

function run(world: World, operator: Operator): Forecast {
  const steps: Step[] = [];
  let stalled = 0;
  for (let index = 0; index < LONGEST; index++) {
    progress(world);
    const { decision } = lookOnce(world, operator, false);
    steps.push(...(decision?.steps ?? []));
    stalled = decision?.stall === undefined || decision.steps.length > 0 ? 0 : stalled + 1;
    if (decision?.stall !== undefined && stalled >= STALLED_LOOKS) {
      return { kind: "stalled", steps, stall: decision.stall };
    }
    if (decision?.steps.length === 0 && isReady(world) && isWhole(world)) return { kind: "settled", steps };
  }
  return { kind: "endless", steps };
}

/**
 * Plays a change of the spec through the planner against the model without faults: a healthy cluster as `before` says,
 * then `after`. The same two specs give the same steps. Secrets and ConfigMaps they name are taken as there.
 */
export function forecast(before: Cluster, after: Cluster): Forecast {
  const world = newWorld(SEED);
  const { name, namespace } = after.metadata;
  createCluster(world, before.spec ?? {}, name, namespace);
  const operator = newOperator(world, decide);
  const start = run(world, operator);
  if (start.kind !== "settled") return start;
  changeSpec(world, () => after.spec ?? {});
  return run(world, operator);
}
