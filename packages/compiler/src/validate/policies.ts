import type { EnvironmentEntry, ExceptionEntry, PolicyEntry } from "../definition/entries.ts";
import { policyName } from "../definition/policies.ts";
import type { FieldPlace, Finding } from "../findings/finding.ts";
import { generatedFolder } from "../layout.ts";
import type { ResolvedOverlay } from "../resolve/resolve.ts";
import type { Breach, Outcome } from "./breach.ts";
import { builtInBreach } from "./built-in-policies.ts";
import { policyCodes } from "./diagnostics.ts";
import { fieldPlace } from "./field-place.ts";
import { ownOutcome, policedEnvironment } from "./own-policies.ts";

/** What a policy says about a cluster. */
interface Judged {
  readonly policy: PolicyEntry;
  /** Where the policy is among those of the environment. */
  readonly index: number;
  readonly overlay: ResolvedOverlay;
  readonly outcome: Outcome;
}

function subjectOf({ environment, cluster }: ResolvedOverlay): string {
  return `${environment.name}/${cluster.name}`;
}

/** Where a policy of the fleet's own is written: its name, in whichever module calls `policy()`. */
function policyPlace({ index, overlay }: Judged): FieldPlace {
  return { file: overlay.environment.file, path: ["policies", index, "name"], part: "value" };
}

function exceptionOf({ policy, overlay }: Judged): ExceptionEntry | undefined {
  const name = policyName(policy);
  return overlay.environment.exceptions.find(
    (exception) => exception.cluster === overlay.cluster.name && exception.policy === name,
  );
}

function exceptionPlace({ file }: EnvironmentEntry, { index }: ExceptionEntry): FieldPlace {
  return { file, path: ["exceptions", index], part: "value" };
}

/** What helps to understand a breach: where the policy is written, and why it is let through. */
function relatedTo(judged: Judged): Pick<Finding, "related"> {
  const { policy, overlay } = judged;
  const exception = exceptionOf(judged);
  const related = [
    ...(policy.kind === "own" ? [{ message: `the policy ${policy.name}`, place: policyPlace(judged) }] : []),
    ...(exception === undefined
      ? []
      : [
          {
            message: `excepted until ${exception.until}: ${exception.because}`,
            place: exceptionPlace(overlay.environment, exception),
          },
        ]),
  ];
  return related.length === 0 ? {} : { related };
}

/** Where to write what a policy asks for, when a release says it. */
function releasedHint({ file }: FieldPlace, { environment, cluster }: ResolvedOverlay): string | undefined {
  return generatedFolder(file)?.kind === "releases"
    ? `a release never changes: write it in an override of ${cluster.name} in ${environment.file}, or in the definition, and release that`
    : undefined;
}

function breachFinding(judged: Judged, { path, diagnostic, suggested }: Breach): Finding {
  const { policy, index, overlay } = judged;
  const place = fieldPlace(overlay.layers, path, "value");
  const asked = `asked for by policies[${index}] in ${overlay.environment.file}`;
  const hints = [
    diagnostic.hint ?? (policy.kind === "own" ? undefined : asked),
    releasedHint(place, overlay),
  ].filter((hint) => hint !== undefined);
  return {
    diagnostic: {
      ...diagnostic,
      ...(exceptionOf(judged) === undefined ? {} : { severity: "info" }),
      subject: subjectOf(overlay),
      ...(hints.length === 0 ? {} : { hint: hints.join("; ") }),
    },
    place,
    ...(suggested === undefined ? {} : { suggested }),
    ...relatedTo(judged),
  };
}

/** What is wrong with a policy itself: at the line that went wrong, else at its name. */
function faultFindings(judged: Judged): readonly Finding[] {
  const { overlay, outcome } = judged;
  if (outcome.fault === undefined) return [];
  const diagnostic = { ...outcome.fault, subject: subjectOf(overlay) };
  const place = policyPlace(judged);
  return [
    diagnostic.source === undefined
      ? { diagnostic, place }
      : { diagnostic, related: [{ message: "the policy", place }] },
  ];
}

/** Exceptions whose cluster meets the policy: they would let a later breach through. */
function unneededFindings(
  environment: EnvironmentEntry,
  overlays: readonly ResolvedOverlay[],
  all: readonly Judged[],
): readonly Finding[] {
  return environment.exceptions.flatMap((exception): readonly Finding[] => {
    const overlay = overlays.find(({ cluster }) => cluster.name === exception.cluster);
    const isNeeded = ({ outcome }: Judged) => outcome.breaches.length > 0 || !outcome.isJudged;
    const about = all.filter((judged) => judged.overlay === overlay && exceptionOf(judged) === exception);
    if (overlay === undefined || about.some(isNeeded)) return [];
    const { policy, index } = exception;
    const diagnostic = policyCodes.create(
      "exception-unneeded",
      { place: subjectOf(overlay), policy },
      { path: `exceptions[${index}]`, subject: subjectOf(overlay) },
    );
    return [{ diagnostic, place: exceptionPlace(environment, exception) }];
  });
}

function environmentFindings(
  environment: EnvironmentEntry,
  overlays: readonly ResolvedOverlay[],
): readonly Finding[] {
  const { file, policies } = environment;
  const all = overlays.flatMap((overlay) => policies.map((policy, index) => ({ policy, index, overlay })));
  const place = policedEnvironment(environment);
  const questions = all.flatMap(({ policy, index, overlay }) =>
    policy.kind === "own"
      ? [{ asked: policy.asked, file, index, cluster: overlay.manifest, environment: place }]
      : [],
  );
  const { judgements, logs } = environment.judge(questions);
  const answers = judgements.values();
  const judged = all.map((one): Judged => {
    const { policy, overlay } = one;
    if (policy.kind === "own") {
      const judgement = answers.next().value ?? { kind: "not-asked" };
      return { ...one, outcome: ownOutcome(policy, judgement, overlay) };
    }
    // It is about changes, which are compared elsewhere.
    if (policy.kind === "requireApproval") return { ...one, outcome: { breaches: [], isJudged: false } };
    const breach = builtInBreach(policy, overlay);
    return { ...one, outcome: { breaches: breach === undefined ? [] : [breach], isJudged: true } };
  });
  return [
    ...logs.map((diagnostic) => ({ diagnostic })),
    ...judged.flatMap((one) => one.outcome.breaches.map((breach) => breachFinding(one, breach))),
    ...judged.flatMap(faultFindings),
    ...unneededFindings(environment, overlays, judged),
  ];
}

/** Finds the policies of their environments that clusters do not meet, and policies that cannot be judged. */
export function policyFindings(overlays: readonly ResolvedOverlay[]): readonly Finding[] {
  const byEnvironment = Map.groupBy(overlays, ({ environment }) => environment);
  return [...byEnvironment].flatMap(([environment, own]) => environmentFindings(environment, own));
}
