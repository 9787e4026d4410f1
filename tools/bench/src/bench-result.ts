import type { CompileMeasurement, ScalingMeasurement } from "./compile-bench.ts";
import type { EmitComparison } from "./emit-bench.ts";
import type { KustomizeRun } from "./kustomize-report.ts";
import type { Machine } from "./machine.ts";
import type { SelfCheckMeasurement } from "./self-check-bench.ts";
import type { StartMeasurement } from "./start-bench.ts";

/** Everything one run of the benchmark measured; what `--json` prints. */
export interface BenchResult {
  readonly date: string;
  readonly rounds: number;
  readonly machine: Machine;
  readonly start: readonly StartMeasurement[];
  readonly compile: readonly CompileMeasurement[];
  readonly scaling: ScalingMeasurement;
  readonly emit: EmitComparison;
  readonly selfCheck: readonly SelfCheckMeasurement[];
  /** Absent where there is no kustomize to compare with. */
  readonly kustomize?: KustomizeRun;
}
