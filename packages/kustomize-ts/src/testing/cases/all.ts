import type { CorpusCase } from "../corpus-case.ts";
import { ARGUMENT_CASES } from "./arguments.ts";
import { COMBINATION_CASES, OVERLAY_CASES } from "./combinations.ts";
import { GENERATOR_CASES } from "./generators.ts";
import { OPENAPI_CASES } from "./openapi.ts";
import { PATCH_CASES } from "./patches.ts";
import { READING_CASES } from "./reading.ts";
import { STRUCTURE_CASES } from "./structure.ts";
import { TEXT_CASES } from "./texts.ts";
import { VALUE_CASES } from "./values.ts";
import { VARIABLE_CASES } from "./variables.ts";
import { YAML_CASES } from "./yaml.ts";

/** The whole corpus. */
export const CORPUS: readonly CorpusCase[] = [
  ...YAML_CASES,
  ...PATCH_CASES,
  ...GENERATOR_CASES,
  ...VALUE_CASES,
  ...STRUCTURE_CASES,
  ...READING_CASES,
  ...ARGUMENT_CASES,
  ...TEXT_CASES,
  ...VARIABLE_CASES,
  ...OPENAPI_CASES,
  ...COMBINATION_CASES,
  ...OVERLAY_CASES,
];
