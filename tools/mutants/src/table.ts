import type { Mutant } from "./mutant.ts";
import { COMPILER_MUTANTS } from "./table/compiler.ts";
import { DIAGNOSIS_MUTANTS } from "./table/diagnosis.ts";
import { GTID_MUTANTS } from "./table/gtid.ts";
import { REMOVAL_MUTANTS } from "./table/removals.ts";
import { SAFETY_MUTANTS } from "./table/safety.ts";
import { STALL_MUTANTS } from "./table/stalls.ts";
import { TASK_MUTANTS } from "./table/tasks.ts";

/** All mutants, by what they break. */
export const MUTANTS: readonly Mutant[] = [
  ...GTID_MUTANTS,
  ...DIAGNOSIS_MUTANTS,
  ...TASK_MUTANTS,
  ...REMOVAL_MUTANTS,
  ...STALL_MUTANTS,
  ...SAFETY_MUTANTS,
  ...COMPILER_MUTANTS,
];
