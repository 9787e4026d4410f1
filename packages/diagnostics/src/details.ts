import type { Diagnostic } from "./diagnostic.ts";

/** The labelled values of a diagnostic that it has, in the order a reader needs them. */
export function detailsOf(diagnostic: Diagnostic): readonly (readonly [label: string, value: string])[] {
  const { path, writtenAs, found, allowed, hint } = diagnostic;
  const field =
    writtenAs === undefined || path === undefined ? (writtenAs ?? path) : `${writtenAs} (${path})`;
  const details: readonly (readonly [string, string | undefined])[] = [
    ["field", field],
    ["found", found],
    ["allowed", allowed],
    ["hint", hint],
  ];
  return details.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
}
