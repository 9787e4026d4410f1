import { dayNumber } from "../data/calendar-day.ts";
import type { Finding } from "../findings/finding.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import { policyCodes } from "./diagnostics.ts";

/** So many days before its end an exception is a warning. */
const SOON = 14;

/** How many days something lasts or has been over, in words. */
function daysText(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}

/**
 * How long the exceptions from policies last, seen from a day. Only `check` asks: what a definition compiles to does not
 * depend on when.
 *
 * @param today a day of the calendar: `2027-03-31`
 */
export function exceptionDayFindings(
  overlays: readonly ResolvedOverlay[],
  today: string,
): readonly Finding[] {
  const now = dayNumber(today);
  if (now === undefined) throw new RangeError(`${today} is no day`);
  return overlays.flatMap(({ environment: { name, file, exceptions }, cluster }) =>
    exceptions
      .filter((exception) => exception.cluster === cluster.name)
      .map(({ policy, because, until, index }): Finding => {
        const left = (dayNumber(until) ?? now) - now;
        const place = `${name}/${cluster.name}`;
        const occurrence = { path: `exceptions[${index}].until`, found: until };
        const code = left < 0 ? "exception-over" : left <= SOON ? "exception-ends-soon" : "exception-lasts";
        const days =
          left === 0
            ? "ends today"
            : left < 0
              ? `is over since ${daysText(-left)}`
              : `ends in ${daysText(left)}`;
        const diagnostic = policyCodes.create(code, { place, policy, days, because }, occurrence);
        return {
          diagnostic: { ...diagnostic, subject: place },
          place: { file, path: ["exceptions", index, "until"], part: "value" },
        };
      }),
  );
}
