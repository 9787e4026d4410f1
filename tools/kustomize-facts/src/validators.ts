import { Ajv } from "ajv";
import standaloneModule from "ajv/dist/standalone/index.js";
import { type FileSchema, KUSTOMIZATION_SCHEMA, REPLACEMENT_SCHEMA } from "kustomize-ts/schema";

const { default: standaloneCode } = standaloneModule;

const SCHEMAS: Readonly<Record<string, FileSchema>> = {
  validateKustomization: KUSTOMIZATION_SCHEMA,
  validateReplacement: REPLACEMENT_SCHEMA,
};

/** Names of the exported validators. */
export const VALIDATOR_NAMES: readonly string[] = Object.keys(SCHEMAS);

/** The validators of the Kustomization file and of replacement files, compiled by ajv to a module without imports. */
export function validatorCode(): string {
  const ajv = new Ajv({ allErrors: true, code: { source: true, esm: true, lines: true } });
  for (const [name, schema] of Object.entries(SCHEMAS)) ajv.addSchema(schema, name);
  const names = Object.fromEntries(VALIDATOR_NAMES.map((name) => [name, name]));
  return standaloneCode(ajv, names);
}
