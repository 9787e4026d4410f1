const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** How a length of time is written, for messages. */
export const DURATION_FORM = 'a number of minutes, hours or days: "30m", "48h", "7d"';

/** The milliseconds of a length of time as gates write it; undefined when it is none, or none at all. */
export function durationMs(text: string): number | undefined {
  const [, number, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (number === undefined || (unit !== "m" && unit !== "h" && unit !== "d")) return undefined;
  const length = Number(number) * UNITS[unit];
  return length === 0 ? undefined : length;
}

/** A length of time in its two largest units: `1d 4h`, `12m`. Never less than a minute. */
export function durationText(length: number): string {
  const minutes = Math.max(1, Math.floor(length / UNITS.m));
  const parts = [
    [Math.floor(minutes / 1440), "d"],
    [Math.floor(minutes / 60) % 24, "h"],
    [minutes % 60, "m"],
  ] as const;
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value}${unit}`)
    .join(" ");
}

/** A length of time as gates write it, in the largest unit that divides it: `2d`, `36h`. */
export function durationWord(length: number): string {
  const units = [
    [UNITS.d, "d"],
    [UNITS.h, "h"],
  ] as const;
  const [size, unit] = units.find(([of]) => length % of === 0) ?? [UNITS.m, "m"];
  return `${length / size}${unit}`;
}
