import { describe, expect, it } from "vitest";
import type { Step } from "../../steps/step.ts";
import { withFailure, withoutFailure } from "./step-failures.ts";

function join(member: string): Step {
  return {
    kind: "join",
    target: { member, podUid: "pod", serverUuid: "server" },
    because: "the test says so",
  };
}

const no = { message: "the server said no", refused: true };

describe("steps that were refused", () => {
  it("last since the first of a row, with the same spec", () => {
    const first = withFailure([], join("a"), no, 1, 1000);
    const second = withFailure(first, join("a"), no, 1, 5000);
    expect(second).toMatchObject([{ since: 1000, at: 5000, message: "the server said no", refused: true }]);
    expect(withFailure(second, join("a"), no, 2, 9000)).toMatchObject([{ since: 9000, at: 9000 }]);
  });

  it("are kept one of each kind and subject, the last, and not for ever", () => {
    const first = withFailure([], join("a"), no, 1, 0);
    const second = withFailure(first, join("b"), no, 1, 1000);
    const again = withFailure(second, join("a"), no, 2, 2000);
    expect(again.map(({ subject, at, generation }) => [subject, at, generation])).toEqual([
      ["b", 1000, 1],
      ["a", 2000, 2],
    ]);
    expect(withFailure(again, join("c"), no, 2, 601_500).map(({ subject }) => subject)).toEqual(["a", "c"]);
  });

  it("are forgotten once they succeed", () => {
    const failures = withFailure([], join("a"), no, 1, 0);
    expect(withoutFailure(failures, join("b"))).toBe(failures);
    expect(withoutFailure(failures, join("a"))).toEqual([]);
  });
});
