import {
  CLUSTER_KIND,
  pathText,
  SUPPORTED_SERIES,
  unsettableVariable,
  type Violation,
  validate,
} from "@grampus/api";
import { valueAt } from "../data/data-path.ts";
import { isMap, type PlainObject, type PlainValue } from "../data/plain-data.ts";
import { mergedSettings } from "../resolve/merge.ts";

/** What an amount out of bounds was probably meant to be: what is written, and the same with other suffixes. */
interface Mistake {
  readonly rule: RegExp;
  readonly written: RegExp;
  readonly suffixes: readonly string[];
}

const LARGER_THAN_MEANT: readonly (readonly [written: string, meant: string])[] = [
  ["Ei", "Ti"],
  ["Pi", "Ti"],
  ["Ti", "Gi"],
  ["E", "T"],
  ["P", "T"],
  ["T", "G"],
];

const MISTAKES: readonly Mistake[] = [
  // A number of bytes, or of thousandths: what stands there when the suffix was forgotten, or meant as mega.
  { rule: /^cel:.*-floor$/, written: /^(\d{1,5}(?:\.\d+)?)m?$/, suffixes: ["Mi", "Gi"] },
  { rule: /^cel:.*-cpus$/, written: /^(\d{4,6})$/, suffixes: ["m"] },
  ...LARGER_THAN_MEANT.map(([written, meant]) => ({
    rule: /^cel:.*-ceiling$/,
    written: new RegExp(`^(\\d{1,5}(?:\\.\\d+)?)${written}$`),
    suffixes: [meant],
  })),
];

/** Whether the rule holds with another value in the place of the violation. */
function isMended(resource: PlainObject, { path, rule }: Violation, value: string): boolean {
  const change = path.reduceRight<PlainValue>((inner, step) => ({ [step]: inner }), value);
  const mended = isMap(change) ? mergedSettings(resource, change) : resource;
  return validate(CLUSTER_KIND, mended).every(
    (other) => other.rule !== rule || pathText(other.path) !== pathText(path),
  );
}

/** What was meant by an amount out of its bounds: the same number with the first suffix that keeps them. */
export function suffixHint(resource: PlainObject, violation: Violation): string | undefined {
  const meant = MISTAKES.flatMap(({ rule, written, suffixes }) => {
    const [, number] = rule.test(violation.rule) ? (written.exec(String(violation.found)) ?? []) : [];
    return number === undefined ? [] : suffixes.map((suffix) => `${number}${suffix}`);
  }).find((value) => isMended(resource, violation, value));
  return meant === undefined ? undefined : `did you mean ${meant}?`;
}

/** The server variable that a key which is none was meant to be: `max_connections` for `Max-Connections`. */
export function variableHint(resource: PlainObject, { rule, found }: Violation): string | undefined {
  if (rule !== "spec.variables.key-pattern") return undefined;
  const name = String(found).toLowerCase().replaceAll("-", "_");
  const version = String(valueAt(resource, ["spec", "version"]) ?? SUPPORTED_SERIES.at(-1));
  const near = unsettableVariable(name, version);
  const meant = near === undefined ? name : near.near;
  return meant === undefined ? undefined : `did you mean ${meant}?`;
}
