import type { EnvironmentEntry, OwnPolicyEntry, PolicyEntry } from "../definition/entries.ts";
import type { FieldPlace, Finding } from "../findings/finding.ts";
import type { Judgement } from "../load/judge.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import type { Breach } from "./breach.ts";
import { builtInBreach } from "./built-in-policies.ts";
import { fieldPlace } from "./field-place.ts";
import { ownOutcome, policedEnvironment } from "./own-policies.ts";

interface Judged {
  readonly policy: PolicyEntry;
  /** Where the policy is among those of the environment. */
  readonly index: number;
  readonly overlay: ResolvedOverlay;
}

/** Where a policy of the fleet's own is written: its name, in whichever module calls `policy()`. */
function policyPlace({ index, overlay }: Judged): FieldPlace {
  return { file: overlay.environment.file, path: ["policies", index, "name"], part: "value" };
}

function breachFinding(judged: Judged, { path, diagnostic, suggested }: Breach): Finding {
  const { policy, index, overlay } = judged;
  const { environment, cluster, layers } = overlay;
  const hint = diagnostic.hint ?? `asked for by policies[${index}] in ${environment.file}`;
  const isOwn = policy.kind === "own";
  return {
    diagnostic: {
      ...diagnostic,
      subject: `${environment.name}/${cluster.name}`,
      ...(isOwn && diagnostic.hint === undefined ? {} : { hint }),
    },
    place: fieldPlace(layers, path, "value"),
    ...(suggested === undefined ? {} : { suggested }),
    ...(isOwn ? { related: [{ message: `the policy ${policy.name}`, place: policyPlace(judged) }] } : {}),
  };
}

function ownFindings(
  judged: Judged & { readonly policy: OwnPolicyEntry },
  judgement: Judgement,
): readonly Finding[] {
  const { breaches, fault } = ownOutcome(judged.policy, judgement, judged.overlay);
  const findings = breaches.map((breach) => breachFinding(judged, breach));
  if (fault === undefined) return findings;
  const subject = `${judged.overlay.environment.name}/${judged.overlay.cluster.name}`;
  const place = policyPlace(judged);
  return [
    ...findings,
    fault.source === undefined
      ? { diagnostic: { ...fault, subject }, place }
      : { diagnostic: { ...fault, subject }, related: [{ message: "the policy", place }] },
  ];
}

function environmentFindings(
  environment: EnvironmentEntry,
  overlays: readonly ResolvedOverlay[],
): readonly Finding[] {
  const all = overlays.flatMap((overlay) =>
    environment.policies.map((policy, index): Judged => ({ policy, index, overlay })),
  );
  const place = policedEnvironment(environment);
  const questions = all.flatMap(({ policy, index, overlay }) => {
    if (policy.kind !== "own") return [];
    const { file } = environment;
    return [{ asked: policy.asked, file, index, cluster: overlay.manifest, environment: place }];
  });
  const { judgements, logs } = environment.judge(questions);
  const answers = judgements.values();
  const findings = all.flatMap((judged): readonly Finding[] => {
    const { policy, overlay } = judged;
    if (policy.kind === "own") {
      return ownFindings({ ...judged, policy }, answers.next().value ?? { kind: "not-asked" });
    }
    const breach = builtInBreach(policy, overlay);
    return breach === undefined ? [] : [breachFinding(judged, breach)];
  });
  return [...logs.map((diagnostic) => ({ diagnostic })), ...findings];
}

/** Finds the policies of their environments that clusters do not meet, and policies that cannot be judged. */
export function policyFindings(overlays: readonly ResolvedOverlay[]): readonly Finding[] {
  const byEnvironment = Map.groupBy(overlays, ({ environment }) => environment);
  return [...byEnvironment].flatMap(([environment, own]) => environmentFindings(environment, own));
}
