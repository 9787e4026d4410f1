import { describe, expect, test } from "vitest";
import { cluster } from "../testing/cluster.ts";
import { READY_REASONS } from "./reasons.ts";
import { healthOf } from "./verdict.ts";

function condition(type: string, status: string, reason = "Reason", message = "why") {
  return { type, status, reason, message };
}

function seen(conditions: unknown, observedGeneration: unknown = 3): object {
  const { metadata, ...rest } = cluster();
  return { ...rest, metadata: { ...metadata, generation: 3 }, status: { observedGeneration, conditions } };
}

const READY = condition("Ready", "True", "Online", "3 of 3 members online");
const NOT_READY = condition("Ready", "False", "MembersMissing", "2 of 3 members online");

describe("the first line of the table that holds decides", () => {
  test.each<[string, object, string, string]>([
    ["no status", cluster(), "Progressing", "the operator has not seen the Cluster yet"],
    ["the API's default", seen(undefined, -1), "Progressing", "the operator has not seen the Cluster yet"],
    [
      "a generation of another type",
      seen([READY], "3"),
      "Progressing",
      "the operator has not seen the Cluster yet",
    ],
    [
      "an older generation",
      seen([READY], 2),
      "Progressing",
      "the operator has not acted on the last change yet",
    ],
    ["ready", seen([READY]), "Healthy", "Online: 3 of 3 members online"],
    [
      "at work",
      seen([
        NOT_READY,
        condition("Degraded", "True"),
        condition("Reconciling", "True", "MembersMissing", "makes orders-2"),
      ]),
      "Progressing",
      "MembersMissing: makes orders-2",
    ],
    [
      "at work, and stalled",
      seen([condition("Stalled", "True"), condition("Reconciling", "True")]),
      "Degraded",
      "Reason: why",
    ],
    [
      "stalled, and ready",
      seen([READY, condition("Stalled", "True", "DataLost", "every volume is empty")]),
      "Degraded",
      "DataLost: every volume is empty",
    ],
    [
      "degraded, and ready",
      seen([condition("Degraded", "True"), READY]),
      "Healthy",
      "Online: 3 of 3 members online",
    ],
    [
      "degraded",
      seen([NOT_READY, condition("Degraded", "True", "", "one is down")]),
      "Degraded",
      "one is down",
    ],
    ["not ready", seen([NOT_READY]), "Progressing", "MembersMissing: 2 of 3 members online"],
    ["not known", seen([condition("Ready", "Unknown", "Uncertain", "")]), "Progressing", "Uncertain"],
    [
      "what does not hold",
      seen([condition("Stalled", "False"), condition("Reconciling", "Unknown"), READY]),
      "Healthy",
      "Online: 3 of 3 members online",
    ],
    ["nothing said", seen([]), "Progressing", "the operator has said nothing of the Cluster yet"],
    [
      "words of other types",
      seen([{ type: "Stalled", status: "True", reason: 4 }]),
      "Degraded",
      "Stalled is True",
    ],
    [
      "conditions of other types",
      seen(["Ready", null, ["Ready"], { type: 1 }, READY]),
      "Healthy",
      "Online: 3 of 3 members online",
    ],
    [
      "no list of conditions",
      seen({ Ready: READY }),
      "Progressing",
      "the operator has said nothing of the Cluster yet",
    ],
  ])("%s", (_, given, status, message) => {
    expect(healthOf(given)).toEqual({ health: status, message });
  });

  test("a Cluster that is being deleted, whatever is said of it", () => {
    const { metadata, ...rest } = cluster();
    const deleted = {
      ...rest,
      metadata: { ...metadata, generation: 3, deletionTimestamp: "2026-01-01T00:00:00Z" },
    };
    expect(healthOf({ ...deleted, status: { observedGeneration: 3, conditions: [READY] } })).toEqual({
      health: "Progressing",
      message: "the Cluster is being deleted",
    });
  });
});

test("only one reason is well", () => {
  const well = Object.entries(READY_REASONS).filter(([, { health }]) => health === "Healthy");
  expect(well.map(([reason]) => reason)).toEqual(["Online"]);
});
