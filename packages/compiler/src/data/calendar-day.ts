const DAY_MS = 86_400_000;

/**
 * The number of a day of the calendar, written `2027-03-31`, counted from 1970 on: the difference of two is the days
 * between them. Undefined when there is no such day.
 */
export function dayNumber(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  const isDay = !Number.isNaN(time) && dayText(new Date(time)) === text;
  return isDay ? time / DAY_MS : undefined;
}

/** The day of a moment in UTC, as it is written. */
export function dayText(moment: Date): string {
  return moment.toISOString().slice(0, "2027-03-31".length);
}
