import type { Comparison, Unwritten } from "./comparison.ts";

const VERBS = /^(set variables of|restart|clone|remove|change|delete|load certificate of) (\S+)$/;

/** Steps in few words: those of one kind that follow each other are told together. */
function folded(steps: readonly string[]): string {
  const groups: { verb: string | undefined; text: string }[] = [];
  for (const step of steps) {
    const [, verb, subject] = VERBS.exec(step) ?? [];
    const last = groups.at(-1);
    if (verb !== undefined && last?.verb === verb) last.text += `, ${subject}`;
    else groups.push({ verb, text: step });
  }
  return groups.length === 0 ? "nothing" : groups.map(({ text }) => text).join("; ");
}

function time(unwritten: Unwritten | undefined): string {
  if (unwritten === undefined) return "nobody writes";
  return typeof unwritten === "number" ? unwritten.toFixed(1) : unwritten;
}

function row(comparison: Comparison): string {
  const { kind, field, primary = "none", predicted, performed, equal, load, longestPause } = comparison;
  const pause = longestPause === undefined ? "" : longestPause.toFixed(1);
  const cells = [
    kind,
    field,
    primary,
    folded(predicted),
    folded(performed),
    equal ? "yes" : "**no**",
    `${time(comparison.predictedUnwritten)}${comparison.forecastAnew === true ? "*" : ""}`,
    time(comparison.measuredUnwritten),
    pause,
    String(comparison.seconds),
    load.toFixed(1),
  ];
  return `| ${cells.join(" | ")} |`;
}

const HEAD = [
  "kind of change",
  "field",
  "primary before",
  "predicted steps",
  "performed steps",
  "equal",
  "predicted s",
  "measured s",
  "longest pause s",
  "took s",
  "load",
] as const;

/** The table of all comparisons, as Markdown. */
export function predictionsText(comparisons: readonly Comparison[]): string {
  const equal = comparisons.filter((one) => one.equal).length;
  return [
    "# What was predicted, and what happened",
    "",
    "Written by `npm run e2e -- predictions` from [predictions.json](predictions.json): changes of clusters on a real Kubernetes,",
    "each forecast by the operator's planner against its model before it was made.",
    "",
    `**${equal} of ${comparisons.length} kinds of change: the same steps in the same order.**`,
    "",
    "- Steps are those that touch clients, running servers or data; labels, records and objects are left out. Performed steps are",
    "  from the operator's log. `waiting` ends a change that waits for a member that is down.",
    "- Seconds without writes: predicted from the steps with the figures of other scenarios in [e2e.json](e2e.json). Measured by a",
    "  client that writes a row every 10 ms through the primary Service: from the last row it was told is committed to the next",
    "  one, wherever a session or a statement failed between them. The longest pause is that between any two rows: commits that",
    "  take long on a busy machine too.",
    "- Beside the specs before and after, a forecast is told who the primary is, that both tags are one release, which member is",
    "  down or has lost its volume, whether the storage class takes a larger size, and what was applied earlier where that still",
    "  shows. Git knows none of it: without that a forecast takes ordinal 0 for the primary, and all to be well. Which member",
    "  of a new cluster answers first is not forecast.",
    "- An asterisk: the steps were predicted before the change, their seconds computed after it, with a figure for a switch that was",
    "  measured later.",
    "- Took: from the change to the state it ended in. Load: of the machine over a minute at the end; it has two processors.",
    "",
    `| ${HEAD.join(" | ")} |`,
    `|${HEAD.map(() => "---").join("|")}|`,
    ...comparisons.map(row),
    "",
  ].join("\n");
}
