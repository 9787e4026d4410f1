import type { Diagnostic } from "@grampus/diagnostics";
import type { DeliveryPlan } from "../plan/delivery-plan.ts";
import type { FleetPlan, PlanGroup } from "../plan/fleet-plan.ts";
import type { OperatorPlan } from "../plan/operator-plan.ts";
import { codeText, fenced, foldedPart } from "./markdown-text.ts";
import { ruleLines } from "./rules.ts";
import { deliveryLines, groupLines, operatorLines } from "./text.ts";
import { topologyPicture } from "./topology.ts";
import {
  capacityText,
  changedValue,
  changeWord,
  counted,
  estimateText,
  fieldText,
  figureLines,
  outcomeWord,
  verdict,
  withoutWritesText,
} from "./words.ts";

/** The most characters a comment of a pull request may have, with room for what a workflow adds. */
const LONGEST = 60_000;

/** By this a workflow finds the comment that it wrote before. */
const MARK = "<!-- grampus plan -->";

const LISTED_FIELDS = 4;

function fieldCell({ plan }: PlanGroup[0]): string {
  const { fields, objects } = plan;
  const told = [
    ...fields.map(({ path, before, after }) =>
      codeText(`${fieldText(path)} ${changedValue(before)} → ${changedValue(after)}`),
    ),
    ...objects.map(({ change, object }) => codeText(`${change} ${object}`)),
  ];
  const more = told.length > LISTED_FIELDS ? [`and ${told.length - LISTED_FIELDS} more`] : [];
  return [...told.slice(0, LISTED_FIELDS), ...more].join("<br>") || changeWord(plan);
}

function nameCell([{ environment, cluster }, ...others]: PlanGroup): string {
  const name = codeText(`${environment}/${cluster}`);
  return others.length === 0 ? name : `${name} and the same in ${counted(others.length, "other cluster")}`;
}

function groupRow(group: PlanGroup): string {
  const [first] = group;
  const { changeClass, interruption, outcome } = first.plan;
  const { restarts, switches, filled, withoutMargin } = interruption;
  const cells = [
    nameCell(group),
    changeClass,
    fieldCell(first),
    String(restarts),
    String(switches),
    String(filled),
    withoutWritesText(interruption),
    estimateText(withoutMargin),
    outcomeWord(outcome),
  ];
  return `| ${cells.join(" | ")} |`;
}

const HEAD = [
  "| clusters | class | what changes | restarts | switches | filled | without writes | without margin | ends |",
  "|---|---|---|---|---|---|---|---|---|",
];

function groupPart(group: PlanGroup): string {
  const [{ environment, cluster, plan }] = group;
  const picture = topologyPicture(group[0]);
  const summary = `${codeText(`${environment}/${cluster}`)}: ${changeWord(plan)}, ${plan.changeClass}`;
  return foldedPart(
    summary,
    [...(picture === undefined ? [] : [picture]), fenced(groupLines(group).slice(1))].join("\n\n"),
  );
}

function operatorPart(operator: OperatorPlan): string {
  return foldedPart(`the operator of ${codeText(operator.environment)}`, fenced(operatorLines(operator)));
}

function deliveryPart(delivery: DeliveryPlan): string {
  return foldedPart(`the delivery of ${codeText(delivery.environment)}`, fenced(deliveryLines(delivery)));
}

function diagnosticLine({ severity, code, message, source }: Diagnostic): string {
  const place = source === undefined ? "" : ` (${source.file}:${source.line}:${source.column})`;
  return `- **${severity}** ${codeText(`${code}: ${message}${place}`)}`;
}

/** As many parts, from the first, as there is room for. */
function fitting(parts: readonly string[], room: number): readonly string[] {
  let left = room;
  const count = parts.findIndex((part) => {
    left -= part.length + 2;
    return left < 0;
  });
  return count === -1 ? parts : parts.slice(0, count);
}

function omitted(parts: readonly string[], kept: readonly string[], what: string): readonly string[] {
  const left = parts.length - kept.length;
  return left === 0 ? [] : [`${counted(left, what)} not shown`];
}

/** Of what a comment may hold, how much its messages and its table may take. */
const SHARE = 0.3;

/**
 * A plan as the comment of a pull request: what it comes to first, one table, the rest folded. It never has more than
 * `longest` characters; what is left out is counted, and where the whole is, is said.
 *
 * @param artefact where the whole plan is: a file, or words for it
 */
export function planMarkdown(
  plan: FleetPlan,
  diagnostics: readonly Diagnostic[],
  { artefact, longest = LONGEST }: { readonly artefact?: string; readonly longest?: number } = {},
): string {
  const errors = diagnostics.filter(({ severity }) => severity !== "info").map(diagnosticLine);
  const rows = plan.groups.map(groupRow);
  const figures = figureLines(plan);
  const rules = ruleLines(plan.rules);
  const parts = [
    ...(rules.length === 0 ? [] : [foldedPart("gates and approvals", fenced(rules))]),
    ...(figures.length === 0 ? [] : [foldedPart("where the seconds come from", fenced(figures))]),
    ...plan.operators.map(operatorPart),
    ...plan.deliveries.map(deliveryPart),
    ...plan.groups.map(groupPart),
  ];
  const idle = plan.idle.map((file) => `- ${codeText(file)} changed, and nothing follows for a cluster`);
  const [toldErrors, toldRows, toldIdle] = [errors, rows, idle].map((one) => fitting(one, longest * SHARE));
  const capacity = capacityText(plan.capacity);
  const head = [
    `${MARK}\n### Plan: ${verdict(plan)}`,
    `From ${codeText(plan.base)} to ${codeText(plan.head)}.${capacity === "" ? "" : ` The clusters that change ask for ${capacity}.`}`,
    ...(errors.length === 0 ? [] : [(toldErrors ?? []).join("\n")]),
    ...(rows.length === 0 ? [] : [[...HEAD, ...(toldRows ?? [])].join("\n")]),
    ...(idle.length === 0 ? [] : [(toldIdle ?? []).join("\n")]),
  ];
  const cut = [
    ...omitted(errors, toldErrors ?? [], "message"),
    ...omitted(rows, toldRows ?? [], "row"),
    ...omitted(idle, toldIdle ?? [], "definition"),
  ];
  const where = artefact === undefined ? "in `grampus plan --format json`" : `in ${codeText(artefact)}`;
  const tail = (left: readonly string[]) =>
    left.length === 0 ? [] : [`Cut: ${left.join(", ")}. The whole plan is ${where}.`];
  const reserve = tail([...cut, ...omitted(parts, [], "detail")]).join("").length + 2;
  const toldParts = fitting(parts, longest - head.join("\n\n").length - reserve);
  return `${[...head, ...toldParts, ...tail([...cut, ...omitted(parts, toldParts, "detail")])].join("\n\n")}\n`;
}

/** A change that gives no plan, as the comment of a pull request. */
export function refusalMarkdown(diagnostics: readonly Diagnostic[]): string {
  const told = fitting(diagnostics.map(diagnosticLine), LONGEST * SHARE);
  const left = omitted(diagnostics.map(diagnosticLine), told, "message");
  return `${[`${MARK}\n### Plan: none, the definitions are refused`, told.join("\n"), ...left].join("\n\n")}\n`;
}
