import { didYouMean } from "@grampus/diagnostics";
import type { DataPath } from "../data/data-path.ts";
import type { PlainObject, PlainValue } from "../data/plain-data.ts";
import { valueText } from "../data/value-text.ts";
import type { Finding } from "../findings/finding.ts";
import { definitionCodes } from "./diagnostics.ts";

/** A test of a value, and what messages say is allowed. */
export interface Form {
  readonly isRight: (value: PlainValue) => boolean;
  readonly allowed: string;
  /** What to write instead of a value, where that can be told. */
  readonly hint?: (value: PlainValue) => string | undefined;
}

/** A text of a pattern. */
export function textForm(pattern: RegExp, allowed: string): Form {
  return { isRight: (value) => typeof value === "string" && pattern.test(value), allowed };
}

/** The name of an object of Kubernetes: labels of DNS, joined by dots. */
export const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Finds members of settings that nobody knows, and those whose values have not their form. */
export function memberFindings(
  file: string,
  at: DataPath,
  owner: string,
  value: PlainObject,
  forms: Readonly<Record<string, Form>>,
): readonly Finding[] {
  return Object.entries(value).flatMap(([key, member]): readonly Finding[] => {
    const form = Object.hasOwn(forms, key) ? forms[key] : undefined;
    const path = [...at, key];
    const field = path.filter((segment) => segment !== "settings").join(".");
    if (form === undefined) {
      const occurrence = {
        path: field,
        found: key,
        allowed: Object.keys(forms).join(", "),
        ...didYouMean(key, Object.keys(forms)),
      };
      return [
        {
          diagnostic: definitionCodes.create("unknown-field", { field, owner }, occurrence),
          place: { file, path, part: "name" },
        },
      ];
    }
    if (form.isRight(member)) return [];
    const hint = form.hint?.(member);
    const occurrence = {
      path: field,
      found: valueText(member),
      allowed: form.allowed,
      ...(hint === undefined ? {} : { hint }),
    };
    return [
      {
        diagnostic: definitionCodes.create("unsupported-value", { field }, occurrence),
        place: { file, path, part: "value" },
      },
    ];
  });
}
