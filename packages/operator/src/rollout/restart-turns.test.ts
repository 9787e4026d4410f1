import { describe, expect, it } from "vitest";
import { restartTurns } from "./restart-turns.ts";

describe("turns of clusters to restart for a new operator", () => {
  it("are given one at a time, in the order they were asked for", () => {
    const turns = restartTurns(1);
    expect(turns.decided("shop/a", "wanted")).toEqual(["shop/a"]);
    expect(turns.decided("shop/b", "wanted")).toEqual([]);
    expect(turns.decided("shop/c", "wanted")).toEqual([]);
    expect([turns.turnOf("shop/a"), turns.turnOf("shop/b")]).toEqual(["granted", "waits"]);
    expect(turns.decided("shop/a", "none")).toEqual(["shop/b"]);
    expect(turns.waiting).toEqual(["shop/c"]);
  });

  it("are kept until all members are restarted and the group is well again", () => {
    const turns = restartTurns(1);
    turns.decided("shop/a", "wanted");
    turns.decided("shop/b", "wanted");
    expect(turns.decided("shop/a", "blocked")).toEqual([]);
    expect(turns.decided("shop/a", "settling")).toEqual([]);
    expect(turns.holders).toEqual(["shop/a"]);
    expect(turns.decided("shop/a", "none")).toEqual(["shop/b"]);
  });

  it("are not for a cluster that is not well, which gives up its place in the line", () => {
    const turns = restartTurns(1);
    expect(turns.decided("shop/a", "blocked")).toEqual([]);
    turns.decided("shop/b", "wanted");
    turns.decided("shop/a", "wanted");
    turns.decided("shop/a", "blocked");
    expect(turns.decided("shop/b", "none")).toEqual([]);
    expect(turns.holders).toEqual([]);
  });

  it("are those of clusters that were in the middle of it when the process starts, no more than it may", () => {
    const turns = restartTurns(1, ["shop/b", "shop/c"]);
    expect([turns.turnOf("shop/b"), turns.turnOf("shop/c")]).toEqual(["granted", "waits"]);
    expect(turns.decided("shop/a", "wanted")).toEqual([]);
    expect(turns.decided("shop/c", "wanted")).toEqual([]);
    // What was half restarted for another reason holds up nobody, well or not.
    expect(turns.decided("shop/b", "settling")).toEqual(["shop/c"]);
    expect(turns.decided("shop/c", "none")).toEqual(["shop/a"]);
  });

  it("are not taken up again by a cluster that is whole by then", () => {
    const turns = restartTurns(1, ["shop/b", "shop/c"]);
    expect(turns.decided("shop/c", "none")).toEqual([]);
    expect(turns.waiting).toEqual([]);
  });

  it("go on when the cluster that has one is deleted", () => {
    const turns = restartTurns(1);
    turns.decided("shop/a", "wanted");
    turns.decided("shop/b", "wanted");
    expect(turns.forget("shop/a")).toEqual(["shop/b"]);
  });

  it("are as many at a time as was asked for", () => {
    const turns = restartTurns(2);
    expect(turns.decided("shop/a", "wanted")).toEqual(["shop/a"]);
    expect(turns.decided("shop/b", "wanted")).toEqual(["shop/b"]);
    expect(turns.decided("shop/c", "wanted")).toEqual([]);
    expect(turns.holders).toEqual(["shop/a", "shop/b"]);
  });
});
