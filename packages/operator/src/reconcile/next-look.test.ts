import { describe, expect, it } from "vitest";
import { isCalm } from "./next-look.ts";

const answered = (viewId: string, state: "ONLINE" | "RECOVERING" = "ONLINE") =>
  ({ kind: "answered", viewId, state }) as const;
const silent = { kind: "unreachable" } as const;

describe("a cluster is calm", () => {
  it.each([
    { what: "with all members ONLINE in one view", reports: [answered("1:3"), answered("1:3")], calm: true },
    { what: "without members", reports: [], calm: true },
    { what: "with a silent member", reports: [answered("1:3"), silent], calm: false },
    {
      what: "with a member that recovers",
      reports: [answered("1:3"), answered("1:3", "RECOVERING")],
      calm: false,
    },
    { what: "with two views", reports: [answered("1:3"), answered("1:4")], calm: false },
  ])("$what: $calm", ({ reports, calm }) => {
    expect(isCalm(reports)).toBe(calm);
  });
});
