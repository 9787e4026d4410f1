import { CLUSTER_KIND, pathText, type Violation, validate } from "@grampus/api";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { mergedSettings } from "../resolve/merge.ts";

/** A number of bytes, or of thousandths: what stands there when the suffix was forgotten, or meant as mega. */
const WITHOUT_SUFFIX = /^(\d{1,5}(?:\.\d+)?)m?$/;

const SUFFIXES = ["Mi", "Gi"] as const;

/** Whether the rule holds with another value in the place of the violation. */
function isMended(resource: PlainObject, { path, rule }: Violation, value: string): boolean {
  const change = path.reduceRight<PlainValue>((inner, step) => ({ [step]: inner }), value);
  const mended = isMap(change) ? mergedSettings(resource, change) : resource;
  return validate(CLUSTER_KIND, mended).every(
    (other) => other.rule !== rule || pathText(other.path) !== pathText(path),
  );
}

/** What was meant by an amount below its floor that has no suffix, or `m`: the smallest that is enough. */
export function suffixHint(resource: PlainObject, violation: Violation): string | undefined {
  if (!/^cel:.*-floor$/.test(violation.rule)) return undefined;
  const [, number] = WITHOUT_SUFFIX.exec(String(violation.found)) ?? [];
  const meant = SUFFIXES.map((suffix) => `${number}${suffix}`).find((value) =>
    isMended(resource, violation, value),
  );
  return number === undefined || meant === undefined ? undefined : `did you mean ${meant}?`;
}
