import { describe, expect, test } from "vitest";
import { acceptedVariables, differingVariables } from "./accepted.ts";

describe("what a server made of a value", () => {
  test.each([
    { wanted: { tmp_table_size: "64M" }, observed: { tmp_table_size: "67108864" } },
    { wanted: { general_log: "on" }, observed: { general_log: "ON" } },
    { wanted: { long_query_time: 2 }, observed: { long_query_time: "2.000000" } },
  ])("the same in another spelling differs in nothing: $wanted", ({ wanted, observed }) => {
    expect(differingVariables(wanted, observed)).toEqual([]);
    expect(acceptedVariables(wanted, observed)).toBeUndefined();
  });

  test("a rounded size is remembered alike, whether the spec's spelling or the one that was sent is asked", () => {
    const observed = { max_allowed_packet: "67107840" };
    const sent = acceptedVariables({ max_allowed_packet: "67108000" }, observed);
    expect(sent).toMatch(/^[0-9a-f]{16}$/);
    expect(acceptedVariables({ max_allowed_packet: "65M" }, observed)).toBe(
      acceptedVariables({ max_allowed_packet: String(65 * 1024 * 1024) }, observed),
    );
  });

  test("another answer, or another wish, is another memory", () => {
    const first = acceptedVariables({ max_allowed_packet: 1500 }, { max_allowed_packet: "1024" });
    expect(acceptedVariables({ max_allowed_packet: 1600 }, { max_allowed_packet: "1024" })).not.toBe(first);
    expect(acceptedVariables({ max_allowed_packet: 1500 }, { max_allowed_packet: "2048" })).not.toBe(first);
  });
});
