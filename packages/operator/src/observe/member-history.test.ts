import type { MemberReport } from "@grampus/planner";
import { describe, expect, it } from "vitest";
import type { MemberFacts } from "../mysql/member-answer.ts";
import { type MemberNews, memberReport } from "./member-history.ts";

function facts(
  changes: Partial<MemberFacts> = {},
  stuckWorkers = 0,
): MemberFacts & { readonly login: "operator" } {
  return {
    kind: "answered",
    podUid: "pod",
    serverUuid: "server",
    version: "9.7.4",
    superReadOnly: true,
    readOnly: true,
    state: "ONLINE",
    viewId: "1:1",
    view: [],
    executed: "g:1-5",
    applier: { configured: true, running: true, received: "g:1-5", stuckWorkers },
    recoveryConfigured: true,
    bootstrapArmed: false,
    login: "operator",
    accountFlaws: [],
    variables: {},
    ...changes,
  };
}

/** Reports of news that came at 100, 200, 300 and so on. */
function reports(...news: readonly MemberNews[]): readonly MemberReport[] {
  const all: MemberReport[] = [];
  for (const [index, item] of news.entries()) all.push(memberReport(item, all.at(-1), (index + 1) * 100));
  return all;
}

const unreachable = (reason: "refused" | "timeout" | "address"): MemberNews => ({
  kind: "unreachable",
  reason,
});

describe("since when a member is as it is", () => {
  it("a state lasts while pod, server and state are the same", () => {
    const since = reports(
      facts(),
      facts(),
      facts({ state: "ERROR" }),
      facts({ state: "ERROR", podUid: "next" }),
    );
    expect(since.map((report) => (report.kind === "answered" ? report.stateSince : 0))).toEqual([
      100, 100, 300, 400,
    ]);
  });

  it("unreachable lasts whatever the reason, and ends with an answer", () => {
    const all = reports(unreachable("refused"), unreachable("timeout"), facts(), unreachable("refused"));
    expect(all.map((report) => (report.kind === "unreachable" ? report.since : "answered"))).toEqual([
      100,
      100,
      "answered",
      400,
    ]);
  });

  it("the loss of the pod begins a silence of its own", () => {
    const all = reports(
      unreachable("refused"),
      unreachable("address"),
      unreachable("address"),
      unreachable("timeout"),
    );
    expect(all.map((report) => (report.kind === "unreachable" ? report.since : "answered"))).toEqual([
      100, 200, 200, 200,
    ]);
  });

  it("a member takes writes, or none, against its role since it was first seen so", () => {
    const as = (role: "PRIMARY" | "SECONDARY", superReadOnly: boolean, readOnly: boolean) =>
      facts({
        superReadOnly,
        readOnly,
        view: [{ serverUuid: "server", host: "h", state: "ONLINE", role, version: "9.7.4" }],
      });
    const all = reports(
      as("SECONDARY", true, true),
      as("SECONDARY", false, true),
      as("SECONDARY", false, true),
      as("PRIMARY", false, true),
      as("PRIMARY", false, false),
      as("SECONDARY", false, false),
      as("PRIMARY", true, true),
      facts({ superReadOnly: false, readOnly: false }),
    );
    expect(all.map((report) => (report.kind === "answered" ? report.misfitSince : 0))).toEqual([
      undefined,
      200,
      200,
      200,
      undefined,
      600,
      700,
      undefined,
    ]);
  });

  it("workers are stuck since nothing was executed, not since they were first seen waiting", () => {
    const all = reports(
      facts({}, 0),
      facts({}, 4),
      facts({}, 4),
      facts({ executed: "g:1-6" }, 4),
      facts({}, 0),
    );
    expect(all.map((report) => (report.kind === "answered" ? report.applier.stuckSince : 0))).toEqual([
      undefined,
      200,
      200,
      400,
      undefined,
    ]);
  });
});
