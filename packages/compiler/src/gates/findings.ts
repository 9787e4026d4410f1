import type { EnvironmentEntry } from "../definition/entries.ts";
import type { Finding } from "../findings/finding.ts";
import { lockFile } from "../layout.ts";
import { gateCodes } from "./diagnostics.ts";
import type { GateVerdict } from "./verdict.ts";

/** What the gates of an environment say of one release that is promoted to it. */
export interface GatedPin {
  readonly environment: string;
  readonly cluster: string;
  readonly release: number;
  readonly digest: string;
  readonly verdicts: readonly GateVerdict[];
}

/** The gates that hold a promotion, or would without an override, at the line of the lock that promotes. */
export function gateFindings(
  { environment, cluster, release, verdicts }: GatedPin,
  { file }: EnvironmentEntry,
  line: number,
): readonly Finding[] {
  const place = `${environment}/${cluster}`;
  return verdicts.flatMap(({ gate, index, state, reason, hint }): readonly Finding[] => {
    if (state === "open") return [];
    const occurrence = {
      subject: place,
      source: { file: lockFile(environment), line, column: 1 },
      ...(hint === undefined ? {} : { hint }),
    };
    const code = state === "holds" ? "holds" : "overridden";
    return [
      {
        diagnostic: gateCodes.create(code, { place, gate, release, reason }, occurrence),
        related: [{ message: "the gate", place: { file, path: ["gates", index], part: "value" } }],
      },
    ];
  });
}
