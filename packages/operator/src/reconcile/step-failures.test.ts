import type { Step } from "@grampus/planner";
import { describe, expect, it } from "vitest";
import { OperatorFault } from "../fault.ts";
import { isRefusal, withFailure, withoutFailure } from "./step-failures.ts";

function join(member: string): Step {
  return {
    kind: "join",
    target: { member, podUid: "pod", serverUuid: "server" },
    because: "the test says so",
  };
}

const refused = new OperatorFault("mysql-refused", "the server said no");

describe("steps that were refused", () => {
  it.each([
    ["a server that said no", "mysql-refused", true],
    ["an API server that said no", "kube-refused", true],
    ["silence", "mysql-timeout", false],
    ["another server than the one that was meant", "mysql-changed", false],
    ["a conflict", "kube-conflict", false],
  ] as const)("%s", (_, code, expected) => {
    expect(isRefusal(new OperatorFault(code, "why"))).toBe(expected);
  });

  it("are kept one of each kind and subject, the last, and not for ever", () => {
    const first = withFailure([], join("a"), refused, 1, 0);
    const second = withFailure(first, join("b"), refused, 1, 1000);
    const again = withFailure(second, join("a"), refused, 2, 2000);
    expect(again.map(({ subject, at, generation }) => [subject, at, generation])).toEqual([
      ["b", 1000, 1],
      ["a", 2000, 2],
    ]);
    expect(withFailure(again, join("c"), refused, 2, 601_500).map(({ subject }) => subject)).toEqual([
      "a",
      "c",
    ]);
  });

  it("are forgotten once they succeed", () => {
    const failures = withFailure([], join("a"), refused, 1, 0);
    expect(withoutFailure(failures, join("b"))).toBe(failures);
    expect(withoutFailure(failures, join("a"))).toEqual([]);
  });
});
