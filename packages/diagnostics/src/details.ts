import type { Diagnostic } from "./diagnostic.ts";

/** The labelled values of a diagnostic that it has, in the order a reader needs them. */
export function detailsOf(diagnostic: Diagnostic): readonly (readonly [label: string, value: string])[] {
  const { path, found, allowed, hint } = diagnostic;
  const details: readonly (readonly [string, string | undefined])[] = [
    ["field", path],
    ["found", found],
    ["allowed", allowed],
    ["hint", hint],
  ];
  return details.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]));
}
