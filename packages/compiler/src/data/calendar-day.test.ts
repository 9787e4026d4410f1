import fc from "fast-check";
import { expect, test } from "vitest";
import { dayNumber, dayText } from "./calendar-day.ts";

test.each([
  ["1970-01-01", 0],
  ["1970-03-01", 59],
  ["2028-02-29", 21_243],
  ["2027-02-29", undefined],
  ["2027-04-31", undefined],
  ["2027-13-01", undefined],
  ["2027-00-01", undefined],
  ["2027-3-31", undefined],
  ["31.3.2027", undefined],
  ["2027-03-31T00:00:00Z", undefined],
  ["2027-03-31\n", undefined],
  ["", undefined],
])("%j is day %s", (text, number) => {
  expect(dayNumber(text)).toBe(number);
});

test("days follow each other", () => {
  const moments = fc.date({ min: new Date("0001-01-01"), max: new Date("9998-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(moments, (moment) => {
      const next = new Date(moment.getTime() + 24 * 60 * 60 * 1000);
      expect((dayNumber(dayText(next)) ?? 0) - (dayNumber(dayText(moment)) ?? 0)).toBe(1);
    }),
  );
});
