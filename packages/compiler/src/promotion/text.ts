import { pathText } from "@grampus/api";
import { definitionFile } from "../layout.ts";
import { planOfFleet } from "../plan/fleet-plan.ts";
import { approvalLines } from "../plan-report/rules.ts";
import { planText } from "../plan-report/text.ts";
import { changedValue, counted, fieldText } from "../plan-report/words.ts";
import type { MovedPin, MovedPins } from "./promoted.ts";
import type { ShadowedField } from "./shadowed.ts";

const LAYERS: Readonly<Record<ShadowedField["by"], string>> = {
  override: "an override",
  retirement: "its retirement",
  environment: "a default of the environment",
  platform: "the platform",
  "schema default": "a default of the API",
};

function shadowedLine({ path, before, after, by, source }: ShadowedField): string {
  const where = source === undefined ? "" : ` (${source.file}:${source.line}:${source.column})`;
  return `  shadowed: ${pathText(path)}  ${changedValue(before)} → ${changedValue(after)}: nothing changes here, ${LAYERS[by]} decides${where}`;
}

/** What to do instead of a rollback. */
function instead(cluster: string, environment: string): string {
  return `change ${definitionFile("cluster", cluster)} so that it keeps what cannot go back, then grampus release ${cluster} and grampus promote ${cluster} --to ${environment}`;
}

function reversalLines({ cluster, from, reversal }: MovedPin, environment: string): readonly string[] {
  const { isPossible, reasons } = reversal;
  if (from === undefined) return ["  back: no release ran there before, so there is none to go back to"];
  if (isPossible) {
    const costs = reasons.length === 0 ? "" : `; ${reasons.join(", ")}`;
    return [`  back: grampus rollback ${cluster} --in ${environment} --release ${from}${costs}`];
  }
  return [`  NO WAY BACK: ${reasons.join("; ")}`, `  instead: ${instead(cluster, environment)}`];
}

function pinLines(pin: MovedPin, environment: string): readonly string[] {
  const { cluster, from, to, isFirst, shadowed, plan, gates, approvals } = pin;
  return [
    `${environment}/${cluster}: release ${from ?? "none"} → ${to}${isFirst ? `; release ${to} never ran in ${environment}` : ""}`,
    ...(plan === undefined ? ["  nothing changes for the database"] : []),
    ...shadowed.map(shadowedLine),
    ...gates.map(({ gate, state, reason }) => `  gate ${gate}: ${state}; ${reason}`),
    ...approvals.flatMap(approvalLines).map((line) => `  ${line}`),
    ...reversalLines(pin, environment),
  ];
}

/** What the operator is going to do about all pins that move, as the plan of a change says it. */
function plansText({ environment, moved, unchanged }: MovedPins): string {
  const clusters = moved.flatMap(({ cluster, plan }) =>
    plan === undefined
      ? []
      : [{ environment, cluster, plan, places: [], name: cluster, namespace: "", target: "" }],
  );
  if (clusters.length === 0) return "";
  const parts = {
    base: `what ${environment} runs`,
    head: "these releases",
    operators: [],
    deliveries: [],
    idle: [],
    diagnostics: [],
  };
  return `${planText(planOfFleet({ ...parts, clusters, unchanged: unchanged.length }))}\n`;
}

/** What a promotion or a rollback did, or would do, as a terminal shows it. */
export function movedText(result: MovedPins): string {
  const { environment, moved, unchanged, left, changes, isDryRun } = result;
  const same = unchanged.map(
    ({ cluster, release }) => `${environment}/${cluster}: nothing to do; it runs release ${release}\n`,
  );
  const out = left.map(({ cluster, reason }) => `${environment}/${cluster}: left as it is; ${reason}\n`);
  if (moved.length === 0) return [...same, ...out].join("") || `nothing to do in ${environment}\n`;
  const files = `${counted(changes.length, "file")} ${isDryRun ? "would change; nothing was written" : "written"}\n`;
  return [
    plansText(result),
    ...moved.map((pin) => `${pinLines(pin, environment).join("\n")}\n`),
    ...same,
    ...out,
    files,
  ].join("");
}

/** The same for a program. */
export function movedReport({ kind, environment, moved, unchanged, left, changes, isDryRun }: MovedPins) {
  return {
    kind,
    environment,
    isDryRun,
    moved: moved.map(({ plan, shadowed, ...pin }) => ({
      ...pin,
      changeClass: plan?.changeClass,
      fields: plan?.fields.map((field) => ({ ...field, path: fieldText(field.path) })) ?? [],
      shadowed: shadowed.map((field) => ({ ...field, path: pathText(field.path) })),
      steps: plan?.steps.flatMap(({ text }) => text ?? []) ?? [],
      outcome: plan?.outcome,
      interruption: plan?.interruption,
    })),
    unchanged,
    left,
    changes: changes.map(({ kind: change, file }) => ({ change, file })),
  };
}
