import { expect, test } from "vitest";
import { askMember, askPulse } from "../mysql/member-answer.ts";
import { READY_MEMBERS, readyMembers } from "./ready-members.ts";

test("the members are asked as servers are, and are one group with one primary", async () => {
  const hosts = Array.from({ length: READY_MEMBERS }, (_, ordinal) => `orders-${ordinal}.orders.shop.svc`);
  const credentials = { user: "operator", password: "", ca: "" };
  const facts = await Promise.all(
    hosts.map(async (serverName) => {
      const connection = await readyMembers({ serverName, host: "10.0.0.1", port: 3306 }, credentials);
      const answer = await askMember(connection, "pod", []);
      const { view, superReadOnly, readOnly, executed } = answer;
      expect(executed).not.toBe("");
      expect(await askPulse(connection, answer.serverUuid, 1)).toEqual({
        view,
        superReadOnly,
        readOnly,
        executed,
      });
      return answer;
    }),
  );
  expect(facts.map(({ state, superReadOnly }) => [state, superReadOnly])).toEqual([
    ["ONLINE", false],
    ["ONLINE", true],
    ["ONLINE", true],
  ]);
  expect(new Set(facts.map(({ viewId, executed }) => `${viewId} ${executed}`)).size).toBe(1);
  expect(facts[0]?.view.map(({ host, role }) => [host, role])).toEqual(
    hosts.map((host, ordinal) => [host, ordinal === 0 ? "PRIMARY" : "SECONDARY"]),
  );
  expect(new Set(facts.map(({ serverUuid }) => serverUuid)).size).toBe(READY_MEMBERS);
  expect(facts.every(({ applier }) => applier.configured && applier.running)).toBe(true);
});
