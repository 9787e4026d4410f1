import { describe, expect, test } from "vitest";
import { decide } from "../cluster/decision/decide.ts";
import { forbidden } from "../cluster/safety/forbidden.ts";
import type { Step } from "../steps/step.ts";
import { NOW, type Scene, serverUuidOf } from "./observation-builder.ts";

/** What a scene becomes, in words that follow "when", and why the step is then forbidden. */
export type Case = readonly [when: string, change: (scene: Scene) => Scene, why: string];

/** The step of this kind that is decided on a scene. */
export function decided(scene: Scene, kind: Step["kind"]): Step {
  const step = decide(scene.observation).steps.find((one) => one.kind === kind);
  if (step === undefined) throw new RangeError(`no ${kind} is decided`);
  return step;
}

/** Tests that a step is right on the scene it is decided on, and forbidden on what the scene becomes. */
export function forbiddenWhen(kind: Step["kind"], scene: Scene, cases: readonly Case[]): void {
  describe(`${kind}: what was right a moment ago is forbidden when`, () => {
    test.each(cases)("%s", (_, change, why) => {
      const step = decided(scene, kind);
      expect(forbidden(step, scene.observation)).toBeUndefined();
      expect(forbidden(step, change(scene).observation)).toBe(why);
    });
  });
}

/** Kubernetes is known from the watch cache. */
export const CACHE: Case = [
  "it is known from the cache",
  (scene) => scene.with({ freshness: "cache" }),
  "what is known of Kubernetes comes from the watch cache",
];

/** A server that has no channel of a group. */
export const CLEAN = { configured: false, running: false, received: "", stuckWorkers: 0 };

/** An applier whose workers stand still for a minute. */
export const STUCK = {
  ...CLEAN,
  configured: true,
  running: true,
  stuckWorkers: 4,
  stuckSince: NOW - 60_000,
};

/** A server that runs in no group. */
export const OFFLINE = { state: "OFFLINE", view: [], viewId: "", superReadOnly: true } as const;

/** A record that names the member as the one that bootstraps. */
export function intentOf(member: string) {
  return { bootstrap: { member, serverUuid: serverUuidOf(member) } };
}
