import { pathText } from "@grampus/api";
import { type DataPath, valueAt } from "../data/data-path.ts";
import type { PlainObject } from "../data/plain-data.ts";
import {
  type SchemaError,
  type SchemaValidator,
  validateApplication,
  validateApplicationSet,
  validateAppProject,
  validateGitRepository,
  validateKustomization,
  validateOCIRepository,
} from "./generated/validators.js";

/** One thing for which the API server would not take an object of Flux or Argo CD, or would drop a field of it. */
export interface SchemaFault {
  readonly path: DataPath;
  /** What is wrong, with the path as people write it. */
  readonly message: string;
}

const VALIDATORS: Readonly<Record<string, SchemaValidator>> = {
  "source.toolkit.fluxcd.io GitRepository": validateGitRepository,
  "source.toolkit.fluxcd.io OCIRepository": validateOCIRepository,
  "kustomize.toolkit.fluxcd.io Kustomization": validateKustomization,
  "argoproj.io AppProject": validateAppProject,
  "argoproj.io Application": validateApplication,
  "argoproj.io ApplicationSet": validateApplicationSet,
};

const REASONS: Readonly<Record<string, (limit: string) => string>> = {
  type: (limit) => `is not of type ${limit}`,
  const: (limit) => `is not ${limit}`,
  enum: (limit) => `is none of ${limit}`,
  pattern: () => "does not have the form it needs",
  required: () => "is missing",
  additionalProperties: () => "is not a field that is written",
  minLength: (limit) => `has fewer than ${limit} characters`,
  maxLength: (limit) => `has more than ${limit} characters`,
  minItems: (limit) => `has fewer than ${limit} items`,
  maxItems: (limit) => `has more than ${limit} items`,
};

function pathOf(pointer: string, object: PlainObject): DataPath {
  const path: (string | number)[] = [];
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(valueAt(object, path)) ? Number(key) : key);
  }
  return path;
}

function limitOf({ allowedValue, allowedValues, limit, type }: SchemaError["params"]): string {
  return String(allowedValue ?? allowedValues ?? limit ?? type ?? "").replaceAll(",", " or ");
}

function faultOf(error: SchemaError, object: PlainObject): SchemaFault {
  const { keyword, params, propertyName } = error;
  const member = propertyName ?? params.missingProperty ?? params.additionalProperty;
  const parent = pathOf(error.instancePath, object);
  const path = member === undefined ? parent : [...parent, String(member)];
  const reason = REASONS[keyword]?.(limitOf(params)) ?? `does not satisfy ${keyword}`;
  return { path, message: `${pathText(path)} ${reason}` };
}

/**
 * What the CustomResourceDefinitions of Flux and Argo CD, and the API server's rules of names and labels, have against an
 * object. A kind that nothing is written of has no validator, which is a fault as well.
 */
export function schemaFaults(object: PlainObject): readonly SchemaFault[] {
  const group = String(object.apiVersion).split("/")[0];
  const validator = VALIDATORS[`${group} ${object.kind}`];
  if (validator === undefined) {
    return [
      { path: ["kind"], message: `kind ${object.kind} of ${object.apiVersion} is not one that is written` },
    ];
  }
  if (validator(object)) return [];
  return (validator.errors ?? [])
    .filter(({ keyword }) => keyword !== "propertyNames")
    .map((error) => faultOf(error, object));
}
