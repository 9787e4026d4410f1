import fc from "fast-check";
import { expect, test } from "vitest";
import { wayBack } from "./way-back.ts";

test.each<[string, readonly number[], number | undefined, number | undefined, readonly number[]]>([
  ["nothing ran", [], undefined, undefined, []],
  ["only this one ran", [1], 1, undefined, []],
  ["one back", [1, 2, 3], 3, 2, []],
  ["two back", [1, 2, 3, 2], 2, 1, [3]],
  ["two back, the first of which is not committed", [1, 2, 3], 2, 1, [3]],
  ["a promotion that is not committed", [1, 2], 3, 2, []],
  ["all the way back", [1, 2, 3, 2, 1], 1, undefined, [2, 3]],
  ["forward past what was gone back from", [1, 2, 1, 3], 3, 1, [2]],
  ["forward again to what was gone back from", [1, 2, 1, 2], 2, 1, []],
  ["over several at once", [1, 2, 3, 1], 1, undefined, [2, 3]],
  ["numbers that did not grow", [2, 1, 3], 3, 1, []],
  ["nothing runs any more", [1, 2], undefined, 2, []],
  ["commits that changed other clusters", [1, 1, 2, 2, 2], 2, 1, []],
])("%s", (_, ran, running, to, givenUp) => {
  expect(wayBack(ran, running)).toEqual({ to, givenUp });
});

test("going back again and again ends, and never comes to a release twice or to one that was gone back from", () => {
  const releases = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(fc.array(releases, { maxLength: 12 }), releases, (before, running) => {
      const ran = [...before, running];
      const { givenUp } = wayBack(ran, running);
      const seen = new Set([running, ...givenUp]);
      for (let at = running; ; ) {
        const { to } = wayBack(ran, at);
        if (to === undefined) return;
        expect(seen).not.toContain(to);
        seen.add(to);
        ran.push(to);
        at = to;
      }
    }),
  );
});
