import { didYouMean } from "@grampus/diagnostics";
import { isZone, localTime, nextMinute, zoneNames } from "./zone.ts";

const DAYS: readonly string[] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const MINUTE = 60_000;
const DAY = 1440;

/** Hours of a week, in the local time of a zone. */
export interface WeekWindow {
  readonly text: string;
  /** The days on which it starts, 0 for Sunday. */
  readonly days: ReadonlySet<number>;
  /** Minutes of the day; `end` is after `start`, and past the day's end where it goes over midnight. */
  readonly start: number;
  readonly end: number;
  readonly zone: string;
}

/** A text that is no window: which part of it, and what could stand there. */
export interface WindowProblem {
  readonly found: string;
  readonly allowed: string;
  readonly hint?: string;
}

/** How a window is written, for messages. */
export const WINDOW_FORM = '"Mon-Thu 09:00-16:00 Europe/Berlin"';

function dayOf(text: string): number {
  return DAYS.indexOf(text.toLowerCase());
}

/** The days that `Mon-Thu`, `Fri-Mon` or `Mon,Wed` name. */
function namedDays(text: string): ReadonlySet<number> | undefined {
  const days = new Set<number>();
  for (const part of text.split(",")) {
    const [first = "", last = first, ...more] = part.split("-");
    const [from, to] = [dayOf(first), dayOf(last)];
    if (from < 0 || to < 0 || more.length > 0) return undefined;
    for (let day = from; ; day = (day + 1) % 7) {
      days.add(day);
      if (day === to) break;
    }
  }
  return days;
}

function minuteOfDay(text: string): number | undefined {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(text) ?? [];
  const minutes = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && minutes <= DAY ? minutes : undefined;
}

/** The minutes that `09:00-16:00` names; the second is on the next day where it is not after the first. */
function namedHours(text: string): readonly [number, number] | undefined {
  const [from = "", to = "", ...more] = text.split("-");
  const [start, end] = [minuteOfDay(from), minuteOfDay(to)];
  if (start === undefined || end === undefined || start === DAY || start === end || more.length > 0)
    return undefined;
  return [start, end > start ? end : end + DAY];
}

/** Reads a window. */
export function readWindow(text: string): WeekWindow | WindowProblem {
  const words = text.trim().split(/\s+/);
  const [days = "", hours = "", zone = "", ...more] = words.length === 2 ? ["Mon-Sun", ...words] : words;
  const lacksZone = words.length === 2 && namedHours(zone) !== undefined;
  if (zone === "" || lacksZone || more.length > 0) return { found: text, allowed: WINDOW_FORM };
  const [named, times] = [namedDays(days), namedHours(hours)];
  if (named === undefined) return { found: days, allowed: "days of the week: Mon-Thu, Fri-Mon, Mon,Wed" };
  if (times === undefined)
    return { found: hours, allowed: "two different times of a day: 09:00-16:00, 22:00-04:00" };
  if (!isZone(zone)) {
    const allowed = "the IANA name of a time zone: Europe/Berlin, America/New_York, UTC";
    return { found: zone, allowed, ...didYouMean(zone, zoneNames()) };
  }
  const [start, end] = times;
  return { text, days: named, start, end, zone };
}

function isOpenLocally({ days, start, end }: WeekWindow, local: number): boolean {
  const shown = new Date(local);
  const minute = shown.getUTCHours() * 60 + shown.getUTCMinutes();
  const day = shown.getUTCDay();
  const isOfToday = days.has(day) && minute >= start && minute < end;
  const isOfYesterday = days.has((day + 6) % 7) && minute + DAY < end;
  return isOfToday || isOfYesterday;
}

/** Whether clocks of its zone are in a window at a moment. */
export function isOpen(window: WeekWindow, moment: number): boolean {
  return isOpenLocally(window, localTime(moment, window.zone));
}

/** The first whole minute from a moment on at which a window is open; two weeks hold one, whatever clocks do. */
export function nextOpening(window: WeekWindow, moment: number): number {
  const found = nextMinute(moment, window.zone, 15, (local) => isOpenLocally(window, local));
  return found ?? moment + 15 * DAY * MINUTE;
}
