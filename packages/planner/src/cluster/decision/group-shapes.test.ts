import { describe, expect, test } from "vitest";
import { cluster, type Scene, serverUuidOf } from "../../testing/observation-builder.ts";
import { stepsOf } from "../../testing/step-text.ts";
import type { ViewMember } from "../observation/member-report.ts";
import { decide } from "./decide.ts";

type Row = readonly [title: string, scene: Scene, expected: readonly string[]];
type StateRow = readonly [title: string, scene: Scene, state: string, expected: readonly string[]];

const OFFLINE = { state: "OFFLINE", view: [], viewId: "", superReadOnly: true } as const;

const two = cluster({ members: 2, primary: "orders-1" });
const four = cluster({ members: 4, primary: "orders-3" });

function each(scene: Scene, names: readonly string[], change: (scene: Scene, name: string) => Scene): Scene {
  return names.reduce(change, scene);
}

function outdated(scene: Scene, ...names: readonly string[]): Scene {
  return each(scene, names, (all, name) => all.withMember(name, { pod: { revision: "older" } }));
}

/** Servers that run in no group, and that the others still have in their view. */
function stopped(scene: Scene, ...names: readonly string[]): Scene {
  return each(scene, names, (all, name) => all.withMember(name, { answer: OFFLINE }));
}

function silent(scene: Scene, ...names: readonly string[]): Scene {
  return each(scene, names, (all, name) => all.withUnreachable(name));
}

function unlabelled(scene: Scene, ...names: readonly string[]): Scene {
  return each(scene, names, (all, name) => all.unlabelled(name));
}

/** Members outside of the group, without a label. */
function outside(scene: Scene, ...names: readonly string[]): Scene {
  return each(scene, names, (all, name) => all.withOffline(name).unlabelled(name));
}

/** What one member's view has of another, or of itself. */
function seenAs(scene: Scene, viewer: string, seen: string, change: Partial<ViewMember>): Scene {
  const report = scene.observation.members[viewer];
  if (report?.kind !== "answered") throw new RangeError(`${viewer} does not answer`);
  const view = report.view.map((row) =>
    row.serverUuid === serverUuidOf(seen) ? { ...row, ...change } : row,
  );
  return scene.withMember(viewer, { answer: { view } });
}

function bootstrapped(scene: Scene, member: string): Scene {
  return scene.withIdentity({ bootstrap: { member, serverUuid: serverUuidOf(member) } });
}

describe("half is not a majority", () => {
  test.each<StateRow>([
    [
      "two answers of four change nothing",
      unlabelled(silent(four, "orders-0", "orders-1"), "orders-2"),
      "Grouped",
      [],
    ],
    [
      "three answers of four are enough",
      unlabelled(silent(four, "orders-0"), "orders-2"),
      "Grouped",
      ["label-pod orders-2 secondary"],
    ],
    ["one answer of two changes nothing", unlabelled(silent(two, "orders-1"), "orders-0"), "Grouped", []],
    [
      "two that see two of four have lost the quorum, and are ended when the others are in no group",
      unlabelled(
        stopped(four.apart("orders-2", "orders-3"), "orders-0", "orders-1"),
        "orders-0",
        "orders-1",
        "orders-2",
        "orders-3",
      ),
      "QuorumLost",
      ["delete-pod orders-2 within 1 s", "delete-pod orders-3 within 1 s"],
    ],
    [
      "two halves of four have lost the quorum both",
      four.apart("orders-0", "orders-1").apart("orders-2", "orders-3"),
      "QuorumLost",
      [
        "label-pod orders-3 none, cutting connections",
        "label-pod orders-0 none",
        "label-pod orders-1 none",
        "label-pod orders-2 none",
      ],
    ],
    [
      "two of four wait for the two that are silent",
      silent(four.apart("orders-2", "orders-3"), "orders-0", "orders-1"),
      "QuorumLostUncertain",
      [],
    ],
    ["one of two waits for the other", silent(two.alone("orders-1"), "orders-0"), "QuorumLostUncertain", []],
    [
      "three of four carry on without the fourth",
      silent(four.apart("orders-1", "orders-2", "orders-3"), "orders-0").unlabelled("orders-0"),
      "Grouped",
      [],
    ],
  ])("%s", (_, scene, state, expected) => {
    expect(decide(scene.observation).diagnosis.state).toBe(state);
    expect(stepsOf(scene)).toEqual(expected);
  });
});

describe("what views say of a group", () => {
  const three = cluster({ members: 3 });
  const five = cluster({ members: 5 });
  test.each<StateRow>([
    [
      "does not count from a member that its own view has not present",
      silent(seenAs(three, "orders-1", "orders-1", { state: "ERROR" }), "orders-2").unlabelled("orders-2"),
      "Grouped",
      [],
    ],
    [
      "counts from one that has itself in it",
      silent(three, "orders-2").unlabelled("orders-2"),
      "Grouped",
      ["label-pod orders-2 secondary"],
    ],
    [
      "is of one group when they share members: it was read at two moments, and nothing is changed",
      each(five.seeingOnly(["orders-3", "orders-4"]), ["orders-3", "orders-4"], (scene, name) =>
        scene.withMember(name, { answer: { viewId: "view:2" } }),
      ).unlabelled("orders-1"),
      "Grouped",
      [],
    ],
    [
      "names no primary when it has two: clients are sent to neither",
      each(three, ["orders-0", "orders-1", "orders-2"], (scene, name) =>
        seenAs(scene, name, "orders-1", { role: "PRIMARY" }),
      ),
      "Grouped",
      ["label-pod orders-0 none, cutting connections", "label-pod orders-1 none"],
    ],
  ])("%s", (_, scene, state, expected) => {
    expect(decide(scene.observation).diagnosis.state).toBe(state);
    expect(stepsOf(scene)).toEqual(expected);
  });
});

describe("a bootstrap is confirmed", () => {
  const three = bootstrapped(cluster({ members: 3, primary: "orders-2" }), "orders-2");
  test.each<Row>([
    [
      "not by the member that was bootstrapped",
      outside(three, "orders-0", "orders-1").unlabelled("orders-2"),
      ["join orders-0"],
    ],
    [
      "by two of three",
      outside(three, "orders-0").unlabelled("orders-2"),
      ["replace-identity initialised [orders-0 orders-1 orders-2]"],
    ],
    [
      "by two of two",
      bootstrapped(two, "orders-1").unlabelled("orders-1"),
      ["replace-identity initialised [orders-0 orders-1]"],
    ],
    [
      "by the only member that was not given up",
      outside(
        bootstrapped(
          cluster({ members: 3, primary: "orders-2", abandonedMembers: ["orders-0", "orders-1"] }),
          "orders-2",
        ),
        "orders-0",
        "orders-1",
      ).unlabelled("orders-2"),
      ["replace-identity initialised [orders-0 orders-1 orders-2]"],
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
  });
});

describe("a changed template, wherever the primary is", () => {
  const middle = cluster({ members: 3, primary: "orders-1" });
  const last = cluster({ members: 3, primary: "orders-2" });
  test.each<Row>([
    [
      "of the last member: the others restart first",
      outdated(last, "orders-0", "orders-1", "orders-2"),
      ["delete-pod orders-1"],
    ],
    ["then the first", outdated(last, "orders-0", "orders-2"), ["delete-pod orders-0"]],
    ["and the primary after a switch", outdated(last, "orders-2"), ["switch-primary orders-2 to orders-0"]],
    [
      "of a member in the middle",
      outdated(middle, "orders-0", "orders-1", "orders-2"),
      ["delete-pod orders-2"],
    ],
    ["which goes on with the first", outdated(middle, "orders-0", "orders-1"), ["delete-pod orders-0"]],
    ["of four", outdated(four, "orders-1", "orders-2", "orders-3"), ["delete-pod orders-2"]],
    ["of two", outdated(two, "orders-0", "orders-1"), ["delete-pod orders-0"]],
    ["of two, the primary", outdated(two, "orders-1"), ["switch-primary orders-1 to orders-0"]],
    [
      "one that is out of the group joins before any restarts",
      outdated(outside(last, "orders-0"), "orders-0", "orders-1", "orders-2"),
      ["join orders-0"],
    ],
    [
      "the successor has the primary's version",
      outdated(cluster({ members: 3, primary: "orders-2", versions: { "orders-0": "9.7.5" } }), "orders-2"),
      ["switch-primary orders-2 to orders-1"],
    ],
    [
      "without one of its version it goes without a switch",
      outdated(
        cluster({
          members: 3,
          primary: "orders-2",
          versions: { "orders-0": "9.7.5", "orders-1": "9.7.5" },
        }),
        "orders-2",
      ),
      ["delete-pod orders-2"],
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
  });
});

describe("fewer members, wherever the primary is", () => {
  const shrinking = (members: number, primary: string, to: number) =>
    cluster({ members, primary }).withSpec({ members: to });
  test.each<Row>([
    [
      "the primary is handed to one that stays before it leaves",
      shrinking(5, "orders-4", 3),
      ["switch-primary orders-4 to orders-0"],
    ],
    ["one that leaves later is left before it", shrinking(5, "orders-3", 3), ["leave orders-4"]],
    ["from four to three", shrinking(4, "orders-3", 3), ["switch-primary orders-3 to orders-0"]],
    ["from four to two", shrinking(4, "orders-0", 2), ["leave orders-3"]],
    ["from two to one", shrinking(2, "orders-1", 1), ["switch-primary orders-1 to orders-0"]],
    ["from two to one, with the primary that stays", shrinking(2, "orders-0", 1), ["leave orders-1"]],
    [
      "one that is to leave too does not take over, when the primary is restarted before",
      outdated(
        cluster({
          members: 5,
          primary: "orders-4",
          versions: { "orders-0": "9.7.5", "orders-1": "9.7.5", "orders-2": "9.7.5" },
        }).withSpec({ members: 3 }),
        "orders-4",
      ),
      ["delete-pod orders-4"],
    ],
    [
      "a primary nobody can take over from stays",
      cluster({ members: 2, primary: "orders-1", versions: { "orders-0": "9.7.5" } }).withSpec({
        members: 1,
      }),
      [],
    ],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
  });
});

describe("an outage of an even group", () => {
  test.each<Row>([
    [
      "the member that holds all others is chosen, wherever it is",
      four.afterOutage().withOffline("orders-2", 103).withOffline("orders-3", 102),
      ["replace-identity initialised [orders-0 orders-1 orders-2 orders-3] bootstrapping orders-2"],
    ],
    ["of two waits for both", two.afterOutage().withUnreachable("orders-0"), []],
  ])("%s", (_, scene, expected) => {
    expect(stepsOf(scene)).toEqual(expected);
  });
});
