import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOpen, nextOpening, readWindow, type WeekWindow } from "./window.ts";

function window(text: string): WeekWindow {
  const read = readWindow(text);
  if (!("zone" in read)) throw new RangeError(JSON.stringify(read));
  return read;
}

function at(moment: string): number {
  return Date.parse(moment);
}

describe("a window is open by the clocks of its zone", () => {
  test.each([
    ["Mon-Thu 09:00-16:00 Europe/Berlin", "2026-01-05T08:00:00Z", true],
    ["Mon-Thu 09:00-16:00 Europe/Berlin", "2026-01-05T07:59:59Z", false],
    ["Mon-Thu 09:00-16:00 Europe/Berlin", "2026-01-05T15:00:00Z", false],
    ["Mon-Thu 09:00-16:00 Europe/Berlin", "2026-01-09T10:00:00Z", false],
    // In summer it is two hours before UTC.
    ["Mon-Thu 09:00-16:00 Europe/Berlin", "2026-07-06T07:00:00Z", true],
    ["Mon-Thu 09:00-16:00 Europe/Berlin", "2026-07-06T06:59:00Z", false],
    ["Mon-Thu 09:00-16:00 Europe/Berlin", "2026-07-06T14:00:00Z", false],
    // On 2026-03-29 clocks go from 02:00 to 03:00, on 2026-10-25 from 03:00 to 02:00.
    ["Sun 01:30-03:30 Europe/Berlin", "2026-03-29T00:30:00Z", true],
    ["Sun 01:30-03:30 Europe/Berlin", "2026-03-29T01:29:00Z", true],
    ["Sun 01:30-03:30 Europe/Berlin", "2026-03-29T01:30:00Z", false],
    ["Sun 02:00-03:00 Europe/Berlin", "2026-10-25T00:30:00Z", true],
    ["Sun 02:00-03:00 Europe/Berlin", "2026-10-25T01:30:00Z", true],
    ["Sun 02:00-03:00 Europe/Berlin", "2026-10-25T02:00:00Z", false],
    // Over midnight it belongs to the day on which it starts.
    ["Sat 22:00-04:00 America/New_York", "2026-06-07T02:00:00Z", true],
    ["Sat 22:00-04:00 America/New_York", "2026-06-07T07:59:00Z", true],
    ["Sat 22:00-04:00 America/New_York", "2026-06-07T08:00:00Z", false],
    ["Sat 22:00-04:00 America/New_York", "2026-06-08T03:00:00Z", false],
    ["Fri-Mon 10:00-24:00 Asia/Kolkata", "2026-06-08T18:29:00Z", true],
    ["Fri-Mon 10:00-24:00 Asia/Kolkata", "2026-06-08T18:30:00Z", false],
    ["Fri-Mon 10:00-24:00 Asia/Kolkata", "2026-06-09T06:00:00Z", false],
    ["Mon,Wed 00:00-24:00 UTC", "2026-01-07T23:59:59Z", true],
    ["Mon,Wed 00:00-24:00 UTC", "2026-01-06T12:00:00Z", false],
    ["09:00-10:00 UTC", "2026-01-04T09:30:00Z", true],
  ])("%s at %s: %s", (text, moment, open) => {
    expect(isOpen(window(text), at(moment))).toBe(open);
  });
});

describe("it says when it opens next", () => {
  test.each([
    ["Mon-Thu 09:00-16:00 Europe/Berlin", "2026-01-08T15:00:00Z", "2026-01-12T08:00:00Z"],
    // The weekend between is that of the change of clocks.
    ["Mon-Thu 09:00-16:00 Europe/Berlin", "2026-03-26T16:00:00Z", "2026-03-30T07:00:00Z"],
    ["Mon-Thu 09:00-16:00 Europe/Berlin", "2026-10-22T16:00:00Z", "2026-10-26T08:00:00Z"],
    // 02:10 to 02:50 is skipped on 2026-03-29.
    ["Sun 02:10-02:50 Europe/Berlin", "2026-03-28T12:00:00Z", "2026-04-05T00:10:00Z"],
    ["Sat 22:00-04:00 UTC", "2026-06-07T01:00:00.500Z", "2026-06-07T01:01:00Z"],
    ["Sun 00:07-00:08 Asia/Kathmandu", "2026-06-01T00:00:00Z", "2026-06-06T18:22:00Z"],
  ])("%s after %s: %s", (text, moment, next) => {
    expect(new Date(nextOpening(window(text), at(moment))).toISOString().replace(".000Z", "Z")).toBe(next);
  });

  test("which is a minute at which it is open, and none before it is", () => {
    const zones = fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC");
    const hours = fc.integer({ min: 0, max: 23 }).map((hour) => String(hour).padStart(2, "0"));
    const days = fc.constantFrom("Mon", "Tue-Thu", "Sat-Mon", "Mon,Fri");
    const texts = fc
      .tuple(days, hours, hours, zones)
      .map(([day, from, to, zone]) => `${day} ${from}:00-${to}:30 ${zone}`);
    const moments = fc.integer({
      min: at("2026-01-01T00:00:00Z") / 60_000,
      max: at("2027-01-01T00:00:00Z") / 60_000,
    });
    fc.assert(
      fc.property(texts, moments, (text, minute) => {
        const found = nextOpening(window(text), minute * 60_000);
        expect(isOpen(window(text), found)).toBe(true);
        for (let before = found - 60_000; before >= minute * 60_000; before -= 17 * 60_000)
          expect(isOpen(window(text), before)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});

test.each([
  "Mon-Thu 09:00-16:00",
  "Mon-Thu 09:00-16:00 Berlin",
  "Mon-Thu 09:00-16:00 Europe/Berlni",
  "Mon-Thu 09:00-16:00 +02:00",
  "Mon-Thu 9-16 Europe/Berlin",
  "Mon-Thu 09:00-09:00 UTC",
  "Mon-Thu 24:00-09:00 UTC",
  "Mon-Thu 09:60-10:00 UTC",
  "Mon-Thu 25:00-26:00 UTC",
  "Mon-Tue-Wed 09:00-16:00 UTC",
  "Monday 09:00-16:00 UTC",
  "Mon-Thu 09:00-16:00 Europe/Berlin please",
  "",
  "__proto__ 09:00-16:00 constructor",
])("no window: %s", (text) => {
  expect(readWindow(text)).toMatchSnapshot();
});
