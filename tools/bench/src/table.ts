import type { Spread } from "./statistics.ts";

/** The cells of one row of a table. */
export type Row = readonly string[];

/** A number for people: three digits that count, thousands set apart. */
export function number(value: number): string {
  const digits = Number.isInteger(value) || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  const [whole = "", fraction] = value.toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Least, median and greatest value. */
export function cells({ min, median, max }: Spread): Row {
  return [number(min), number(median), number(max)];
}

/** A Markdown table; all columns but the first hold numbers. */
export function table(head: Row, rows: readonly Row[]): string {
  const rule = head.map((_, index) => (index === 0 ? "---" : "---:"));
  return [head, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
