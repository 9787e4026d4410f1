import type { Step } from "@grampus/planner";
import { describe, expect, it } from "vitest";
import { OperatorFault } from "../fault.ts";
import { afterLateEnd, afterStep, isFailure, withFailure, withoutFailure } from "./step-failures.ts";

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
    ["a name that is taken", "kube-exists", true],
    ["an API server with trouble of its own", "kube-unavailable", false],
  ] as const)("%s", (_, code, refused) => {
    const fault = new OperatorFault(code, "why");
    expect(isFailure(fault)).toBe(true);
    expect(withFailure([], join("a"), fault, 1, 0)).toMatchObject([{ refused, message: "why" }]);
  });

  it.each([
    "mysql-timeout",
    "mysql-unreachable",
    "mysql-changed",
    "kube-conflict",
    "kube-not-found",
  ] as const)("%s says nothing about the step", (code) => {
    expect(isFailure(new OperatorFault(code, "why"))).toBe(false);
  });

  it("last since the first of a row, with the same spec", () => {
    const first = withFailure([], join("a"), refused, 1, 1000);
    const second = withFailure(first, join("a"), refused, 1, 5000);
    expect(second).toMatchObject([{ since: 1000, at: 5000 }]);
    expect(withFailure(second, join("a"), refused, 2, 9000)).toMatchObject([{ since: 9000, at: 9000 }]);
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

  it("last since the first of a row also where the server says no behind the step", () => {
    const step = join("a");
    const round = (failures: Parameters<typeof afterStep>[0], at: number) =>
      afterLateEnd(afterStep(failures, step, "going on"), step, refused, 1, at);
    expect(round(round([], 1000), 31_000)).toMatchObject([{ since: 1000, at: 31_000 }]);
  });

  it("are forgotten once what ran on behind the step succeeded, and kept when it only fell silent", () => {
    const step = join("a");
    const failures = withFailure([], step, refused, 1, 0);
    expect(afterStep(failures, step, "ended")).toEqual([]);
    expect(afterLateEnd(failures, step, undefined, 1, 2000)).toEqual([]);
    const silence = new OperatorFault("mysql-timeout", "why");
    expect(afterLateEnd(failures, step, silence, 1, 2000)).toBe(failures);
  });

  it("are forgotten once they succeed", () => {
    const failures = withFailure([], join("a"), refused, 1, 0);
    expect(withoutFailure(failures, join("b"))).toBe(failures);
    expect(withoutFailure(failures, join("a"))).toEqual([]);
  });
});
