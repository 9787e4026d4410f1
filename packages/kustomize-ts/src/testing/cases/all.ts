import type { CorpusCase } from "../corpus-case.ts";
import { COMBINATION_CASES, OVERLAY_CASES } from "./combinations.ts";
import { GENERATOR_CASES } from "./generators.ts";
import { PATCH_CASES } from "./patches.ts";
import { STRUCTURE_CASES } from "./structure.ts";
import { VALUE_CASES } from "./values.ts";
import { YAML_CASES } from "./yaml.ts";

/** The whole corpus. */
export const CORPUS: readonly CorpusCase[] = [
  ...YAML_CASES,
  ...PATCH_CASES,
  ...GENERATOR_CASES,
  ...VALUE_CASES,
  ...STRUCTURE_CASES,
  ...COMBINATION_CASES,
  ...OVERLAY_CASES,
];
