import { expect, test } from "vitest";
import type { Step } from "../../steps/step.ts";
import { cluster } from "../../testing/observation-builder.ts";
import { TASKS } from "../tasks/by-state.ts";
import { performLive } from "../tasks/task.ts";
import { decideBy } from "./decide.ts";

const { observation } = cluster({ members: 3 }).afterOutage();
const [claim] = observation.claims;

/** Tasks as they are, and one that is wrong: in an outage it deletes a claim nobody gave up. */
const wrong = {
  ...TASKS,
  Outage: [
    () => {
      if (claim === undefined) return undefined;
      const { name, uid, resourceVersion } = claim;
      const erasure: Step = {
        kind: "delete-claim",
        target: { name, uid, resourceVersion },
        because: "it seemed right",
      };
      return performLive(erasure);
    },
  ],
};

test("a decision with a forbidden step loses its steps, and says so", () => {
  const { steps, stall, status, requeueAfter } = decideBy(wrong, observation);
  expect(steps).toEqual([]);
  expect(stall).toMatchInlineSnapshot(`
    {
      "message": "delete-claim on data-orders-0 was decided and is not performed: the spec does not give up data-orders-0. This is a fault of the operator, and nothing was changed. Report it with the operator's log; what the message names has to change before it goes on.",
      "reason": "StepForbidden",
    }
  `);
  expect(status.conditions?.map(({ type, status: value, reason }) => `${type}=${value} ${reason}`)).toEqual([
    "Ready=False StepForbidden",
    "Stalled=True StepForbidden",
    "Degraded=True NoGroup",
  ]);
  expect(requeueAfter).toBe(2_000);
});

test("what is said of it stays from round to round, wherever the observation comes from", () => {
  const live = decideBy(wrong, observation);
  const told = { ...observation, cluster: { ...observation.cluster, status: live.status } };
  for (const freshness of ["cache", "live", "cache"] as const) {
    const again = decideBy(wrong, { ...told, freshness });
    expect(again.status).toBe(live.status);
    expect(again.steps).toEqual([]);
    expect(again.nextFreshness).toBe("live");
  }
  // A cache may be wrong, so that a look follows at once; what a look found waits for a person.
  expect(decideBy(wrong, { ...told, freshness: "cache" }).requeueAfter).toBe(0);
  expect(decideBy(wrong, told).requeueAfter).toBe(2_000);
});
