import type { EnvironmentEntry } from "../definition/entries.ts";
import type { Finding } from "../findings/finding.ts";
import { lockFile } from "../layout.ts";
import type { Override } from "../records/overrides.ts";
import { gateCodes } from "./diagnostics.ts";
import type { GateVerdict } from "./verdict.ts";

/** What the gates of an environment say of one release that is promoted to it. */
export interface GatedPin {
  readonly environment: string;
  readonly cluster: string;
  readonly release: number;
  readonly digest: string;
  readonly verdicts: readonly GateVerdict[];
  /** Overrides of this promotion that are recorded. */
  readonly overrides: readonly Override[];
}

/**
 * The gates that hold a promotion, or would without an override: at the line of the lock that promotes, or at the gate where
 * that is not written yet.
 */
export function gateFindings(
  { environment, cluster, release, verdicts }: GatedPin,
  { file }: EnvironmentEntry,
  line: number | undefined,
): readonly Finding[] {
  const subject = `${environment}/${cluster}`;
  return verdicts.flatMap(({ gate, index, state, reason, hint }): readonly Finding[] => {
    if (state === "open") return [];
    const occurrence = {
      subject,
      ...(line === undefined ? {} : { source: { file: lockFile(environment), line, column: 1 } }),
      ...(hint === undefined ? {} : { hint }),
    };
    const place = { file, path: ["gates", index], part: "value" } as const;
    const code = state === "holds" ? "holds" : "overridden";
    return [
      {
        diagnostic: gateCodes.create(code, { place: subject, gate, release, reason }, occurrence),
        ...(line === undefined ? { place } : { related: [{ message: "the gate", place }] }),
      },
    ];
  });
}
