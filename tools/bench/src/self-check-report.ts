import type { SelfCheckMeasurement } from "./self-check-bench.ts";
import { number, table } from "./table.ts";

/** The section about the self-check of a compile. */
export function selfCheckSection(measurements: readonly SelfCheckMeasurement[]): string {
  const rows = measurements.flatMap(({ clusters, kind, check, compile, share, added }) => {
    const name = `${number(clusters)} clusters, ${kind}`;
    return [
      [`${name}: least`, number(check.min), number(compile.min), number(share.min), number(added.min)],
      [
        `${name}: median`,
        number(check.median),
        number(compile.median),
        number(share.median),
        number(added.median),
      ],
    ];
  });
  return `## Self-check

Every compile builds every overlay it writes with kustomize-ts, from the bytes it writes, and compares what comes out with what the
definitions say. The targets are about compiles with nothing to write, of which it is the greatest part.

${table(["", "self-check ms", "whole process ms", "share %", "added to the rest %"], rows)}`;
}
