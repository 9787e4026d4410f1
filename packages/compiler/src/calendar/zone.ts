import { dayText } from "../data/calendar-day.ts";

const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(zone, made);
  return made;
}

/** Whether a text names a time zone of the IANA database that this Node.js has. */
export function isZone(text: string): boolean {
  if (!NAME.test(text)) return false;
  try {
    format(text);
    return true;
  } catch {
    return false;
  }
}

/** The names of all time zones. */
export function zoneNames(): readonly string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone")];
}

/** What clocks of a zone show at a moment, as the moment at which UTC shows the same. */
export function localTime(moment: number, zone: string): number {
  const part = new Map(
    format(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const at = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0;
  const shown = Date.UTC(at("year"), at("month") - 1, at("day"), at("hour"), at("minute"), at("second"));
  return shown + (moment % 1000);
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

/** A moment as clocks of a zone show it: `Tue 2026-12-01 09:00 Europe/Berlin`. */
export function momentText(moment: number, zone: string): string {
  const local = new Date(localTime(moment, zone));
  return `${DAYS[local.getUTCDay()]} ${dayText(local)} ${local.toISOString().slice(11, 16)} ${zone}`;
}

const QUARTER = 900_000;
const MINUTE = 60_000;

/**
 * The first whole minute from a moment on at which clocks of a zone show what is asked for, within some days. Zones change
 * their offset at quarters of an hour only.
 *
 * @param isSo asked about what clocks show, as `localTime` gives it
 */
export function nextMinute(
  from: number,
  zone: string,
  days: number,
  isSo: (local: number) => boolean,
): number | undefined {
  const end = from + days * 86_400_000;
  const start = Math.ceil(from / MINUTE) * MINUTE;
  for (let quarter = Math.floor(start / QUARTER) * QUARTER; quarter < end; quarter += QUARTER) {
    const offset = localTime(quarter, zone) - quarter;
    for (let minute = quarter; minute < quarter + QUARTER; minute += MINUTE)
      if (minute >= start && isSo(minute + offset)) return minute;
  }
  return undefined;
}
