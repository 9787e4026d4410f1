import { describe, expect, it } from "vitest";
import { OperatorFault } from "../fault.ts";
import { outcomeOfFault, refusalOf } from "./outcome.ts";

describe("what a fault makes of a step", () => {
  it.each([
    ["a server that said no", "mysql-refused", true],
    ["an account that is not let in", "mysql-access-denied", true],
    ["an API server that said no", "kube-refused", true],
    ["a name that is taken", "kube-exists", true],
    ["an API server with trouble of its own", "kube-unavailable", false],
    ["a certificate that could not be made", "certificate", false],
  ] as const)("%s: it failed, and was refused: %s %s", (_, code, refused) => {
    expect(outcomeOfFault(new OperatorFault(code, "why"))).toEqual({
      kind: "failed",
      message: "why",
      refused,
    });
  });

  it.each(["mysql-changed", "kube-conflict", "kube-not-found"] as const)("%s: a conflict", (code) => {
    expect(outcomeOfFault(new OperatorFault(code, "why"))).toEqual({ kind: "conflict" });
  });

  it.each(["mysql-timeout", "mysql-unreachable"] as const)("%s says nothing about the step", (code) => {
    expect(outcomeOfFault(new OperatorFault(code, "why"))).toEqual({ kind: "unanswered" });
    expect(refusalOf(new OperatorFault(code, "why"))).toBeUndefined();
  });

  it("an error of our own making says nothing about the step either", () => {
    expect(outcomeOfFault(new TypeError("oops"))).toEqual({ kind: "unanswered" });
  });
});
