/**
 * A length of time in one unit: `0s`, `30s`, `10m`, `24h`; up to 99 of it.
 *
 * @pattern ^(0|[1-9][0-9]?)(s|m|h)$
 * @form "a whole number up to 99 and s, m or h, such as 30s, 10m or 24h"
 * @maxLength 3
 */
export type Duration = string;

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** How long a text such as `30s` is, in milliseconds, of any length in one unit; `undefined` when it is none. */
export function durationMs(text: string): number | undefined {
  const [, amount, unit = ""] = /^(0|[1-9][0-9]*)(s|m|h)$/.exec(text) ?? [];
  const ms = UNIT_MS[unit];
  return amount === undefined || ms === undefined ? undefined : Number(amount) * ms;
}
