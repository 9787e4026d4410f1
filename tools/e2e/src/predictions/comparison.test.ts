import { expect, it } from "vitest";
import { isEqual, performedText, whoeverIsFirst } from "./comparison.ts";

const restart = (subject: string) => ({ step: "delete-pod", subject }) as const;
const label = { step: "label-pod", subject: "orders-0" } as const;

it("tells steps that touch clients, in order, and an end that is none", () => {
  const records = [restart("orders-2"), label, restart("orders-2"), restart("orders-1")];
  expect(performedText(records, "settled")).toEqual(["restart orders-2", "restart orders-1"]);
  expect(performedText([], "stalled: ConfigMissing")).toEqual(["stalled: ConfigMissing"]);
});

it.each<readonly [string, readonly string[], readonly string[], boolean]>([
  ["the same", ["restart a", "restart b"], ["restart a", "restart b"], true],
  ["another order", ["restart a", "restart b"], ["restart b", "restart a"], false],
  ["less", ["restart a", "restart b"], ["restart a"], false],
  ["another end", ["restart a"], ["restart a", "waiting"], false],
  ["what does not end, although it did not end either", ["endless"], ["endless"], false],
])("%s", (_, predicted, performed, equal) => {
  expect(isEqual(predicted, performed)).toBe(equal);
});

it("a creation begins with whoever answers, but not with several", () => {
  const [one, other] = [
    whoeverIsFirst(["begin with orders-0", "clone orders-1", "clone orders-2"]),
    whoeverIsFirst(["begin with orders-2", "clone orders-0", "clone orders-1"]),
  ];
  expect(isEqual(one, other)).toBe(true);
  expect(isEqual(one, whoeverIsFirst(["begin with orders-0", "begin with orders-2", "clone orders-1"]))).toBe(
    false,
  );
});
