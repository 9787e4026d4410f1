import type { Figures } from "../scenario.ts";
import type { ToolName } from "./controllers.ts";

/** What became of a step. */
export interface KeptStep {
  readonly name: string;
  readonly seconds: number;
  readonly figures: Figures;
  readonly problem?: string;
}

/** The last steps of each tool. */
export type KeptProofs = Readonly<
  Partial<Record<ToolName, { readonly date: string; readonly steps: readonly KeptStep[] }>>
>;

const TITLES: Readonly<Record<ToolName, string>> = { flux: "Flux", argocd: "Argo CD" };

/** What is counted; every other number is milliseconds. */
const COUNTS = new Set([
  "seconds",
  "objects",
  "fields",
  "differences",
  "looks",
  "argocdObjects",
  "reconciles",
  "restarts",
  "written",
  "rowsAcknowledged",
  "rowsLost",
  "awaySeconds",
]);

function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function figureText([name, value]: readonly [string, Figures[string]]): string {
  const shown =
    typeof value === "number" && !COUNTS.has(name) ? `${(value / 1000).toFixed(1)} s` : String(value);
  return `${words(name)} ${shown}`;
}

function cell(step: KeptStep | undefined): string {
  if (step === undefined) return "not tried";
  if (step.problem !== undefined) return "**did not hold**";
  return Object.entries(step.figures).map(figureText).join(", ");
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;

/** The page that shows both tools beside each other. */
export function gitopsPage(proofs: KeptProofs): string {
  const tools = (["flux", "argocd"] as const).filter((tool) => proofs[tool] !== undefined);
  const names = [...new Set(tools.flatMap((tool) => proofs[tool]?.steps.map(({ name }) => name) ?? []))];
  const rows = names.map((name) =>
    row([name, ...tools.map((tool) => cell(proofs[tool]?.steps.find((step) => step.name === name)))]),
  );
  const dates = tools.map((tool) => `${TITLES[tool]} on ${proofs[tool]?.date}`).join(", ");
  return `${[
    "# Flux and Argo CD with a fleet",
    "",
    "Written by `npm run e2e -- gitops` on a machine of two cores with other work beside it. Real controllers",
    "(source-controller v1.9.6, kustomize-controller v1.9.5, Argo CD v3.5.7) sync a fleet of their own from a Git server to a",
    "Kubernetes cluster of one node, which is empty at first. Flux is told of a push, as a Git host's webhook does; Argo CD reads every 10 s.",
    `Times are from the end of \`git push\`. Each step begins where the one before ended: ${dates}.`,
    "",
    row(["step", ...tools.map((tool) => TITLES[tool])]),
    row(["---", ...tools.map(() => "---")]),
    ...rows,
  ].join("\n")}\n`;
}
