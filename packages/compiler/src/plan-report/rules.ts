import { namesText } from "../data/value-text.ts";
import type { PlannedApproval, PlannedGate, PlannedRules } from "../plan/rules.ts";

function isHeld({ state }: PlannedGate): boolean {
  return state === "holds";
}

function isMissing({ by, exception }: PlannedApproval): boolean {
  return by === undefined && exception === undefined;
}

function gateLines(gates: readonly PlannedGate[]): readonly string[] {
  const same = Map.groupBy(gates, ({ environment, gate, state, reason, hint }) =>
    JSON.stringify([environment, gate, state, reason, hint]),
  );
  return [...same.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { environment, gate, state, reason, hint } = first;
    const names = namesText(group.map(({ cluster, release }) => `${cluster} release ${release}`));
    return [
      `${environment}: gate ${gate} ${state === "open" ? "is open" : state === "holds" ? "HOLDS" : "is overridden"} for ${names}: ${reason}`,
      ...(hint === undefined ? [] : [`  ${hint}`]),
    ];
  });
}

/** What is said of an approval: who gives it, that it is not needed, or the line that would. */
export function approvalLines({
  environment,
  cluster,
  changeClass,
  change,
  by,
  exception,
  from,
  line,
  file,
}: PlannedApproval): readonly string[] {
  const what = `${environment}/${cluster}: the change ${change} is ${changeClass}`;
  if (by !== undefined) return [`${what}; ${by} approves it`];
  if (exception !== undefined) return [`${what}; an exception lets it through: ${exception}`];
  return [`${what}, and ${namesText(from)} did NOT approve it; add to ${file}:`, `  ${line}`];
}

/** Gates and approvals, a line or two for each that is not the same as another. */
export function ruleLines(rules: PlannedRules | undefined): readonly string[] {
  if (rules === undefined) return [];
  return [...gateLines(rules.gates), ...rules.approvals.flatMap(approvalLines)];
}

/** What of gates and approvals stands in the way. */
export function rulesVerdict(rules: PlannedRules | undefined): readonly string[] {
  const { gates = [], approvals = [] } = rules ?? {};
  const held = new Set(gates.filter(isHeld).map(({ environment, cluster }) => `${environment}/${cluster}`));
  const missing = approvals.filter(isMissing).length;
  return [
    ...(held.size === 0 ? [] : [`gates hold ${held.size} ${held.size === 1 ? "promotion" : "promotions"}`]),
    ...(missing === 0 ? [] : [`${missing} ${missing === 1 ? "approval is" : "approvals are"} missing`]),
  ];
}
