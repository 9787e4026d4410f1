import { CLUSTER_KIND, fieldPath, type Violation } from "@grampus/api";

/** How often a rule was met on each side. */
interface Count {
  accepted: number;
  refused: number;
}

/** The name under which a violation is counted: the place of the rule and the rule. */
export function violatedRule(violation: Violation): string {
  if (!violation.rule.startsWith("cel:")) return violation.rule;
  return `${fieldPath(CLUSTER_KIND, violation.path).replace(/\.\*$/, "")} ${violation.rule}`;
}

/** Counts, per rule, objects that were accepted at its bound and objects it refused. */
export interface Tally {
  readonly accepted: (rule: string) => void;
  readonly refused: (rules: Iterable<string>) => void;
  /** Rules that were met on one side only. */
  readonly oneSided: () => readonly string[];
  readonly rules: () => number;
  /** Every rule with its counts. */
  readonly lines: () => readonly string[];
  /** Counts by kind of rule. */
  readonly summary: () => readonly string[];
}

function kindOf(rule: string): string {
  return rule.includes(" cel:") ? rule.slice(rule.indexOf("cel:")) : rule.slice(rule.lastIndexOf(".") + 1);
}

/** A tally that has counted nothing. */
export function newTally(): Tally {
  const counts = new Map<string, Count>();
  const countOf = (rule: string): Count => {
    const count = counts.get(rule) ?? { accepted: 0, refused: 0 };
    counts.set(rule, count);
    return count;
  };
  const sorted = (): readonly (readonly [string, Count])[] =>
    [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    accepted: (rule) => {
      countOf(rule).accepted += 1;
    },
    refused: (rules) => {
      for (const rule of new Set(rules)) countOf(rule).refused += 1;
    },
    oneSided: () =>
      sorted().flatMap(([rule, { accepted, refused }]) => (accepted > 0 && refused > 0 ? [] : [rule])),
    rules: () => counts.size,
    lines: () =>
      sorted().map(
        ([rule, { accepted, refused }]) => `${rule.trim()}: ${accepted} accepted, ${refused} refused`,
      ),
    summary: () => {
      const kinds = new Map<string, Count & { rules: number }>();
      for (const [rule, { accepted, refused }] of counts) {
        const sum = kinds.get(kindOf(rule)) ?? { accepted: 0, refused: 0, rules: 0 };
        kinds.set(kindOf(rule), {
          accepted: sum.accepted + accepted,
          refused: sum.refused + refused,
          rules: sum.rules + 1,
        });
      }
      return [...kinds]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(
          ([kind, { accepted, refused, rules }]) =>
            `${kind}: ${rules} places, ${accepted} accepted, ${refused} refused`,
        );
    },
  };
}
