import type { SelfCheckMeasurement } from "./self-check-bench.ts";
import { number, table } from "./table.ts";

/** The section about the self-check of a compile. */
export function selfCheckSection(measurements: readonly SelfCheckMeasurement[]): string {
  const rows = measurements.flatMap(({ clusters, kind, checked, unchecked, added }) => {
    const name = `${number(clusters)} clusters, ${kind}`;
    return [
      [
        `${name}: least`,
        number(unchecked.min),
        number(checked.min),
        number(100 * (checked.min / unchecked.min - 1)),
      ],
      [`${name}: median`, number(unchecked.median), number(checked.median), number(added)],
    ];
  });
  return `## Self-check

Every compile builds every overlay it writes with kustomize-ts, from the bytes it writes, and compares what comes out with what the
definitions say. Here the published command takes turns with a copy of it that leaves this out, in twice as many rounds. The targets are
about compiles with nothing to write, of which it is the greatest part.

${table(["", "without ms", "with ms", "added %"], rows)}`;
}
