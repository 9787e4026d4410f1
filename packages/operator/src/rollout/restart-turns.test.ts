import { describe, expect, it } from "vitest";
import { restartTurns } from "./restart-turns.ts";

describe("turns of clusters to restart for a new operator", () => {
  it("are given one at a time, in the order they were asked for", () => {
    const turns = restartTurns(1);
    expect(turns.decided("shop/a", "wanted", true)).toEqual(["shop/a"]);
    expect(turns.decided("shop/b", "wanted", true)).toEqual([]);
    expect(turns.decided("shop/c", "wanted", true)).toEqual([]);
    expect(turns.turnOf("shop/a")).toEqual({ kind: "granted" });
    expect(turns.turnOf("shop/b")).toEqual({ kind: "waits", after: ["shop/a"] });
    expect(turns.decided("shop/a", "none", true)).toEqual(["shop/b"]);
    expect(turns.waiting).toEqual(["shop/c"]);
  });

  it("are kept until the cluster is ready with all members restarted", () => {
    const turns = restartTurns(1);
    turns.decided("shop/a", "wanted", true);
    turns.decided("shop/b", "wanted", true);
    expect(turns.decided("shop/a", "blocked", false)).toEqual([]);
    expect(turns.decided("shop/a", "none", false)).toEqual([]);
    expect(turns.holders).toEqual(["shop/a"]);
    expect(turns.decided("shop/a", "none", true)).toEqual(["shop/b"]);
  });

  it("are not for a cluster that is not well, which gives up its place in the line", () => {
    const turns = restartTurns(1);
    expect(turns.decided("shop/a", "blocked", false)).toEqual([]);
    turns.decided("shop/b", "wanted", true);
    turns.decided("shop/a", "wanted", true);
    turns.decided("shop/a", "blocked", false);
    expect(turns.decided("shop/b", "none", true)).toEqual([]);
    expect(turns.holders).toEqual([]);
  });

  it("are those of the clusters that were in the middle of it, when the process starts", () => {
    const turns = restartTurns(1, ["shop/b", "shop/c"]);
    expect(turns.decided("shop/a", "wanted", true)).toEqual([]);
    expect(turns.turnOf("shop/c")).toEqual({ kind: "granted" });
    // What was half restarted for another reason holds up nobody, ready or not.
    expect(turns.decided("shop/b", "none", false)).toEqual([]);
    expect(turns.decided("shop/c", "wanted", true)).toEqual([]);
    expect(turns.decided("shop/c", "none", true)).toEqual(["shop/a"]);
  });

  it("go on when the cluster that has one is deleted", () => {
    const turns = restartTurns(1);
    turns.decided("shop/a", "wanted", true);
    turns.decided("shop/b", "wanted", true);
    expect(turns.forget("shop/a")).toEqual(["shop/b"]);
  });

  it("are as many at a time as was asked for", () => {
    const turns = restartTurns(2);
    expect(turns.decided("shop/a", "wanted", true)).toEqual(["shop/a"]);
    expect(turns.decided("shop/b", "wanted", true)).toEqual(["shop/b"]);
    expect(turns.decided("shop/c", "wanted", true)).toEqual([]);
    expect(turns.turnOf("shop/c")).toEqual({ kind: "waits", after: ["shop/a", "shop/b"] });
  });
});
